// Planned maintenance: planned, cancelled, ended by staff; carried out by worker/maintenance/windows.ts.
import { ulid } from "ulid";
import * as contract from "../../../../../core/contract/admin/maintenance/windows.ts";
import { limits } from "../../../../../core/limits.ts";
import { err, ok } from "../../../../../core/result.ts";
import { adminStationQuery } from "../../../../db/adminStations.ts";
import { auditInsert } from "../../../../db/audit.ts";
import { dbOf } from "../../../../db/database.ts";
import * as rows from "../../../../db/maintenance/windows.ts";
import { runBatch } from "../../../../db/statements.ts";
import { enqueueNotice, postOf } from "../../../../notices/notices.ts";
import { windowNotice } from "../../../../notices/windowTexts.ts";
import { pilesOf, seeToWindow } from "../../../../maintenance/windows.ts";
import type { App } from "../../../context.ts";
import { pageOfRows } from "../../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../../serve.ts";

export function adminWindowRoutes(app: App): void {
  serveStaff(app, contract.adminListMaintenanceWindows, list);
  serveStaff(app, contract.adminPlanMaintenance, plan);
  serveStaff(app, contract.adminEndMaintenance, end);
}

async function list({
  env,
  input,
  staff,
}: Call<typeof contract.adminListMaintenanceWindows, ByStaff>) {
  const { show, limit, cursor: before } = input;
  const found = await rows.windowsQuery(dbOf(env), {
    operatorId: staff.operatorId,
    currentOnly: show === "current",
    before,
    limit: limit + 1,
  });
  const page = pageOfRows(found, limit, ({ window }) => window.windowId);
  return ok({ ...page, items: page.items.map(rows.windowView) });
}

const isValid = (
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  nowMs: number,
): boolean =>
  fromMs < untilMs &&
  nowMs < untilMs &&
  untilMs - fromMs <= limits.maintenanceWindowMs.most &&
  fromMs <= nowMs + limits.maintenanceAheadMs.most;

async function plan({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof contract.adminPlanMaintenance, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { stationId, untilMs, reason } = input;
  // What has begun before it was planned begins now.
  const fromMs = Math.max(input.fromMs, nowMs);
  const pileIds = [...new Set(input.pileIds)];
  const station = await adminStationQuery(db, { operatorId, stationId }).get();
  if (station === undefined) return err({ code: "station_not_found" });
  if (!isValid({ fromMs, untilMs }, nowMs)) return err({ code: "window_not_valid" });
  const [all, planned] = await db.batch([
    rows.pilesOfStationQuery(db, { operatorId, stationId }),
    rows.windowsOfStationQuery(db, stationId, nowMs),
  ]);
  const there = new Set(all.map(({ pileId }) => pileId));
  if (!pileIds.every((pileId) => there.has(pileId))) return err({ code: "pile_not_found" });
  if (planned.length >= limits.windowsOfStation.most) return err({ code: "windows_full" });
  const windowId = ulid(nowMs);
  const pending = pileIds.length === 0 ? [...there] : pileIds;
  const window: rows.WindowRow = {
    windowId,
    operatorId,
    stationId,
    pileIds,
    fromMs,
    untilMs,
    reason,
    state: "planned",
    pending,
    nextAtMs: nowMs,
    createdAtMs: nowMs,
  };
  await runBatch(db, [
    rows.insertWindow(db, window),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminPlanMaintenance",
      subject: windowId,
      detail: { stationId, pileIds, fromMs, untilMs, reason },
      nowMs,
    }),
  ]);
  const found = { window, stationName: station.name, stationNameEn: station.nameEn };
  if (fromMs > nowMs) {
    const notice = windowNotice(rows.windowView(found));
    const about = `window ${windowId} planned`;
    await enqueueNotice(postOf(env), { operatorId, about, notice, nowMs });
  }
  return ok(rows.windowView(await seeToWindow(env, found, nowMs)));
}

async function end({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof contract.adminEndMaintenance, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { windowId } = input;
  const found = await rows.windowQuery(db, { operatorId, windowId }).get();
  if (found === undefined) return err({ code: "window_not_found" });
  const { window } = found;
  if (window.state !== "planned" && window.state !== "active") {
    return err({ code: "window_not_found" });
  }
  const hasBegun = window.state === "active";
  // Ended at once, it is seen to below as one whose time is over.
  const to = hasBegun
    ? { untilMs: Math.max(nowMs, window.fromMs + 1), nextAtMs: nowMs }
    : { state: "cancelled" as const, pending: await pilesOf(db, window), nextAtMs: nowMs };
  await runBatch(db, [
    rows.updateWindow(db, window, to),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminEndMaintenance",
      subject: windowId,
      detail: { from: window.state },
      nowMs,
    }),
  ]);
  const now = { ...found, window: { ...window, ...to } };
  if (!hasBegun) {
    const notice = windowNotice({ ...rows.windowView(now), untilMs: nowMs });
    const about = `window ${windowId} cancelled`;
    await enqueueNotice(postOf(env), { operatorId, about, notice, nowMs });
  }
  const atMs = hasBegun ? now.window.untilMs : nowMs;
  return ok(rows.windowView(await seeToWindow(env, now, atMs)));
}
