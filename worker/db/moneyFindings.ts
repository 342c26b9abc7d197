// What does not agree of an operator's money, and what staff said of it.
import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { moneyFindingKinds } from "../../core/money/findingWays.ts";
import type { Database } from "./database.ts";
import { findingNotes } from "./tables/books.ts";
import { securityEvents, staff } from "./tables/operators.ts";
import { orders } from "./tables/orders.ts";
import { refunds } from "./tables/payments.ts";

const findingColumns = {
  eventId: securityEvents.eventId,
  kind: securityEvents.kind,
  subject: securityEvents.subject,
  detail: securityEvents.detail,
  atMs: securityEvents.atMs,
  orderId: orders.orderId,
  amountFen: sql<number | null>`coalesce(${refunds.amountFen}, ${orders.prepaidFen})`.as(
    "about_fen",
  ),
  action: findingNotes.action,
  reason: findingNotes.reason,
  by: staff.displayName,
  notedAtMs: sql<number | null>`${findingNotes.atMs}`.as("noted_at_ms"),
};

/** Subjects of refunds and payments begin with the order's id, of top-ups with their own. */
const aboutId = sql`substr(${securityEvents.subject}, 1, 26)`;

/**
 * An operator's; nobody's that speak of one of its orders; or those that speak of no order at all,
 * for who answers for the merchant's account.
 */
export const moneyFindingsQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly owner: "own" | "nobody" | "merchant";
    readonly openOnly: boolean;
    readonly eventId?: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select(findingColumns)
    .from(securityEvents)
    .leftJoin(orders, and(eq(orders.orderId, aboutId), eq(orders.operatorId, page.operatorId)))
    .leftJoin(refunds, eq(refunds.refundId, securityEvents.subject))
    .leftJoin(findingNotes, eq(findingNotes.eventId, securityEvents.eventId))
    .leftJoin(staff, eq(staff.staffId, findingNotes.staffId))
    .where(
      and(
        ownedBy(page),
        inArray(securityEvents.kind, moneyFindingKinds),
        page.eventId === undefined ? undefined : eq(securityEvents.eventId, page.eventId),
        page.before === undefined ? undefined : lt(securityEvents.eventId, page.before),
        page.openOnly ? isNull(findingNotes.eventId) : undefined,
      ),
    )
    .orderBy(desc(securityEvents.eventId))
    .limit(page.limit);

function ownedBy({
  owner,
  operatorId,
}: {
  readonly owner: "own" | "nobody" | "merchant";
  readonly operatorId: string;
}) {
  switch (owner) {
    case "own":
      return eq(securityEvents.operatorId, operatorId);
    case "nobody":
      return and(isNull(securityEvents.operatorId), sql`${orders.orderId} is not null`);
    case "merchant":
      return and(
        isNull(securityEvents.operatorId),
        sql`not exists (select 1 from orders as known where known.order_id = ${aboutId})`,
      );
  }
}

type Whose = { readonly operatorId: string; readonly isMerchant: boolean };
type FindingPage = Omit<Parameters<typeof moneyFindingsQuery>[1], "owner" | "operatorId"> & Whose;

export type MoneyFindingRow = Awaited<ReturnType<typeof findingsOf>>[number];

/** Some reads, since each follows the index by itself. */
export async function findingsOf(db: Database, { isMerchant, ...page }: FindingPage) {
  const owners = ["own", "nobody", ...(isMerchant ? (["merchant"] as const) : [])] as const;
  const found = await Promise.all(
    owners.map((owner) => moneyFindingsQuery(db, { ...page, owner })),
  );
  return found
    .flat()
    .toSorted((a, b) => (a.eventId < b.eventId ? 1 : -1))
    .slice(0, page.limit);
}

export const findingOf = async (
  db: Database,
  one: Whose & { readonly eventId: string },
): Promise<MoneyFindingRow | undefined> =>
  (await findingsOf(db, { ...one, openOnly: false, before: undefined, limit: 1 }))[0];
