// Staff open stations and change them; drivers find them as they are then.
import {
  adminCreateStation,
  adminGetStationDraft,
  adminUpdateStation,
  type StationDraft,
} from "../../../../core/contract/admin/stationEditing.ts";
import { err, ok } from "../../../../core/result.ts";
import { stationRecordsChanged } from "../../../../durable-objects/live/objects.ts";
import { adminStationQuery } from "../../../db/adminStations.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import {
  stationExistsQuery,
  stationInsert,
  stationSearchStatements,
  stationUpdate,
} from "../../../db/stationEditing.ts";
import { newestVersionQuery } from "../../../db/tariffs.ts";
import { profilesOfStation, publishStation } from "../../../piles/publish.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminStationEditingRoutes(app: App): void {
  serveStaff(app, adminGetStationDraft, oneDraft);
  serveStaff(app, adminCreateStation, create);
  serveStaff(app, adminUpdateStation, update);
}

type StationRow = Awaited<ReturnType<typeof adminStationQuery>>[number];

const draftOf = (row: StationRow): StationDraft => ({
  name: row.name,
  nameEn: row.nameEn,
  address: row.address,
  addressEn: row.addressEn,
  position: { latitude: row.latitude, longitude: row.longitude },
  timeZone: row.timeZone,
  openingHours: row.regularHours ?? row.openingHours,
  isOpen: row.regularHours === null,
  parking: row.parking,
  parkingEn: row.parkingEn,
  parkingKind: row.parkingKind,
  facilities: [...row.facilities],
  phone: row.phone,
  tariffId: row.tariffId,
});

async function oneDraft({ env, input, staff }: Call<typeof adminGetStationDraft, ByStaff>) {
  const { operatorId } = staff;
  const { stationId } = input;
  const row = await adminStationQuery(dbOf(env), { operatorId, stationId }).get();
  if (row === undefined) return err({ code: "station_not_found" });
  return ok({ stationId, revision: row.revision, draft: draftOf(row) });
}

/** A tariff of another operator is none. */
async function isTariffUnknown(db: Database, operatorId: string, tariffId: string | null) {
  if (tariffId === null) return false;
  return (await newestVersionQuery(db, { operatorId, tariffId }).get()) === undefined;
}

async function create({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminCreateStation, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { stationId, ...draft } = input;
  if (await isTariffUnknown(db, operatorId, draft.tariffId)) return err({ code: "tariff_unknown" });
  const isTaken = async () => (await stationExistsQuery(db, stationId).get()) !== undefined;
  if (await isTaken()) return err({ code: "station_exists" });
  const audited = { operatorId, staffId, action: "adminCreateStation", subject: stationId };
  try {
    await db.batch([
      stationInsert(db, { operatorId, stationId, draft, nowMs }),
      ...(await stationSearchStatements(db, stationId, draft, null)),
      auditInsert(db, { ...audited, detail: { after: draft }, nowMs }),
    ]);
  } catch (error) {
    // Somebody else's came first, between the look and the write.
    if (await isTaken()) return err({ code: "station_exists" });
    throw error;
  }
  http.executionCtx.waitUntil(stationRecordsChanged(env, stationId));
  return ok({ stationId, revision: 1 });
}

async function update({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminUpdateStation, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { stationId, revision, ...draft } = input;
  const key = { operatorId, stationId };
  const row = await adminStationQuery(db, key).get();
  if (row === undefined) return err({ code: "station_not_found" });
  if (row.revision !== revision) return err({ code: "station_changed" });
  const before = draftOf(row);
  if (draft.tariffId !== before.tariffId) {
    if (await isTariffUnknown(db, operatorId, draft.tariffId)) {
      return err({ code: "tariff_unknown" });
    }
  }
  const [changed] = await stationUpdate(db, { ...key, revision, draft });
  if (changed === undefined) return err({ code: "station_changed" });
  // What a crash leaves out here, the upkeep of the search finds.
  await db.batch([
    ...(await stationSearchStatements(db, stationId, draft, before.position)),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminUpdateStation",
      subject: stationId,
      detail: differenceOf(before, draft),
      nowMs,
    }),
  ]);
  const tell = async (): Promise<void> => {
    if (draft.timeZone !== before.timeZone) {
      await publishStation(env, stationId, await profilesOfStation(db, key));
    }
    await stationRecordsChanged(env, stationId);
  };
  http.executionCtx.waitUntil(tell());
  return ok({ stationId, revision: changed.revision });
}

/** What was changed, as it was and as it is. */
function differenceOf(before: StationDraft, after: StationDraft) {
  const was: Readonly<Record<string, unknown>> = before;
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]),
  );
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, was[name]])),
    after: Object.fromEntries(changed),
  };
}
