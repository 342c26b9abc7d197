// Tariffs: which version is in force.
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { tariffs } from "./tables/stations.ts";

export type TariffRow = Pick<
  typeof tariffs.$inferSelect,
  "tariffId" | "version" | "name" | "nameEn" | "content"
>;

/** The newest version of each tariff that is valid at `nowMs`; one parameter carries all ids. */
export const currentTariffsQuery = (db: Database, tariffIds: readonly string[], nowMs: number) =>
  db
    .select({
      tariffId: tariffs.tariffId,
      version: tariffs.version,
      name: tariffs.name,
      nameEn: tariffs.nameEn,
      content: tariffs.content,
    })
    .from(sql`json_each(${JSON.stringify(tariffIds)}) as wanted`)
    .innerJoin(
      tariffs,
      and(
        eq(tariffs.tariffId, sql`wanted.value`),
        eq(
          tariffs.version,
          sql`(select max(version) from tariffs as candidate
            where candidate.tariff_id = wanted.value and candidate.valid_from_ms <= ${nowMs})`,
        ),
      ),
    );

/** By tariff id; a tariff with no version valid yet is absent. */
export async function currentTariffs(
  db: Database,
  tariffIds: Iterable<string | null>,
  nowMs: number,
): Promise<ReadonlyMap<string, TariffRow>> {
  const wanted = [...new Set(tariffIds)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await currentTariffsQuery(db, wanted, nowMs);
  return new Map(rows.map((row) => [row.tariffId, row]));
}
