// A driver's inbox: each message one row under an id made from what it tells, so that telling it
// again writes nothing.
import { and, desc, eq, inArray, isNull, lt, sql, type SQL } from "drizzle-orm";
import { encodeTime } from "ulid";
import type { MessageContent } from "../../core/contract/messages.ts";
import { limits } from "../../core/limits.ts";
import { ulidOf } from "../ulidOf.ts";
import type { Database } from "./database.ts";
import { insertWhen, listOf } from "./statements.ts";
import { drivers } from "./tables/drivers.ts";
import { messages } from "./tables/personal.ts";

/**
 * Tells a driver something, in the batch of the fact that it follows. `subject` is the id of what
 * happened and `atMs` its own time, not the clock's: together they keep a repeat from telling twice.
 * Nothing is told to an account that is closed, or where `when` does not hold.
 */
export const insertMessage = (
  db: Database,
  message: {
    readonly driverId: string;
    readonly subject: string;
    readonly atMs: number;
    readonly content: MessageContent;
  },
  when?: SQL,
) => {
  const { driverId, subject, atMs, content } = message;
  const isThere = sql`exists (select 1 from ${drivers}
    where ${and(eq(drivers.driverId, driverId), isNull(drivers.closedAtMs))})`;
  return insertWhen(
    db,
    messages,
    { driverId, messageId: ulidOf(atMs, [content.kind, subject]), content, readAtMs: null },
    when === undefined ? isThere : sql`${isThere} and ${when}`,
  );
};

/** The names of a place, which the statement takes from where the message's thing happened. */
type PlaceName = "stationId" | "stationName" | "stationNameEn" | "pileName" | "pileId" | "timeZone";
type Placeless<Content> = Content extends { readonly pileName: string }
  ? Omit<Content, PlaceName>
  : never;

/** As `insertMessage`, of an order or a reservation, whose row names the driver and the place. */
const insertPlaced = (
  db: Database,
  about: { readonly table: SQL; readonly id: string; readonly isIt: SQL },
  message: { readonly atMs: number; readonly content: Placeless<MessageContent> },
  when: SQL,
) => {
  const { atMs, content } = message;
  const messageId = ulidOf(atMs, [content.kind, about.id]);
  return db
    .insert(messages)
    .select(
      sql`select about.driver_id, ${messageId}, json_set(${JSON.stringify(content)},
          '$.stationId', place.station_id, '$.stationName', place.name,
          '$.stationNameEn', place.name_en, '$.timeZone', place.time_zone,
          '$.pileName', pile.name, '$.pileId', pile.pile_id), null
        from ${about.table} as about
        join piles as pile on pile.pile_id = about.pile_id
        join stations as place on place.station_id = pile.station_id
        join drivers as driver on driver.driver_id = about.driver_id
        where ${about.isIt} and driver.closed_at_ms is null and ${when}`,
    )
    .onConflictDoNothing();
};

type OrderContent = Extract<MessageContent, { orderId: string; pileName: string }>;
type ReservationContent = Extract<MessageContent, { reservationId: string }>;

export const insertOrderMessage = (
  db: Database,
  message: { readonly atMs: number; readonly content: Placeless<OrderContent> },
  when: SQL,
) => {
  const { orderId } = message.content;
  const isIt = sql`about.order_id = ${orderId}`;
  return insertPlaced(db, { table: sql`orders`, id: orderId, isIt }, message, when);
};

export const insertReservationMessage = (
  db: Database,
  message: { readonly atMs: number; readonly content: Placeless<ReservationContent> },
  when: SQL,
) => {
  const { reservationId } = message.content;
  const isIt = sql`about.reservation_id = ${reservationId} and about.created_at_ms is not null`;
  return insertPlaced(db, { table: sql`reservations`, id: reservationId, isIt }, message, when);
};

export const messagesQuery = (
  db: Database,
  page: {
    readonly driverId: string;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select({
      messageId: messages.messageId,
      content: messages.content,
      readAtMs: messages.readAtMs,
    })
    .from(messages)
    .where(
      and(
        eq(messages.driverId, page.driverId),
        page.before === undefined ? undefined : lt(messages.messageId, page.before),
      ),
    )
    .orderBy(desc(messages.messageId))
    .limit(page.limit);

/** Among the last ones: an app shows no larger number. */
export const unreadQuery = (db: Database, driverId: string) =>
  db
    .select({ unread: sql<number>`count(*)` })
    .from(
      sql`(select read_at_ms from ${messages} where ${eq(messages.driverId, driverId)}
        order by ${desc(messages.messageId)} limit ${limits.messagesCounted.most}) as recent`,
    )
    .where(sql`read_at_ms is null`);

/** Only what was not read yet is written. */
export const markRead = (
  db: Database,
  {
    driverId,
    messageIds,
    nowMs,
  }: {
    readonly driverId: string;
    readonly messageIds: "all" | readonly string[];
    readonly nowMs: number;
  },
) =>
  db
    .update(messages)
    .set({ readAtMs: nowMs })
    .where(
      and(
        eq(messages.driverId, driverId),
        messageIds === "all" ? undefined : inArray(messages.messageId, sql`${listOf(messageIds)}`),
        isNull(messages.readAtMs),
      ),
    );

/** Of these drivers, what was told before `beforeMs`. */
export const deleteOldMessages = (
  db: Database,
  { driverIds, beforeMs }: { readonly driverIds: readonly string[]; readonly beforeMs: number },
) =>
  db
    .delete(messages)
    .where(
      and(
        sql`${messages.driverId} in ${listOf(driverIds)}`,
        lt(messages.messageId, encodeTime(beforeMs, 10)),
      ),
    );
