// An operator's tariffs: versions that are published, taken back before they begin, and given to
// stations. A version never changes; orders keep the one that they began with.
import {
  adminAddTariffVersion,
  adminAssignTariff,
  adminCreateTariff,
  adminGetTariff,
  adminListTariffs,
  adminWithdrawTariffVersion,
  type AdminTariff,
  type TariffContent,
} from "../../../../core/contract/admin/tariffs.ts";
import { limits } from "../../../../core/limits.ts";
import { checkTariff } from "../../../../core/pricing/checkTariff.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { stationRecordsChanged } from "../../../../durable-objects/live/objects.ts";
import { ulid } from "ulid";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import { stationCellStatements } from "../../../db/stationCells.ts";
import { brokenConstraint } from "../../../db/statements.ts";
import {
  assignTariff,
  insertTariff,
  newestVersionQuery,
  operatorTariffsQuery,
  ownStationsQuery,
  ownVersionsQuery,
  stationsByTariffQuery,
  stationsOfTariffQuery,
  withdrawVersion,
} from "../../../db/tariffs.ts";
import type { App } from "../../context.ts";
import type { Refusal } from "../../errors.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminTariffRoutes(app: App): void {
  serveStaff(app, adminListTariffs, listTariffs);
  serveStaff(app, adminGetTariff, oneTariff);
  serveStaff(app, adminCreateTariff, create);
  serveStaff(app, adminAddTariffVersion, addVersion);
  serveStaff(app, adminWithdrawTariffVersion, withdraw);
  serveStaff(app, adminAssignTariff, assign);
}

async function listTariffs({ env, nowMs, staff }: Call<typeof adminListTariffs, ByStaff>) {
  const db = dbOf(env);
  const [rows, used] = await db.batch([
    operatorTariffsQuery(db, staff.operatorId),
    stationsByTariffQuery(db, staff.operatorId),
  ]);
  const counts = new Map(used.map(({ tariffId, count }) => [tariffId, count]));
  const items = [...Map.groupBy(rows, ({ tariffId }) => tariffId)].map(
    ([tariffId, versions]): AdminTariff => {
      const now = versions.findLast(({ validFromMs }) => validFromMs <= nowMs);
      const next = versions.find(({ validFromMs }) => validFromMs > nowMs);
      const named = now ?? next ?? versions[0];
      return {
        tariffId,
        name: named?.name ?? tariffId,
        nameEn: named?.nameEn ?? "",
        version: now?.version ?? null,
        versions: versions.length,
        nextFromMs: next?.validFromMs ?? null,
        stations: counts.get(tariffId) ?? 0,
      };
    },
  );
  return ok({ items });
}

async function oneTariff({ env, input, staff }: Call<typeof adminGetTariff, ByStaff>) {
  const db = dbOf(env);
  const own = { operatorId: staff.operatorId, tariffId: input.tariffId };
  const [versions, stations] = await db.batch([
    ownVersionsQuery(db, own),
    stationsOfTariffQuery(db, own),
  ]);
  if (versions.length === 0) return err({ code: "tariff_unknown" });
  return ok({
    tariffId: input.tariffId,
    versions: versions.map(({ tariffId: _id, content, ...version }) => ({
      ...version,
      content: structuredClone(contentOf(content)),
    })),
    stations,
  });
}

/** The answer's own copy, whose lists may be written to. */
function contentOf({ id: _id, version: _version, ...content }: StoredTariff) {
  return {
    ...content,
    seasons: content.seasons.map((season) => ({
      ...season,
      days: season.days.map(({ dayTypes, periods }) => ({
        dayTypes: [...dayTypes],
        periods: [...periods],
      })),
    })),
    holidays: [...content.holidays],
    workdays: [...content.workdays],
    discounts: [...content.discounts],
  };
}

type StoredTariff = Awaited<ReturnType<typeof ownVersionsQuery>>[number]["content"];

type NewVersion = {
  readonly tariffId: string;
  readonly version: number;
  readonly name: string;
  readonly nameEn: string;
  readonly validFromMs: number;
  readonly content: TariffContent;
};

