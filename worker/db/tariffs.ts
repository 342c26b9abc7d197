// Tariffs: which version is in force, and the versions as their operator sees and makes them.
import { and, asc, desc, eq, gt, lt, sql, type SQL } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { stations, tariffs } from "./tables/stations.ts";

const versionColumns = {
  tariffId: tariffs.tariffId,
  version: tariffs.version,
  name: tariffs.name,
  nameEn: tariffs.nameEn,
  content: tariffs.content,
  validFromMs: tariffs.validFromMs,
};

/** More versions than begin in two days, and as many as a page shows of the past. */
const MOST_VERSIONS = 50;

/** The version in force at `fromMs` and those that begin before `untilMs`, in the order of time. */
export const tariffVersionsQuery = (
  db: Database,
  tariffId: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
) =>
  db
    .select(versionColumns)
    .from(tariffs)
    .where(
      and(
        eq(tariffs.tariffId, tariffId),
        sql`${tariffs.version} >= coalesce((select max(version) from tariffs as earlier
          where earlier.tariff_id = ${tariffId} and earlier.valid_from_ms <= ${fromMs}), 0)`,
        lt(tariffs.validFromMs, untilMs),
      ),
    )
    .orderBy(asc(tariffs.version))
    .limit(MOST_VERSIONS);

export type TariffVersionRow = Awaited<ReturnType<typeof tariffVersionsQuery>>[number];

/** Of versions in the order of time: the last that has begun. */
export const inForceAt = (
  versions: readonly TariffVersionRow[],
  nowMs: number,
): TariffVersionRow | undefined => versions.findLast(({ validFromMs }) => validFromMs <= nowMs);

/** Every version of an operator's tariffs, without what it says. */
export const operatorTariffsQuery = (db: Database, operatorId: string) =>
  db
    .select({
      tariffId: tariffs.tariffId,
      version: tariffs.version,
      name: tariffs.name,
      nameEn: tariffs.nameEn,
      validFromMs: tariffs.validFromMs,
    })
    .from(tariffs)
    .where(eq(tariffs.operatorId, operatorId))
    .orderBy(asc(tariffs.tariffId), asc(tariffs.version))
    .limit(limits.tariffsPerOperator.most);

export const stationsByTariffQuery = (db: Database, operatorId: string) =>
  db
    .select({ tariffId: stations.tariffId, count: sql<number>`count(*)` })
    .from(stations)
    .where(eq(stations.operatorId, operatorId))
    .groupBy(stations.tariffId);

type Own = { readonly operatorId: string; readonly tariffId: string };

const isOwn = ({ operatorId, tariffId }: Own): SQL | undefined =>
  and(eq(tariffs.tariffId, tariffId), eq(tariffs.operatorId, operatorId));

/** The newest first. */
export const ownVersionsQuery = (db: Database, own: Own) =>
  db
    .select({ ...versionColumns, createdAtMs: tariffs.createdAtMs })
    .from(tariffs)
    .where(isOwn(own))
    .orderBy(desc(tariffs.version))
    .limit(MOST_VERSIONS);

export const newestVersionQuery = (db: Database, own: Own) =>
  db
    .select({ version: tariffs.version, validFromMs: tariffs.validFromMs })
    .from(tariffs)
    .where(isOwn(own))
    .orderBy(desc(tariffs.version))
    .limit(1);

export const stationsOfTariffQuery = (db: Database, { operatorId, tariffId }: Own) =>
  db
    .select({
      stationId: stations.stationId,
      name: stations.name,
      nameEn: stations.nameEn,
      timeZone: stations.timeZone,
    })
    .from(stations)
    .where(and(eq(stations.operatorId, operatorId), eq(stations.tariffId, tariffId)))
    .orderBy(asc(stations.stationId))
    .limit(limits.pilesPerStation.most);

export const insertTariff = (db: Database, row: typeof tariffs.$inferInsert) =>
  db.insert(tariffs).values(row);

/** Only the last version, and only before it begins: no order can have pinned it. */
export const withdrawVersion = (
  db: Database,
  { version, nowMs, ...own }: Own & { readonly version: number; readonly nowMs: number },
) =>
  db
    .delete(tariffs)
    .where(
      and(
        isOwn(own),
        eq(tariffs.version, version),
        gt(tariffs.validFromMs, nowMs),
        sql`${version} = (select max(version) from tariffs as newest
          where newest.tariff_id = ${own.tariffId})`,
      ),
    )
    .returning({ version: tariffs.version });

/** Where an operator's stations among these stand, and what they charge by. */
export const ownStationsQuery = (
  db: Database,
  {
    operatorId,
    stationIds,
  }: { readonly operatorId: string; readonly stationIds: readonly string[] },
) =>
  db
    .select({ stationId: stations.stationId, cell: stations.cell, tariffId: stations.tariffId })
    .from(stations)
    .where(
      and(sql`${stations.stationId} in ${listOf(stationIds)}`, eq(stations.operatorId, operatorId)),
    );

export const assignTariff = (db: Database, tariffId: string, stationIds: readonly string[]) =>
  db
    .update(stations)
    .set({ tariffId, revision: sql`${stations.revision} + 1` })
    .where(sql`${stations.stationId} in ${listOf(stationIds)}`);
