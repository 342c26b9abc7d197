// What advice and simulation read beside the rollups: faults of a period, and a station's past charges.
import { and, desc, eq, gte, isNull, isNotNull, lt, or, sql } from "drizzle-orm";
import { encodeTime } from "ulid";
import type { Span } from "../../../core/analysis/civilHours.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { rollupStationMonths } from "../tables/analysis.ts";
import { orders, sessions } from "../tables/orders.ts";
import { faults, stations, tariffs } from "../tables/stations.ts";
import type { DayRange } from "./rollups.ts";

/** A fault that has stood open for longer is a pile that is given up. */
const LONGEST_FAULT_MS = 62 * 86_400_000;

export const faultsOfPeriodQuery = (
  db: Database,
  { operatorId, fromMs, toMs }: Span & { readonly operatorId: string },
) =>
  db
    .select({
      pileId: faults.pileId,
      connectorId: faults.connectorId,
      openedAtMs: faults.openedAtMs,
      closedAtMs: faults.closedAtMs,
    })
    .from(faults)
    .where(
      and(
        eq(faults.operatorId, operatorId),
        gte(faults.openedAtMs, fromMs - LONGEST_FAULT_MS),
        lt(faults.openedAtMs, toMs),
        or(isNull(faults.closedAtMs), gte(faults.closedAtMs, fromMs)),
      ),
    )
    .orderBy(desc(faults.openedAtMs))
    .limit(limits.adviceFaults.most + 1);

/** One more than are looked at, so that a cut is seen. */
export const stationsToAdviseQuery = (db: Database, operatorId: string) =>
  db
    .select({
      stationId: stations.stationId,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      timeZone: stations.timeZone,
    })
    .from(stations)
    .where(eq(stations.operatorId, operatorId))
    .orderBy(stations.stationId)
    .limit(limits.analysisStations.most + 1);

/** With the connectors: for some months only, as the rows are large. */
export const wholeStationMonthsQuery = (
  db: Database,
  { stationIds, from, to }: DayRange & { readonly stationIds: readonly string[] },
) =>
  db
    .select()
    .from(rollupStationMonths)
    .where(
      and(
        sql`${rollupStationMonths.stationId} in (select value from json_each(${JSON.stringify(stationIds)}))`,
        gte(rollupStationMonths.month, from.slice(0, 7)),
        sql`${rollupStationMonths.month} <= ${to.slice(0, 7)}`,
      ),
    );

type OfStation = Span & { readonly operatorId: string; readonly stationId: string };

const chargesOf = ({ operatorId, stationId, fromMs, toMs }: OfStation) =>
  and(
    eq(orders.stationId, stationId),
    eq(orders.operatorId, operatorId),
    gte(orders.orderId, encodeTime(fromMs, 10)),
    lt(orders.orderId, encodeTime(toMs, 10)),
    isNotNull(orders.totalFen),
  );

export const chargesToSimulateQuery = (db: Database, of: OfStation) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(orders)
    .where(chargesOf(of));

/** Every `step`th charge in order of time. */
export function pastChargesQuery(db: Database, of: OfStation & { readonly step: number }) {
  const numbered = db
    .select({
      orderId: orders.orderId,
      number: sql<number>`row_number() over (order by ${orders.orderId})`.as("number"),
    })
    .from(orders)
    .where(chargesOf(of))
    .as("recent");
  return db
    .select({
      tariffId: orders.tariffId,
      tariffVersion: orders.tariffVersion,
      membership: orders.membership,
      readings: sessions.readings,
    })
    .from(numbered)
    .crossJoin(orders)
    .crossJoin(sessions)
    .where(
      and(
        sql`${numbered.number} % ${of.step} = 0`,
        sql`${orders.orderId} = ${numbered.orderId}`,
        isNotNull(sessions.orderId),
        eq(sessions.orderId, orders.orderId),
      ),
    )
    .limit(limits.simulatedSessions.most);
}

export const tariffVersionsQuery = (db: Database, keys: readonly string[]) =>
  db
    .select({
      tariffId: tariffs.tariffId,
      version: tariffs.version,
      content: tariffs.content,
    })
    .from(sql`json_each(${JSON.stringify(keys.map((key) => JSON.parse(key)))}) as wanted`)
    .crossJoin(tariffs)
    .where(
      sql`${tariffs.tariffId} = wanted.value ->> 0 and ${tariffs.version} = wanted.value ->> 1`,
    );
