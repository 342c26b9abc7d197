// Rows written for one hour of charging with a sample every 15 s, from the order to the refund: rows
// are what the platform is billed for.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signInWithWechat } from "../core/contract/drivers.ts";
import { POLICY_VERSION } from "../core/contract/policy.ts";
import { createOrder, getOrder, stopOrder } from "../core/contract/orders.ts";
import { limits } from "../core/limits.ts";
import { aTwoPriceTariffContent } from "../test/support/builders.ts";
import { buildWorker } from "../test/support/builtWorker.ts";
import { eventually } from "../test/support/eventually.ts";
import { Platform } from "../test/support/platform.ts";
import { countEvents, takeTally, type EventRows } from "./eventRows.ts";
import { LoadCharger } from "./loadCharger.ts";
import { beginning, charging, ending, startUp, type Call, type SessionPlan } from "./session.ts";

export type RowCount = {
  /** Rows by who wrote them and where, from the order to the refund. */
  readonly session: Readonly<Record<string, number>>;
  /** Once per connection: boot and first statuses. */
  readonly start: Readonly<Record<string, number>>;
  readonly messages: number;
  /** Alarms that an hour rings, which a run of some seconds does not reach: each sets the next. */
  readonly alarmsNotRun: number;
  readonly total: number;
  readonly events: readonly EventRows[];
};

export async function countRows(): Promise<RowCount> {
  const folder = await mkdtemp(join(tmpdir(), "zhuang-rows-"));
  const worker = await buildWorker(folder, { entry: "bench/workers/counting.ts" });
  const platform = await Platform.start({ worker });
  try {
    const session = await countOn(platform);
    return { ...session, events: await countEvents(platform) };
  } finally {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function countOn(platform: Platform): Promise<Omit<RowCount, "events">> {
  const station = await platform.aStation({ tariff: aTwoPriceTariffContent() });
  const pile = await platform.aPile(station, "ROWS-1");
  const { token } = await platform.api.call(signInWithWechat, {
    code: "demo-rows",
    policyVersion: POLICY_VERSION,
  });
  const api = platform.api.withToken(token);
  await takeTally(platform);

  const started = Promise.withResolvers<string>();
  const stopped = Promise.withResolvers<void>();
  const charger = await LoadCharger.connect(pile, (action, payload) => {
    if (action === "RemoteStartTransaction") started.resolve(String(payload["idTag"]));
    if (action === "RemoteStopTransaction") stopped.resolve();
  });
  const hour = { startedAtMs: Date.now() - 3_700_000, meterStartWh: 1_000_000, samples: 240 };
  await sayAll(charger, startUp("SN-ROWS", hour.startedAtMs));
  // The facts of the start reach the records before the order's are counted.
  await eventually(
    () => platform.pile(station, pile.pileId),
    ({ vendor, connectors }) => vendor !== null && connectors[0]?.state === "available",
  );
  const { written: start } = await takeTally(platform);

  const { order } = await api.call(
    createOrder,
    {
      pileId: pile.pileId,
      connectorId: 1,
      limit: { kind: "amount", amountFen: limits.orderAmountFen.most },
      paymentWay: "wechatpay",
      scene: "miniProgram",
    },
    { idempotencyKey: crypto.randomUUID() },
  );
  const { orderId } = order;
  await fetch(`${platform.gateway.url}/_control/trades/wechatpay/${orderId}/pay`, {
    method: "POST",
  });
  const plan: SessionPlan = { ...hour, idTag: await started.promise };
  let messages = 0;
  let transactionId = 0;
  for (const call of beginning(plan)) {
    const answer = await charger.call(call);
    messages += 1;
    if (call[0] === "StartTransaction") transactionId = Number(answer["transactionId"]);
  }
  messages += await sayAll(charger, charging(plan, transactionId));
  await api.call(stopOrder, { orderId });
  await stopped.promise;
  messages += await sayAll(charger, ending(plan, transactionId));
  await eventually(
    () => api.call(getOrder, { orderId }),
    ({ state, refund }) => state === "settled" && refund?.state === "succeeded",
  );
  const { written: session } = await takeTally(platform);
  await charger.close();
  const alarmsNotRun = Math.floor(3_600_000 / limits.offlineAfterMs.most);
  const counted = Object.values(session).reduce((sum, rows) => sum + rows, 0);
  return { session, start, messages, alarmsNotRun, total: counted + alarmsNotRun };
}

async function sayAll(charger: LoadCharger, calls: Iterable<Call>): Promise<number> {
  let said = 0;
  for (const call of calls) {
    await charger.call(call);
    said += 1;
  }
  return said;
}
