// Firmware images of an operator: announced, sent, listed, removed.
import { ulid } from "ulid";
import {
  adminAddFirmware,
  adminFirmwarePiles,
  adminListFirmware,
  adminRemoveFirmware,
  adminUploadFirmware,
  type Firmware,
} from "../../../../core/contract/admin/firmware.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { auditInsert, writeAudit } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import {
  firmwareListQuery,
  firmwareQuery,
  firmwareStored,
  insertFirmware,
  removeFirmware,
  targetsQuery,
  type FirmwareRow,
} from "../../../db/firmwareImages.ts";
import { firmwareKey, storeBody } from "../../../firmware/files.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminFirmwareRoutes(app: App): void {
  serveStaff(app, adminListFirmware, list);
  serveStaff(app, adminAddFirmware, add);
  serveStaff(app, adminUploadFirmware, upload);
  serveStaff(app, adminRemoveFirmware, remove);
  serveStaff(app, adminFirmwarePiles, targets);
}

export const firmwareView = ({
  operatorId: _operator,
  staffId: _staff,
  removedAtMs: _removed,
  ...shown
}: FirmwareRow): Firmware => shown;

async function list({ env, input, staff }: Call<typeof adminListFirmware, ByStaff>) {
  const { limit, cursor: before } = input;
  const { operatorId } = staff;
  const rows = await firmwareListQuery(dbOf(env), { operatorId, before, limit: limit + 1 });
  const page = pageOfRows(rows, limit, ({ firmwareId }) => firmwareId);
  return ok({ ...page, items: page.items.map(firmwareView) });
}

async function add({ env, input, nowMs, staff }: Call<typeof adminAddFirmware, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const firmwareId = ulid(nowMs);
  const row: FirmwareRow = {
    ...input,
    firmwareId,
    operatorId,
    staffId,
    sizeBytes: null,
    sha256: null,
    createdAtMs: nowMs,
    removedAtMs: null,
  };
  await db.batch([
    insertFirmware(db, row),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminAddFirmware",
      subject: firmwareId,
      detail: { ...input },
      nowMs,
    }),
  ]);
  return ok(firmwareView(row));
}

async function upload({
  env,
  http,
  input,
  nowMs,
  staff,
}: Call<typeof adminUploadFirmware, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { firmwareId } = input;
  const row = await firmwareQuery(db, { operatorId, firmwareId }).get();
  if (row === undefined) return err({ code: "firmware_not_found" });
  if (row.sizeBytes !== null) return err({ code: "firmware_has_file" });
  const stored = await storeBody(
    env.FILES,
    firmwareKey(firmwareId),
    http.req.raw,
    limits.firmwareBytes.most,
  );
  if (!stored.ok) return stored;
  const [kept] = await firmwareStored(db, { firmwareId, ...stored.value });
  if (kept === undefined) return err({ code: "firmware_has_file" });
  await writeAudit(db, {
    operatorId,
    staffId,
    action: "adminUploadFirmware",
    subject: firmwareId,
    detail: { ...stored.value },
    nowMs,
  });
  return ok(firmwareView(kept));
}

async function remove({ env, input, nowMs, staff }: Call<typeof adminRemoveFirmware, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { firmwareId } = input;
  if ((await firmwareQuery(db, { operatorId, firmwareId }).get()) === undefined) {
    return err({ code: "firmware_not_found" });
  }
  const [[removed]] = await db.batch([removeFirmware(db, { operatorId, firmwareId, nowMs })]);
  if (removed === undefined) return err({ code: "firmware_in_use" });
  await env.FILES.delete(firmwareKey(firmwareId));
  await writeAudit(db, {
    operatorId,
    staffId,
    action: "adminRemoveFirmware",
    subject: firmwareId,
    detail: {},
    nowMs,
  });
  return ok({});
}

async function targets({ env, input, staff }: Call<typeof adminFirmwarePiles, ByStaff>) {
  const db = dbOf(env);
  const { firmwareId, ...filter } = input;
  const { operatorId } = staff;
  const image = await firmwareQuery(db, { operatorId, firmwareId }).get();
  if (image === undefined) return err({ code: "firmware_not_found" });
  const found = await targetsQuery(db, image, filter);
  const { most } = limits.campaignPiles;
  return ok({ piles: found.slice(0, most), isCut: found.length > most });
}
