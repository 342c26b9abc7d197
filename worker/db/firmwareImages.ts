// Rows of firmware images, and the piles that one is for. Each query takes the operator's id.
import { and, asc, desc, eq, isNull, lt, ne, or, sql, type SQL } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { likePattern } from "./likePattern.ts";
import { firmwareCampaigns, firmwareImages } from "./tables/firmware.ts";
import { piles, stations } from "./tables/stations.ts";

export type FirmwareRow = typeof firmwareImages.$inferSelect;
type Page = {
  readonly operatorId: string;
  readonly before: string | undefined;
  readonly limit: number;
};

export const firmwareListQuery = (db: Database, { operatorId, before, limit }: Page) =>
  db
    .select()
    .from(firmwareImages)
    .where(
      and(
        eq(firmwareImages.operatorId, operatorId),
        isNull(firmwareImages.removedAtMs),
        before === undefined ? undefined : lt(firmwareImages.firmwareId, before),
      ),
    )
    .orderBy(desc(firmwareImages.firmwareId))
    .limit(limit);

export const firmwareQuery = (
  db: Database,
  { operatorId, firmwareId }: { readonly operatorId: string; readonly firmwareId: string },
) =>
  db
    .select()
    .from(firmwareImages)
    .where(
      and(
        eq(firmwareImages.firmwareId, firmwareId),
        eq(firmwareImages.operatorId, operatorId),
        isNull(firmwareImages.removedAtMs),
      ),
    );

export const insertFirmware = (db: Database, row: FirmwareRow) =>
  db.insert(firmwareImages).values(row);

/** Once: a file that is there is never another. */
export const firmwareStored = (
  db: Database,
  { firmwareId, sizeBytes, sha256 }: { firmwareId: string; sizeBytes: number; sha256: string },
) =>
  db
    .update(firmwareImages)
    .set({ sizeBytes, sha256 })
    .where(and(eq(firmwareImages.firmwareId, firmwareId), isNull(firmwareImages.sizeBytes)))
    .returning();

/** Refused, by changing no row, while a campaign may still need it. */
export const removeFirmware = (
  db: Database,
  {
    operatorId,
    firmwareId,
    nowMs,
  }: { readonly operatorId: string; readonly firmwareId: string; readonly nowMs: number },
) =>
  db
    .update(firmwareImages)
    .set({ removedAtMs: nowMs })
    .where(
      and(
        eq(firmwareImages.firmwareId, firmwareId),
        sql`not exists (select 1 from ${firmwareCampaigns} where open = 1
          and ${eq(firmwareCampaigns.operatorId, operatorId)}
          and ${eq(firmwareCampaigns.firmwareId, firmwareId)})`,
      ),
    )
    .returning({ firmwareId: firmwareImages.firmwareId });

export type TargetFilter = {
  readonly stationId?: string | undefined;
  readonly search?: string | undefined;
  readonly firmware?: string | undefined;
  readonly pileId?: string | undefined;
};

/** Piles that an image is for and that do not run it, in the order in which they would be asked. */
export const targetsQuery = (
  db: Database,
  image: Pick<FirmwareRow, "operatorId" | "vendor" | "model" | "version">,
  filter: TargetFilter,
) =>
  db
    .select({
      pileId: piles.pileId,
      name: piles.name,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      firmwareVersion: piles.firmwareVersion,
      online: piles.online,
    })
    .from(piles)
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(
      and(
        eq(piles.operatorId, image.operatorId),
        image.vendor === "" ? undefined : eq(piles.vendor, image.vendor),
        image.model === "" ? undefined : eq(piles.model, image.model),
        or(isNull(piles.firmwareVersion), ne(piles.firmwareVersion, image.version)),
        filter.stationId === undefined ? undefined : eq(piles.stationId, filter.stationId),
        filter.firmware === undefined ? undefined : eq(piles.firmwareVersion, filter.firmware),
        filter.pileId === undefined ? undefined : eq(piles.pileId, filter.pileId),
        searched(filter.search),
      ),
    )
    .orderBy(asc(piles.pileId))
    .limit(limits.campaignPiles.most + 1);

function searched(search: string | undefined): SQL | undefined {
  if (search === undefined || search === "") return undefined;
  const pattern = likePattern(search);
  return or(
    sql`${piles.pileId} like ${pattern} escape '\\'`,
    sql`${piles.name} like ${pattern} escape '\\'`,
  );
}
