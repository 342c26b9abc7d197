// The rows of pictures, which say what names each and when one that nothing names is deleted.
import { and, eq, isNull, lte, sql, type SQL } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { pictures } from "./tables/feedback.ts";
import { stations } from "./tables/stations.ts";

type Uploader =
  | { readonly driverId: string; readonly staffId: null }
  | { readonly driverId: null; readonly staffId: string };

/** What a picture that is being deleted is used by: nothing may name it any more. */
const NOTHING = "nothing";

export const reportUse = (reportId: string): string => `report:${reportId}`;
const stationUse = (stationId: string): string => `station:${stationId}`;

/** Deleted after a day unless something names it. */
export const insertPicture = (
  db: Database,
  { pictureId, by, nowMs }: { readonly pictureId: string; readonly by: Uploader; nowMs: number },
) =>
  db.insert(pictures).values({
    pictureId,
    ...by,
    createdAtMs: nowMs,
    discardAtMs: nowMs + limits.waitingPictureMs.most,
  });

/** Pictures of a driver that nothing names; one row more than may be is enough to know. */
export const waitingPicturesQuery = (db: Database, driverId: string) =>
  db
    .select({ pictureId: pictures.pictureId })
    .from(pictures)
    .where(and(eq(pictures.driverId, driverId), sql`${pictures.discardAtMs} is not null`))
    .limit(limits.waitingPictures.most);

const isWaiting = (nowMs: number) =>
  and(isNull(pictures.usedBy), sql`${pictures.discardAtMs} > ${nowMs}`);

export const usePictures = (
  db: Database,
  {
    pictureIds,
    by,
    usedBy,
    nowMs,
  }: {
    readonly pictureIds: readonly string[];
    readonly by: SQL;
    readonly usedBy: string;
    readonly nowMs: number;
  },
) =>
  db
    .update(pictures)
    .set({ usedBy, discardAtMs: null })
    .where(and(sql`${pictures.pictureId} in ${listOf(pictureIds)}`, by, isWaiting(nowMs)));

export const byDriver = (driverId: string): SQL => eq(pictures.driverId, driverId);

/** Those that were taken into use for what then was not written wait again. */
export const releasePictures = (
  db: Database,
  {
    pictureIds,
    usedBy,
    unless,
  }: { readonly pictureIds: readonly string[]; readonly usedBy: string; readonly unless: SQL },
) =>
  db
    .update(pictures)
    .set({
      usedBy: null,
      discardAtMs: sql`${pictures.createdAtMs} + ${limits.waitingPictureMs.most}`,
    })
    .where(
      and(
        sql`${pictures.pictureId} in ${listOf(pictureIds)}`,
        eq(pictures.usedBy, usedBy),
        sql`not ${unless}`,
      ),
    );

/** True where this names all of these pictures. */
export const isNamedBy = (usedBy: string, pictureIds: readonly string[]): SQL =>
  sql`(select count(*) from ${pictures} where ${pictures.pictureId} in ${listOf(pictureIds)}
    and ${pictures.usedBy} = ${usedBy}) = ${pictureIds.length}`;

/** The driver's own, named by nothing: for the next sweep. */
export const discardWaiting = (
  db: Database,
  { pictureId, driverId, nowMs }: { pictureId: string; driverId: string; nowMs: number },
) =>
  db
    .update(pictures)
    .set({ discardAtMs: nowMs })
    .where(and(eq(pictures.pictureId, pictureId), byDriver(driverId), isWaiting(nowMs)))
    .returning({ pictureId: pictures.pictureId });

/** Nothing names it any more: for the next sweep. */
const discardPicture = (
  db: Database,
  { pictureId, usedBy, nowMs }: { pictureId: string; usedBy: string; nowMs: number },
) =>
  db
    .update(pictures)
    .set({ usedBy: null, discardAtMs: nowMs })
    .where(and(eq(pictures.pictureId, pictureId), eq(pictures.usedBy, usedBy)));

/** Shows a picture at a station while there is room for it; without it waits to be deleted. */
export const showAtStation = (
  db: Database,
  place: {
    readonly stationId: string;
    readonly pictureId: string;
    readonly staffId: string;
    readonly nowMs: number;
  },
) => {
  const { stationId, pictureId, staffId, nowMs } = place;
  const used = { pictureIds: [pictureId], usedBy: stationUse(stationId) };
  const isShown = sql`exists (select 1 from ${stations}, json_each(${stations.pictures}) as shown
    where ${eq(stations.stationId, stationId)} and shown.value = ${pictureId})`;
  return [
    usePictures(db, { ...used, by: eq(pictures.staffId, staffId), nowMs }),
    db
      .update(stations)
      .set({ pictures: sql`json_insert(${stations.pictures}, '$[#]', ${pictureId})` })
      .where(
        and(
          eq(stations.stationId, stationId),
          sql`json_array_length(${stations.pictures}) < ${limits.picturesPerStation.most}`,
          isNamedBy(used.usedBy, used.pictureIds),
        ),
      ),
    releasePictures(db, { ...used, unless: isShown }),
  ] as const;
};

export const hideAtStation = (
  db: Database,
  {
    stationId,
    pictureId,
    nowMs,
  }: { readonly stationId: string; readonly pictureId: string; readonly nowMs: number },
) =>
  [
    db
      .update(stations)
      .set({
        pictures: sql`(select json_group_array(value) from json_each(${stations.pictures})
          where value <> ${pictureId})`,
      })
      .where(eq(stations.stationId, stationId)),
    discardPicture(db, { pictureId, usedBy: stationUse(stationId), nowMs }),
  ] as const;

export const picturesOfStationQuery = (
  db: Database,
  { operatorId, stationId }: { readonly operatorId: string; readonly stationId: string },
) =>
  db
    .select({ pictures: stations.pictures })
    .from(stations)
    .where(and(eq(stations.stationId, stationId), eq(stations.operatorId, operatorId)));

/** Takes pictures whose time is over, so that nothing can name them while they are deleted. */
export const claimDiscarded = (db: Database, nowMs: number) =>
  db
    .update(pictures)
    .set({ usedBy: NOTHING })
    .where(
      sql`${pictures.pictureId} in (select ${pictures.pictureId} from ${pictures}
        where ${pictures.discardAtMs} is not null and ${lte(pictures.discardAtMs, nowMs)}
        order by ${pictures.discardAtMs} limit ${limits.picturesSwept.most})`,
    )
    .returning({ pictureId: pictures.pictureId });

/** After R2 has deleted them. */
export const forgetPictures = (db: Database, pictureIds: readonly string[]) =>
  db
    .delete(pictures)
    .where(and(sql`${pictures.pictureId} in ${listOf(pictureIds)}`, eq(pictures.usedBy, NOTHING)));

/** For a driver who asks what is stored about him. */
export const picturesOfDriver = (db: Database, driverId: string) =>
  db
    .select({ pictureId: pictures.pictureId, createdAtMs: pictures.createdAtMs })
    .from(pictures)
    .where(byDriver(driverId));

/** For a driver who leaves: the next sweep deletes them. */
export const erasePictures = (db: Database, driverId: string, nowMs: number) =>
  [
    db
      .update(pictures)
      .set({ driverId: null, usedBy: null, discardAtMs: nowMs })
      .where(byDriver(driverId)),
  ] as const;
