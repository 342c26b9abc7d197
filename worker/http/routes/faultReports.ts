// Faults that drivers report: make one, list mine, read one.
import { encodeTime, ulid } from "ulid";
import {
  createFaultReport,
  getFaultReport,
  listFaultReports,
  type FaultReport,
} from "../../../core/contract/faultReports.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import * as rows from "../../db/faultReports.ts";
import type { Env } from "../../env.ts";
import { heedReport } from "../../maintenance/heedReport.ts";
import { postOf } from "../../notices/notices.ts";
import { pictureUrl } from "../../pictures/pictures.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { pageOfRows } from "../page.ts";
import { serveDriver, type ByDriver, type Call } from "../serve.ts";

const DAY_MS = 86_400_000;

export function faultReportRoutes(app: App): void {
  serveDriver(app, createFaultReport, create);
  serveDriver(app, listFaultReports, async ({ env, input, driver }) => {
    const { limit, cursor: before } = input;
    const filter = { driverId: driver.driverId, before, limit: limit + 1 };
    const found = await rows.faultReportsOfDriverQuery(dbOf(env), filter);
    const page = pageOfRows(found, limit, ({ report }) => report.reportId);
    return ok({ ...page, items: page.items.map((row) => viewOf(env, row)) });
  });
  serveDriver(app, getFaultReport, async ({ env, input, driver }) => {
    const key = { ...input, driverId: driver.driverId };
    const row = await rows.ownFaultReportQuery(dbOf(env), key).get();
    return row === undefined ? err({ code: "fault_report_not_found" }) : ok(viewOf(env, row));
  });
}

const viewOf = (env: Env, row: rows.FaultReportRow): FaultReport =>
  rows.faultReportView(row, (pictureId) => pictureUrl(env, pictureId));

type CreateCall = Call<typeof createFaultReport, ByDriver>;

async function create(call: CreateCall): Promise<Result<FaultReport, Refusal>> {
  const { env, input, driver, nowMs, idempotencyKey } = call;
  const db = dbOf(env);
  const { driverId } = driver;
  const before = await repeated(call);
  if (before !== null) return before;
  const { pileId, connectorId } = input;
  const place = await rows.reportedPlaceQuery(db, { pileId, connectorId }).get();
  if (place === undefined) return err({ code: "pile_not_found" });
  if (connectorId !== null && place.knownConnector === null) {
    return err({ code: "connector_not_found" });
  }
  const sinceId = `${encodeTime(nowMs - DAY_MS, 10)}${"0".repeat(16)}`;
  const lately = await rows.faultReportsSinceQuery(db, { driverId, sinceId });
  if (lately.length >= limits.faultReportsPerDay.most) return err({ code: "too_many_requests" });
  const { operatorId, stationId } = place;
  const reportId = ulid(nowMs);
  await db.batch(
    rows.faultReportStatements(db, {
      ...input,
      pictureIds: [...new Set(input.pictureIds)],
      reportId,
      operatorId,
      stationId,
      driverId,
      idempotencyKey,
      state: "open",
      answer: "",
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }),
  );
  const made = await rows.ownFaultReportQuery(db, { reportId, driverId }).get();
  if (made !== undefined) {
    await heedReport(postOf(env), made, nowMs);
    return ok(viewOf(env, made));
  }
  // The same request came first in the meantime, or one of the pictures is not his to give.
  return (await repeated(call)) ?? err({ code: "picture_not_found" });
}

/** The report that this request made when it came before; null for one that is new. */
async function repeated({
  env,
  input,
  driver: { driverId },
  idempotencyKey,
}: CreateCall): Promise<Result<FaultReport, Refusal> | null> {
  if (idempotencyKey === null) return null;
  const key = { driverId, idempotencyKey };
  const row = await rows.repeatedFaultReportQuery(dbOf(env), key).get();
  if (row === undefined) return null;
  const { pileId, connectorId, kind, text } = row.report;
  const isSame =
    pileId === input.pileId &&
    connectorId === input.connectorId &&
    kind === input.kind &&
    text === input.text;
  return isSame ? ok(viewOf(env, row)) : err({ code: "idempotency_conflict" });
}
