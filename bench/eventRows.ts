// Rows written and read by single events of the live path, in the objects and in D1.
import { setTimeout } from "node:timers/promises";
import { createReservation, SLOT_MS } from "../core/contract/reservations.ts";
import { signInWithWechat } from "../core/contract/drivers.ts";
import { POLICY_VERSION } from "../core/contract/policy.ts";
import { joinWaiting, leaveWaiting, listWaitings } from "../core/contract/waiting.ts";
import { walletToppedUp } from "../core/money/walletEntries.ts";
import { aTwoPriceTariffContent, MORNING_MS } from "../test/support/builders.ts";
import { eventually } from "../test/support/eventually.ts";
import type { Platform } from "../test/support/platform.ts";
import { ledgerEntries } from "../worker/db/tables/payments.ts";
import { LoadCharger } from "./loadCharger.ts";
import { startUp, type Call } from "./session.ts";

type Counts = Readonly<Record<string, number>>;
type Tally = {
  readonly written: Counts;
  readonly read: Counts;
  /** Of D1, by the Worker's entry that made them. */
  readonly queries: Counts;
};
export type EventRows = Pick<Tally, "written" | "read"> & { readonly event: string };

export async function takeTally(platform: Platform): Promise<Tally> {
  const response = await fetch(`${platform.url}/bench/rows`);
  const tally: Tally = Object(await response.json());
  return tally;
}

/** What an event leads to in other objects and in the records is done by then. */
const afterwardsMs = 1_000;

const reservation = { feeFen: 500, noShowFeeFen: 1_000, holdMinutes: 15, graceMinutes: 20 };

const status = (to: string): Call => [
  "StatusNotification",
  { connectorId: 1, errorCode: "NoError", status: to, timestamp: new Date().toISOString() },
];

export async function countEvents(platform: Platform): Promise<readonly EventRows[]> {
  const tariff = { ...aTwoPriceTariffContent(), reservation };
  const station = await platform.aStation({ tariff });
  const { stationId } = station;
  const pile = await platform.aPile(station, "ROWS-2");
  const { token, driver } = await platform.api.call(signInWithWechat, {
    code: "demo-events",
    policyVersion: POLICY_VERSION,
  });
  const api = platform.api.withToken(token);
  const { driverId } = driver;
  const topUp = { paymentId: "bench-events", driverId, gateway: "wechatpay" } as const;
  const entry = walletToppedUp({ ...topUp, amountFen: 10_000, atMs: MORNING_MS });
  await platform.db.insert(ledgerEntries).values({ ...entry, driverId });
  const charger = await LoadCharger.connect(pile);
  for (const call of startUp("SN-EVENTS", Date.now())) await charger.call(call);

  const events: EventRows[] = [];
  const counted = async (event: string, happen: () => Promise<unknown>): Promise<void> => {
    await setTimeout(afterwardsMs);
    await takeTally(platform);
    await happen();
    await setTimeout(afterwardsMs);
    const { written, read } = await takeTally(platform);
    events.push({ event, written, read });
  };
  await counted("a heartbeat", () => charger.call(["Heartbeat", {}]));
  await counted("a connector's state, on the station's screen, the map and in the records", () =>
    charger.call(status("Charging")),
  );
  await counted("a driver joins a waiting list", () => api.call(joinWaiting, { stationId }));
  await counted("the connector is free, and is offered to him", async () => {
    await charger.call(status("Available"));
    await eventually(
      () => api.call(listWaitings, {}),
      ({ items }) => items[0]?.offer != null,
    );
  });
  await counted("he declines", () => api.call(leaveWaiting, { stationId }));
  const fromMs = (Math.floor(Date.now() / SLOT_MS) + 8) * SLOT_MS;
  await counted("a reservation, its deposit taken", () =>
    api.call(
      createReservation,
      { pileId: pile.pileId, connectorId: 1, fromMs, untilMs: fromMs + SLOT_MS },
      { idempotencyKey: crypto.randomUUID() },
    ),
  );
  await charger.close();
  return events;
}
