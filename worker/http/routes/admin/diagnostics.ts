// Logs that a pile is asked for: where it sends them, how far it is, and the file for staff.
import { ulid } from "ulid";
import {
  adminListDiagnostics,
  adminRequestDiagnostics,
  FirmwareId,
  type Diagnostics,
} from "../../../../core/contract/admin/firmware.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { adminPileQuery } from "../../../db/adminPiles.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import {
  deleteDiagnostics,
  diagnosticsOfPileQuery,
  insertDiagnostics,
  operatorDiagnosticsQuery,
  type DiagnosticsRow,
} from "../../../db/diagnostics.ts";
import { diagnosticsKey, diagnosticsUrl, newToken } from "../../../firmware/files.ts";
import { askPile } from "../../../pileOf.ts";
import { staffOf } from "../../auth/auth.ts";
import { mayCall } from "../../auth/roles.ts";
import type { App, AppContext } from "../../context.ts";
import { problemResponse } from "../../errors.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { commandProblemOf } from "./commands.ts";

export function adminDiagnosticsRoutes(app: App): void {
  serveStaff(app, adminRequestDiagnostics, request);
  serveStaff(app, adminListDiagnostics, list);
  app.get("/api/v1/admin/diagnostics/:diagnosticsId/file", download);
}

const view = (row: DiagnosticsRow): Diagnostics => {
  const {
    operatorId: _operator,
    pileId: _pile,
    token: _token,
    tokenUntilMs: _until,
    ...shown
  } = row;
  const url = `/api/v1/admin/diagnostics/${row.diagnosticsId}/file`;
  return { ...shown, url: row.receivedAtMs === null ? null : url };
};

const HOUR_MS = 3_600_000;

async function request({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof adminRequestDiagnostics, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId, displayName } = staff;
  const { pileId, hours } = input;
  if ((await adminPileQuery(db, { operatorId, pileId }).get()) === undefined) {
    return err({ code: "pile_not_found" });
  }
  const [diagnosticsId, commandId, token] = [ulid(nowMs), ulid(nowMs), newToken()];
  const row: DiagnosticsRow = {
    diagnosticsId,
    operatorId,
    pileId,
    commandId,
    token,
    tokenUntilMs: nowMs + limits.diagnosticsMs.most,
    askedBy: displayName,
    askedAtMs: nowMs,
    status: null,
    statusAtMs: null,
    fileName: null,
    sizeBytes: null,
    receivedAtMs: null,
    discardAtMs: nowMs + limits.diagnosticsKeptMs.most,
  };
  const detail = { diagnosticsId, commandId, hours };
  // Before it is asked, so that a fast charger's file finds its row.
  await db.batch([
    insertDiagnostics(db, row),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "command.getDiagnostics",
      subject: pileId,
      detail,
      nowMs,
    }),
  ]);
  const command = {
    kind: "getDiagnostics",
    location: diagnosticsUrl(env, token),
    fromMs: nowMs - hours * HOUR_MS,
    untilMs: nowMs,
    retries: 2,
    retryIntervalS: 60,
  } as const;
  const asked = await askPile(env, pileId, (pile) =>
    pile.command({ commandId, request: command, askedBy: displayName }),
  );
  if (asked.ok) return ok(view(row));
  await deleteDiagnostics(db, [diagnosticsId]);
  return err({ code: commandProblemOf[asked.error.code] });
}

async function list({ env, input, staff }: Call<typeof adminListDiagnostics, ByStaff>) {
  const db = dbOf(env);
  const { pileId, limit, cursor: before } = input;
  const { operatorId } = staff;
  if ((await adminPileQuery(db, { operatorId, pileId }).get()) === undefined) {
    return err({ code: "pile_not_found" });
  }
  const rows = await diagnosticsOfPileQuery(db, { pileId, before, limit: limit + 1 });
  const page = pageOfRows(rows, limit, ({ diagnosticsId }) => diagnosticsId);
  return ok({ ...page, items: page.items.map(view) });
}

/** A file of a charger's making: never shown as a page, always a download. */
async function download(c: AppContext): Promise<Response> {
  const staff = await staffOf(c);
  if (!staff.ok) return problemResponse(c, staff.error);
  const { role, operatorId } = staff.value;
  if (!mayCall(role, adminListDiagnostics)) return problemResponse(c, { code: "forbidden" });
  const diagnosticsId = FirmwareId.safeParse(c.req.param("diagnosticsId"));
  const row = diagnosticsId.success
    ? await operatorDiagnosticsQuery(dbOf(c.env), {
        operatorId,
        diagnosticsId: diagnosticsId.data,
      }).get()
    : undefined;
  const file = row === undefined ? null : await c.env.FILES.get(diagnosticsKey(row.diagnosticsId));
  if (row === undefined || file === null) return problemResponse(c, { code: "not_found" });
  return new Response(file.body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(file.size),
      "content-disposition": `attachment; filename="${row.fileName ?? "diagnostics"}"`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}
