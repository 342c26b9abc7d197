// What the tests of maintenance share: a business with a pile to break, rules for it, and a queue
// that keeps what it was given.
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import type { Fact } from "../../../core/charging/facts.ts";
import type { RuleAction, RuleCondition } from "../../../core/contract/admin/maintenance/rules.ts";
import { adminListWorkOrders } from "../../../core/contract/admin/maintenance/workOrders.ts";
import { maintenanceRules } from "../../../worker/db/tables/maintenance.ts";
import { insertWindow } from "../../../worker/db/maintenance/windows.ts";
import { noticeChannels, noticeDeliveries } from "../../../worker/db/tables/notices.ts";
import { heedFacts } from "../../../worker/maintenance/heedFacts.ts";
import type { NoticeMessage, Post } from "../../../worker/notices/notices.ts";
import { sealTarget } from "../../../worker/notices/target.ts";
import { sealerOf } from "../../../worker/privacy/seal.ts";
import { applyFacts } from "../../../worker/records/applyFacts.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { aBinding, ask, db, env, type Headers } from "../http/support.ts";
import type { Money } from "../../../worker/payments/money.ts";

export class KeepingQueue {
  readonly kept: string[] = [];

  readonly sendBatch = async (messages: Iterable<{ readonly body: NoticeMessage }>) => {
    for (const { body } of messages) this.kept.push(body.deliveryId);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  };
}

/** Facts of faults need the database and nothing else of what money needs. */
const money: Money = aBinding<Money>({ db });

export async function aPlace() {
  const business = await aBusiness();
  const queue = new KeepingQueue();
  const post: Post = { db, queue: aBinding<Post["queue"]>(queue) };
  const { pileId, operatorId } = business;
  return {
    ...business,
    queue,
    post,
    /** As the Pile's facts arrive: written, then held against the rules. */
    tells: async (facts: readonly Fact[], nowMs: number) => {
      await applyFacts(money, { pileId, facts, nowMs });
      await heedFacts(post, { pileId, facts, nowMs });
    },
    deliveries: () =>
      db.select().from(noticeDeliveries).where(eq(noticeDeliveries.operatorId, operatorId)),
  };
}

export const faultOpened = (
  atMs: number,
  given: Partial<Extract<Fact, { kind: "faultOpened" }>> = {},
): Fact => ({
  kind: "faultOpened",
  connectorId: 1,
  errorCode: "GroundFailure",
  vendorErrorCode: null,
  info: null,
  atMs,
  ...given,
});

export const urgentOrder: RuleAction = {
  workOrder: { priority: "urgent", assigneeId: null, dueHours: 4 },
  channelIds: [],
};

export async function aRule(
  operatorId: string,
  condition: RuleCondition,
  given: { readonly name?: string; readonly action?: RuleAction; readonly stationId?: string } = {},
): Promise<string> {
  const ruleId = ulid();
  await db.insert(maintenanceRules).values({
    ruleId,
    operatorId,
    name: given.name ?? "规则",
    stationId: given.stationId ?? null,
    condition,
    action: given.action ?? urgentOrder,
    isOn: true,
    createdAtMs: 0,
    updatedAtMs: 0,
  });
  return ruleId;
}

/** One that is under way, of the whole station unless piles are named; nobody carries it out. */
export const aWindow = (
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
  {
    fromMs,
    untilMs,
    pileIds = [],
  }: { readonly fromMs: number; readonly untilMs: number; readonly pileIds?: readonly string[] },
) =>
  insertWindow(db, {
    windowId: ulid(),
    operatorId,
    stationId,
    pileIds,
    fromMs,
    untilMs,
    reason: "年检",
    state: "active",
    pending: [],
    nextAtMs: null,
    createdAtMs: fromMs,
  });

export async function aChannel(
  operatorId: string,
  given: Partial<typeof noticeChannels.$inferInsert> & { readonly url?: string } = {},
): Promise<string> {
  const { url = "https://ops.example.com/hook", ...own } = given;
  const channelId = ulid();
  const sealer = sealerOf(env);
  if (sealer === null) throw new Error("the tests have a key");
  const secret = "0123456789abcdef";
  await db.insert(noticeChannels).values({
    channelId,
    operatorId,
    name: "值班群",
    kind: "webhook",
    targetSealed: await sealTarget(sealer, channelId, { url, secret }),
    host: new URL(url).host,
    hasSecret: true,
    topics: ["workOrders"],
    language: "zh",
    isOn: true,
    createdAtMs: 0,
    updatedAtMs: 0,
    ...own,
  });
  return channelId;
}

export const ordersOf = async (owner: Headers, show = "all") =>
  (await ask(adminListWorkOrders, { show }, owner)).output().items;
