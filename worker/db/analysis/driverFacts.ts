// An operator's drivers of a month, each with his first charge there: what the month's figures are
// made of. Months are civil months of the stations.
import { and, eq, gte, isNotNull, lt, sql } from "drizzle-orm";
import { encodeTime } from "ulid";
import {
  dayStartMs,
  firstDayOf,
  monthPlus,
  type CivilMonth,
} from "../../../core/analysis/civilHours.ts";
import type { DriverFact } from "../../../core/analysis/driverMonth.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { orders } from "../tables/orders.ts";
import { stations } from "../tables/stations.ts";

const HOUR_MS = 3_600_000;
/** Zones are at most this far from UTC. */
const ZONES_DIFFER_MS = 15 * HOUR_MS;
const CLOCKS_DIFFER_MS = 24 * HOUR_MS;

export const zonesQuery = (db: Database, operatorId: string) =>
  db
    .selectDistinct({ timeZone: stations.timeZone })
    .from(stations)
    .where(eq(stations.operatorId, operatorId));

type Zone = readonly [timeZone: string, fromMs: number, toMs: number];

export function driverFactsQuery(
  db: Database,
  {
    operatorId,
    month,
    zones,
  }: {
    readonly operatorId: string;
    readonly month: CivilMonth;
    readonly zones: readonly Zone[];
  },
) {
  const fromMs = Date.parse(`${firstDayOf(month)}T00:00:00Z`) - ZONES_DIFFER_MS;
  const toMs = Date.parse(`${firstDayOf(monthPlus(month, 1))}T00:00:00Z`) + ZONES_DIFFER_MS;
  const atMs = sql`coalesce(${orders.startedAtMs}, ${orders.createdAtMs})`;
  const active = db
    .select({
      driverId: orders.driverId,
      charges: sql<number>`count(*)`.as("charges"),
      energyWh: sql<number>`sum(${orders.energyWh})`.as("active_energy_wh"),
    })
    .from(orders)
    .innerJoin(stations, eq(stations.stationId, orders.stationId))
    .innerJoin(
      sql`json_each(${JSON.stringify(zones)}) as wanted`,
      sql`wanted.value ->> 0 = ${stations.timeZone}`,
    )
    .where(
      and(
        eq(orders.operatorId, operatorId),
        gte(orders.orderId, encodeTime(Math.max(0, fromMs - limits.sessionLookBackMs.most), 10)),
        lt(orders.orderId, encodeTime(toMs + CLOCKS_DIFFER_MS, 10)),
        isNotNull(orders.totalFen),
        isNotNull(orders.driverId),
        sql`${atMs} >= wanted.value ->> 1 and ${atMs} < wanted.value ->> 2`,
      ),
    )
    .groupBy(orders.driverId)
    .limit(limits.analysisDrivers.most + 1)
    .as("recent");
  const first = sql`(select earlier.order_id from orders as earlier
    where earlier.driver_id = ${active.driverId} and earlier.operator_id = ${operatorId}
      and earlier.total_fen is not null order by earlier.order_id limit 1)`;
  return db
    .select({
      charges: active.charges,
      energyWh: active.energyWh,
      firstAtMs: sql<number>`${atMs}`.as("first_at_ms"),
      timeZone: stations.timeZone,
    })
    .from(active)
    .crossJoin(orders)
    .crossJoin(stations)
    .where(and(sql`${orders.orderId} = ${first}`, eq(stations.stationId, orders.stationId)));
}

export async function readDriverFacts(
  db: Database,
  of: { readonly operatorId: string; readonly month: CivilMonth },
): Promise<readonly DriverFact[]> {
  const { operatorId, month } = of;
  const zones = (await zonesQuery(db, operatorId)).map(({ timeZone }): Zone => [
    timeZone,
    dayStartMs(firstDayOf(month), timeZone),
    dayStartMs(firstDayOf(monthPlus(month, 1)), timeZone),
  ]);
  return driverFactsQuery(db, { operatorId, month, zones });
}
