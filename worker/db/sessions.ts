// Sessions: what a charger metered, each stored once, with the order it is billed to or without.
import { and, desc, eq, gt, lt, sql, type SQL } from "drizzle-orm";
import type { Database } from "./database.ts";
import { billLines, sessions } from "./tables/orders.ts";

export type SessionRow = typeof sessions.$inferSelect;
export type BillLineRow = typeof billLines.$inferSelect;

/**
 * Stores a session. It belongs to its order only while the order is open and has no session yet;
 * otherwise it is kept without one, for a person.
 */
export const insertSession = (db: Database, row: SessionRow) => {
  const owner =
    row.orderId === null
      ? sql`null`
      : sql`case when exists (select 1 from orders where order_id = ${row.orderId} and open = 1)
          and not exists (select 1 from ${sessions} where ${eq(sessions.orderId, row.orderId)})
          then ${row.orderId} end`;
  return db
    .insert(sessions)
    .values({ ...row, orderId: owner })
    .onConflictDoNothing();
};

export const sessionIsOf = (sessionId: string, orderId: string): SQL =>
  sql`exists (select 1 from ${sessions} where ${and(
    eq(sessions.sessionId, sessionId),
    eq(sessions.orderId, orderId),
  )})`;

export const sessionIsUnowned = (sessionId: string): SQL =>
  sql`exists (select 1 from ${sessions} where ${eq(sessions.sessionId, sessionId)} and order_id is null)`;

/** By the key alone, `pile:transaction`, whose transactions are numbered upwards. */
export const sessionsOfPileQuery = (
  db: Database,
  page: { readonly pileId: string; readonly before: string | undefined; readonly limit: number },
) =>
  db
    .select({
      sessionId: sessions.sessionId,
      orderId: sessions.orderId,
      connectorId: sessions.connectorId,
      transactionId: sessions.transactionId,
      idTag: sessions.idTag,
      startedAtMs: sessions.startedAtMs,
      endedAtMs: sessions.endedAtMs,
      meterStartWh: sessions.meterStartWh,
      meterStopWh: sessions.meterStopWh,
      stopReason: sessions.stopReason,
      anomalies: sessions.anomalies,
    })
    .from(sessions)
    .where(
      and(
        gt(sessions.sessionId, `${page.pileId}:`),
        lt(sessions.sessionId, `${page.pileId};`),
        page.before === undefined ? undefined : lt(sessions.sessionId, page.before),
      ),
    )
    .orderBy(desc(sessions.sessionId))
    .limit(page.limit);

/** All lines in one statement with one parameter, since D1 takes at most 100 of them. */
export const insertBillLines = (db: Database, lines: readonly BillLineRow[], when: SQL) =>
  db
    .insert(billLines)
    .select(
      sql`select
        json_extract(value, '$.orderId'), json_extract(value, '$.line'),
        json_extract(value, '$.fromMs'), json_extract(value, '$.toMs'),
        json_extract(value, '$.period'), json_extract(value, '$.energyWh'),
        json_extract(value, '$.electricityPrice'), json_extract(value, '$.servicePrice'),
        json_extract(value, '$.electricityFen'), json_extract(value, '$.serviceFen')
        from json_each(${JSON.stringify(lines)}) where ${when}`,
    )
    .onConflictDoNothing();

/** Before a corrected bill's lines take their place. */
export const deleteBillLines = (db: Database, orderId: string, when: SQL) =>
  db.delete(billLines).where(and(eq(billLines.orderId, orderId), when));

export const readingsOfOrderQuery = (db: Database, orderId: string) =>
  db.select({ readings: sessions.readings }).from(sessions).where(eq(sessions.orderId, orderId));
