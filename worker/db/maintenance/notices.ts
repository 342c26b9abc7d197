// Notice channels and deliveries: their rows, as the admin lists them and as the queue works on them.
import { and, asc, desc, eq, gt, gte, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { listOf } from "../statements.ts";
import { noticeChannels, noticeDeliveries } from "../tables/notices.ts";

export type ChannelRow = typeof noticeChannels.$inferSelect;
export type DeliveryRow = typeof noticeDeliveries.$inferSelect;

export const channelsQuery = (db: Database, operatorId: string) =>
  db
    .select()
    .from(noticeChannels)
    .where(eq(noticeChannels.operatorId, operatorId))
    .orderBy(asc(noticeChannels.channelId))
    .limit(limits.noticeChannels.most);

type ChannelKey = { readonly operatorId: string; readonly channelId: string };

const isChannel = ({ operatorId, channelId }: ChannelKey) =>
  and(eq(noticeChannels.channelId, channelId), eq(noticeChannels.operatorId, operatorId));

export const channelQuery = (db: Database, key: ChannelKey) =>
  db.select().from(noticeChannels).where(isChannel(key));

export const insertChannel = (db: Database, row: ChannelRow) =>
  db.insert(noticeChannels).values(row);

export const updateChannel = (
  db: Database,
  key: ChannelKey,
  changes: Partial<Omit<ChannelRow, "channelId" | "operatorId" | "createdAtMs">>,
) => db.update(noticeChannels).set(changes).where(isChannel(key));

export const deleteChannel = (db: Database, key: ChannelKey) =>
  db.delete(noticeChannels).where(isChannel(key));

/** After a seal, in order, what begins otherwise than with the current key's prefix. */
export const channelsSealedBeforeQuery = (
  db: Database,
  { prefix, after }: { readonly prefix: string; readonly after: string },
) =>
  db
    .select({ channelId: noticeChannels.channelId, sealed: noticeChannels.targetSealed })
    .from(noticeChannels)
    .where(
      and(
        gt(noticeChannels.targetSealed, after),
        or(lt(noticeChannels.targetSealed, prefix), gt(noticeChannels.targetSealed, `${prefix}~`)),
      ),
    )
    .orderBy(asc(noticeChannels.targetSealed))
    .limit(limits.channelsResealed.most);

export const resealChannel = (
  db: Database,
  { channelId, sealed, targetSealed }: { channelId: string; sealed: string; targetSealed: string },
) =>
  db
    .update(noticeChannels)
    .set({ targetSealed })
    .where(and(eq(noticeChannels.channelId, channelId), eq(noticeChannels.targetSealed, sealed)));

/** Gives those that were not there. */
export const insertDeliveries = (db: Database, rows: readonly DeliveryRow[]) =>
  db
    .insert(noticeDeliveries)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ deliveryId: noticeDeliveries.deliveryId });

export const deliveriesQuery = (
  db: Database,
  page: {
    readonly operatorId: string;
    readonly deadOnly: boolean;
    readonly before: string | undefined;
    readonly limit: number;
  },
) =>
  db
    .select()
    .from(noticeDeliveries)
    .where(
      and(
        eq(noticeDeliveries.operatorId, page.operatorId),
        page.deadOnly ? sql`${noticeDeliveries.state} = 'dead'` : undefined,
        page.before === undefined ? undefined : lt(noticeDeliveries.deliveryId, page.before),
      ),
    )
    .orderBy(desc(noticeDeliveries.deliveryId))
    .limit(page.limit);

export const operatorDeliveryQuery = (
  db: Database,
  { operatorId, deliveryId }: { readonly operatorId: string; readonly deliveryId: string },
) =>
  db
    .select()
    .from(noticeDeliveries)
    .where(
      and(eq(noticeDeliveries.deliveryId, deliveryId), eq(noticeDeliveries.operatorId, operatorId)),
    );

/** One that is to be sent, with where to. */
export const queuedDeliveryQuery = (db: Database, deliveryId: string) =>
  db
    .select({ delivery: noticeDeliveries, channel: noticeChannels })
    .from(noticeDeliveries)
    .leftJoin(noticeChannels, eq(noticeChannels.channelId, noticeDeliveries.channelId))
    .where(and(eq(noticeDeliveries.deliveryId, deliveryId), eq(noticeDeliveries.state, "queued")));

export const updateDelivery = (
  db: Database,
  deliveryId: string,
  {
    from,
    ...changes
  }: Partial<Omit<DeliveryRow, "deliveryId">> & { readonly from: DeliveryRow["state"] },
) =>
  db
    .update(noticeDeliveries)
    .set(changes)
    .where(and(eq(noticeDeliveries.deliveryId, deliveryId), eq(noticeDeliveries.state, from)));

export const overdueDeliveriesQuery = (db: Database, nowMs: number) =>
  db
    .select({ deliveryId: noticeDeliveries.deliveryId })
    .from(noticeDeliveries)
    .where(and(isNotNull(noticeDeliveries.overdueAtMs), lte(noticeDeliveries.overdueAtMs, nowMs)))
    .orderBy(asc(noticeDeliveries.overdueAtMs))
    .limit(limits.noticesSwept.most);

export const putOffDeliveries = (
  db: Database,
  { deliveryIds, untilMs }: { readonly deliveryIds: readonly string[]; readonly untilMs: number },
) =>
  db
    .update(noticeDeliveries)
    .set({ overdueAtMs: untilMs })
    .where(
      and(
        sql`${noticeDeliveries.deliveryId} in ${listOf(deliveryIds)}`,
        eq(noticeDeliveries.state, "queued"),
      ),
    );

export const forgetDeliveries = (db: Database, beforeMs: number) =>
  db.delete(noticeDeliveries).where(
    sql`${noticeDeliveries.deliveryId} in (select delivery_id from ${noticeDeliveries}
      where ${and(gte(noticeDeliveries.createdAtMs, 0), lt(noticeDeliveries.createdAtMs, beforeMs))}
      limit ${limits.deliveriesForgotten.most})`,
  );
