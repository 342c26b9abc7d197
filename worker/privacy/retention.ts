// What is kept for a time only: a round through the drivers that drops what has outlived its use.
// A minute's part is bounded, and a round begins anew where it ended.
import { asc, gt } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { positionOf, setPosition } from "../db/jobCursors.ts";
import { deleteOldMessages } from "../db/messages.ts";
import { drivers } from "../db/tables/drivers.ts";
import { eraseTheRest } from "./leave.ts";
import { reseal } from "./reseal.ts";
import type { Sealer } from "./seal.ts";

const JOB = "retention";

/** A minute's part: a million drivers take two days and a half. */
const DRIVERS_AT_A_TIME = 300;

export const driversAfterQuery = (db: Database, after: string) =>
  db
    .select({ driverId: drivers.driverId })
    .from(drivers)
    .where(gt(drivers.driverId, after))
    .orderBy(asc(drivers.driverId))
    .limit(DRIVERS_AT_A_TIME);

export async function keepRetention(
  db: Database,
  { sealer, nowMs }: { readonly sealer: Sealer | null; readonly nowMs: number },
): Promise<void> {
  const after = await positionOf(db, JOB);
  const rows = await driversAfterQuery(db, after);
  const driverIds = rows.map(({ driverId }) => driverId);
  if (driverIds.length > 0) {
    await eraseTheRest(db, driverIds, nowMs);
    if (sealer !== null) await reseal(db, sealer, driverIds);
    await deleteOldMessages(db, { driverIds, beforeMs: nowMs - limits.messageLifeMs.most });
  }
  const position = driverIds.length < DRIVERS_AT_A_TIME ? "" : (driverIds.at(-1) ?? "");
  await setPosition(db, JOB, { from: after, to: position });
}
