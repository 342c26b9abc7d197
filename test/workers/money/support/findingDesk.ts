// A desk at which staff settle findings, with a world whose operator answers for the merchant's accounts.
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import {
  adminListMoneyFindings,
  adminSettleFinding,
  type FindingAction,
  type MoneyFinding,
} from "../../../../core/contract/admin/findings.ts";
import { requestOf } from "../../../../core/contract/client.ts";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import { messages } from "../../../../worker/db/tables/personal.ts";
import { makeApp } from "../../../../worker/http/app.ts";
import { adminCorrectionRoutes } from "../../../../worker/http/routes/admin/corrections.ts";
import { adminFindingRoutes } from "../../../../worker/http/routes/admin/findings.ts";
import { asStaff, type Headers } from "../../http/support.ts";
import { context } from "./as.ts";
import { aWorld, db, env, type World } from "./world.ts";

export const sound = { sumFen: 0, wrongWallets: [] };
export const reason = "与司机核实过";

/** As the world's operator answers for the merchant's accounts. */
export async function call(world: World, who: Headers, endpoint: Endpoint, input: object) {
  const { url, body } = requestOf(endpoint, { ...input });
  const app = makeApp([
    (app) => adminCorrectionRoutes(app, () => world.money),
    (app) => adminFindingRoutes(app, () => world.money),
  ]);
  const request = new Request(new URL(url, "https://charging.test"), {
    method: endpoint.method,
    headers: { "content-type": "application/json", ...who },
    ...(body !== null && { body }),
  });
  const merchant = { ...env, MERCHANT_OPERATOR: world.place.operatorId };
  const response = await app.fetch(request, merchant, context);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, body: answer };
}

export async function aDesk() {
  const world = await aWorld();
  const { operatorId } = world.place;
  const [one, other] = [await asStaff(operatorId, "finance"), await asStaff(operatorId)];
  return { world, one, other, operatorId };
}

/** The tests of this file share a database, and the findings of nobody's orders. */
export async function findingsOf(
  world: World,
  who: Headers,
  { subject, open = "true" }: { subject: string; open?: "true" | "false" },
): Promise<MoneyFinding[]> {
  const { body } = await call(world, who, adminListMoneyFindings, { open, limit: 100 });
  const { items } = adminListMoneyFindings.output.parse(body);
  return items.filter((one) => one.subject === subject);
}

export async function findingOf(
  world: World,
  who: Headers,
  subject: string,
): Promise<MoneyFinding> {
  const [found] = await findingsOf(world, who, { subject });
  if (found === undefined) throw new Error(`no finding of ${subject}`);
  return found;
}

export const settle = (world: World, who: Headers, eventId: string, action: FindingAction) =>
  call(world, who, adminSettleFinding, { eventId, action, reason });

export const toldOf = async ({ driverId }: World) =>
  (await db.select().from(messages).where(eq(messages.driverId, driverId))).map(
    ({ content }) => content,
  );

let strays = 0;

/** Paid at the merchant's account under a number that is not ours. */
export async function aStray(world: World, amountFen: number): Promise<string> {
  const paymentId = `ELSEWHERE${String((strays += 1))}${world.driverId.slice(-6)}`;
  world.wechatpay.trades.set(paymentId, {
    amountFen,
    tradeNo: `42${paymentId}`,
    state: "paid",
    paidAtMs: world.nowMs,
  });
  expect(await world.notify(paymentId)).toBe("refused");
  return paymentId;
}
