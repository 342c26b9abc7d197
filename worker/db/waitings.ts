// The rows that tell at which stations a driver waits.
import { and, eq, gt, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { orders } from "./tables/orders.ts";
import { piles, stations } from "./tables/stations.ts";
import { waitings } from "./tables/waitings.ts";

type Key = { readonly driverId: string; readonly stationId: string };

const isOne = ({ driverId, stationId }: Key) =>
  and(eq(waitings.driverId, driverId), eq(waitings.stationId, stationId));

/** In the order in which he came to them. */
export const waitingsOfDriverQuery = (
  db: Database,
  { driverId, nowMs }: { readonly driverId: string; readonly nowMs: number },
) =>
  db
    .select({
      stationId: waitings.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(waitings)
    .innerJoin(stations, eq(stations.stationId, waitings.stationId))
    .where(and(eq(waitings.driverId, driverId), gt(waitings.expiresAtMs, nowMs)))
    .orderBy(waitings.joinedAtMs);

export const stationNameQuery = (db: Database, stationId: string) =>
  db
    .select({
      stationId: stations.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
    })
    .from(stations)
    .where(eq(stations.stationId, stationId));

export type WaitingPlace = Awaited<ReturnType<typeof stationNameQuery>>[number];

export const pileNamesQuery = (db: Database, pileIds: readonly string[]) =>
  db
    .select({ pileId: piles.pileId, pileName: piles.name })
    .from(piles)
    .where(sql`${piles.pileId} in ${listOf(pileIds)}`);

/** Where those wait who charge there by these orders. */
export const waitingsOfChargesQuery = (db: Database, orderIds: readonly string[]) =>
  db
    .select({ driverId: waitings.driverId, stationId: waitings.stationId })
    .from(orders)
    .innerJoin(
      waitings,
      and(eq(waitings.driverId, orders.driverId), eq(waitings.stationId, orders.stationId)),
    )
    .where(sql`${orders.orderId} in ${listOf(orderIds)}`);

/** Joined again it lasts anew. */
export const upsertWaiting = (
  db: Database,
  row: Key & { readonly joinedAtMs: number; readonly expiresAtMs: number },
) =>
  db
    .insert(waitings)
    .values({ ...row })
    .onConflictDoUpdate({
      target: [waitings.driverId, waitings.stationId],
      set: { joinedAtMs: row.joinedAtMs, expiresAtMs: row.expiresAtMs },
    });

/** One that was made anew after that time stays. */
export const deleteWaiting = (db: Database, key: Key & { readonly untilMs: number }) =>
  db.delete(waitings).where(and(isOne(key), lte(waitings.joinedAtMs, key.untilMs)));

export const deleteExpiredWaitings = (db: Database, nowMs: number) =>
  db.delete(waitings).where(lte(waitings.expiresAtMs, nowMs));