/** What has passed means at once; a version begins after the one before it, and within a year. */
function startOf({
  wantedMs,
  afterMs,
  nowMs,
}: {
  readonly wantedMs: number;
  readonly afterMs: number;
  readonly nowMs: number;
}): Result<number, Refusal> {
  const fromMs = Math.max(wantedMs, nowMs);
  if (fromMs <= afterMs || fromMs > nowMs + limits.tariffAheadMs.most) {
    return err({ code: "tariff_start_refused" });
  }
  return ok(fromMs);
}

async function publish(
  db: Database,
  version: NewVersion,
  { staff, nowMs, action }: ByStaff & { readonly nowMs: number; readonly action: string },
) {
  const { operatorId, staffId } = staff;
  const { tariffId, validFromMs } = version;
  const checked = checkTariff({ ...version.content, id: tariffId, version: version.version });
  if (!checked.ok) {
    const errors = checked.error.problems.map((problem) => ({
      path: "content",
      message: JSON.stringify(problem),
    }));
    return err({ code: "tariff_refused" as const, errors });
  }
  const row = { ...version, content: checked.value, operatorId, createdAtMs: nowMs };
  try {
    await db.batch([
      insertTariff(db, row),
      auditInsert(db, {
        operatorId,
        staffId,
        action,
        subject: tariffId,
        detail: { after: version },
        nowMs,
      }),
    ]);
  } catch (error) {
    if (brokenConstraint(error) === null) throw error;
    return err({ code: "tariff_changed" as const });
  }
  return ok({ tariffId, version: version.version, validFromMs });
}

async function create({ env, input, nowMs, staff }: Call<typeof adminCreateTariff, ByStaff>) {
  const from = startOf({ wantedMs: input.validFromMs, afterMs: 0, nowMs });
  if (!from.ok) return from;
  const version = { ...input, validFromMs: from.value, tariffId: ulid(nowMs), version: 1 };
  return publish(dbOf(env), version, { staff, nowMs, action: "adminCreateTariff" });
}

async function addVersion({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof adminAddTariffVersion, ByStaff>) {
  const db = dbOf(env);
  const { after, ...version } = input;
  const { operatorId } = staff;
  const newest = await newestVersionQuery(db, { operatorId, tariffId: input.tariffId }).get();
  if (newest === undefined) return err({ code: "tariff_unknown" });
  if (newest.version !== after) return err({ code: "tariff_changed" });
  const from = startOf({ wantedMs: input.validFromMs, afterMs: newest.validFromMs, nowMs });
  if (!from.ok) return from;
  return publish(
    db,
    { ...version, validFromMs: from.value, version: after + 1 },
    { staff, nowMs, action: "adminAddTariffVersion" },
  );
}

async function withdraw({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof adminWithdrawTariffVersion, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { tariffId, version } = input;
  const own = { operatorId, tariffId };
  const before = (await ownVersionsQuery(db, own)).find((row) => row.version === version);
  if (before === undefined) return err({ code: "tariff_unknown" });
  if (version === 1) return err({ code: "tariff_in_force" });
  const gone = await withdrawVersion(db, { ...own, version, nowMs });
  if (gone.length === 0) return err({ code: "tariff_in_force" });
  await auditInsert(db, {
    operatorId,
    staffId,
    action: "adminWithdrawTariffVersion",
    subject: tariffId,
    detail: { before },
    nowMs,
  });
  return ok({ tariffId });
}

async function assign({ env, http, input, nowMs, staff }: Call<typeof adminAssignTariff, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { tariffId } = input;
  const stationIds = [...new Set(input.stationIds)];
  const [newest, found] = await Promise.all([
    newestVersionQuery(db, { operatorId, tariffId }).get(),
    ownStationsQuery(db, { operatorId, stationIds }),
  ]);
  if (newest === undefined) return err({ code: "tariff_unknown" });
  if (found.length < stationIds.length) return err({ code: "station_not_found" });
  const before = Object.fromEntries(found.map((row) => [row.stationId, row.tariffId]));
  await db.batch([
    assignTariff(db, tariffId, stationIds),
    ...stationCellStatements(db, { stationIds, cells: found.map(({ cell }) => cell) }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminAssignTariff",
      subject: tariffId,
      detail: { before, after: tariffId },
      nowMs,
    }),
  ]);
  for (const stationId of stationIds) {
    http.executionCtx.waitUntil(stationRecordsChanged(env, stationId));
  }
  return ok({ stations: stationIds.length });
}
