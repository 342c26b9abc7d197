// The operator's figures of a period, from the rows that the job keeps; no raw session is read.
import * as contract from "../../../../core/contract/admin/analysis.ts";
import { weekdayOf } from "../../../../core/analysis/civilHours.ts";
import { deviceOfKey } from "../../../../core/analysis/facts.ts";
import { revenueFenOf, total, type Hours } from "../../../../core/analysis/figures.ts";
import { stationFigures } from "../../../../core/analysis/stationMonth.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { connectorSums } from "../../../analysis/connectorSums.ts";
import { daysAsked, todayAlone, type DaysAsked } from "../../../analysis/daysAsked.ts";
import { stationLines } from "../../../analysis/stationLines.ts";
import { usageDays, usageOf, type CountedDay } from "../../../analysis/totals.ts";
import {
  driverMonthsQuery,
  stationNamesQuery,
  type DayRange,
  type Subject,
} from "../../../db/analysis/rollups.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminAnalysisRoutes(app: App): void {
  serveStaff(app, contract.adminAnalysisUsage, usage);
  serveStaff(app, contract.adminAnalysisConnectors, connectors);
  serveStaff(app, contract.adminAnalysisRevenue, revenue);
  serveStaff(app, contract.adminAnalysisStations, stations);
  serveStaff(app, contract.adminAnalysisDrivers, drivers);
  serveStaff(app, contract.adminAnalysisReservations, reservations);
  serveStaff(app, contract.adminAnalysisFaults, faults);
}

type Asked = {
  readonly env: Call<typeof contract.adminAnalysisUsage>["env"];
  readonly input: DayRange & { readonly stationId?: string | undefined };
  readonly staff: ByStaff["staff"];
};
type NotFound = { readonly code: "station_not_found" };

/** What is asked about: a station of the operator's own, or all of them together. */
async function subjectOf(
  db: Database,
  { input, staff: { operatorId } }: Asked,
): Promise<Result<Subject, NotFound>> {
  const { stationId } = input;
  if (stationId === undefined) return ok({ scope: "operator", subjectId: operatorId });
  const [own] = await stationNamesQuery(db, { operatorId, stationId });
  return own === undefined
    ? err({ code: "station_not_found" })
    : ok({ scope: "station", subjectId: stationId });
}

async function daysOf(asked: Asked): Promise<Result<DaysAsked, NotFound>> {
  const db = dbOf(asked.env);
  const subject = await subjectOf(db, asked);
  return subject.ok ? ok(await daysAsked(db, subject.value, asked.input)) : subject;
}

async function usage(asked: Asked) {
  const found = await daysOf(asked);
  if (!found.ok) return found;
  const { days, sum, summed, today, countedThrough } = found.value;
  return ok({
    countedThrough,
    today,
    totals: usageOf(stationFigures(sum)),
    days: usageDays(days),
    week: {
      sessions: weekOf(summed, ({ figures }) => figures.hours.sessions),
      takenMs: weekOf(summed, ({ figures }) => figures.hours.takenMs),
      serviceMs: weekOf(summed, ({ figures }) => figures.hours.serviceMs),
      energyWh: weekOf(summed, ({ figures }) => figures.hours.energyWh),
      refused: weekOf(summed, ({ figures }) => figures.hours.refused),
      joined: weekOf(summed, ({ figures }) => figures.hours.joined),
    },
  });
}

/** Sunday's 24 hours first. */
function weekOf(days: readonly CountedDay[], of: (day: CountedDay) => Hours): number[] {
  const week = Array.from({ length: 168 }, () => 0);
  for (const day of days) {
    of(day).forEach((what, hour) => {
      const at = weekdayOf(day.day) * 24 + hour;
      week[at] = (week[at] ?? 0) + what;
    });
  }
  return week;
}

async function connectors({ env, input, staff }: Asked) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const { stationId } = input;
  const subject = await subjectOf(db, { env, input, staff });
  if (!subject.ok) return subject;
  const found = await stationNamesQuery(db, {
    operatorId,
    ...(stationId !== undefined && { stationId }),
  });
  const names = new Map(
    found.slice(0, limits.analysisStations.most).map((name) => [name.stationId, name]),
  );
  const today = await todayAlone(db, subject.value, input);
  const stationIds = [...names.keys()];
  const sums = await connectorSums(db, {
    ...input,
    operatorId,
    stationIds,
    ...(today !== null && { today: today.day }),
  });
  const items = sums.map(({ key, at, figures: { revenueFen: _money, ...figures } }) => ({
    pileId: key.slice(0, key.lastIndexOf(":")),
    connectorId: Number(key.slice(key.lastIndexOf(":") + 1)),
    stationId: at,
    stationName: names.get(at)?.name ?? "",
    stationNameEn: names.get(at)?.nameEn ?? "",
    ...figures,
  }));
  const most = limits.analysisConnectors.most;
  const isCut = items.length > most || found.length > names.size;
  return ok({ today, items: items.slice(0, most), isCut });
}

async function stations({ env, input, staff: { operatorId } }: Asked) {
  const db = dbOf(env);
  const today = await todayAlone(db, { scope: "operator", subjectId: operatorId }, input);
  const lines = await stationLines(db, operatorId, { ...input, today: today?.day });
  return ok({ today, ...lines });
}

async function revenue(asked: Asked) {
  const found = await daysOf(asked);
  if (!found.ok) return found;
  const { days, sum, today } = found.value;
  return ok({
    today,
    energyWh: total(sum.hours.energyWh),
    revenueFen: revenueFenOf(sum),
    parts: sum.revenue,
    periods: sum.periods,
    ways: sum.ways,
    outcomes: sum.outcomes,
    origins: sum.origins,
    unbilled: sum.unbilled,
    days: days.map(({ day, figures }) => ({
      day,
      energyWh: total(figures.hours.energyWh),
      revenueFen: revenueFenOf(figures),
      parts: figures.revenue,
    })),
  });
}

async function drivers(asked: Asked) {
  const found = await daysOf(asked);
  if (!found.ok) return found;
  const { env, input, staff } = asked;
  const months = await driverMonthsQuery(dbOf(env), staff.operatorId, input);
  const { sum, today } = found.value;
  return ok({
    today,
    months: months.map(({ month, figures }) => ({ month, ...figures })),
    stays: sum.stays,
    arrivals: sum.hours.sessions,
  });
}

async function reservations(asked: Asked) {
  const found = await daysOf(asked);
  if (!found.ok) return found;
  const { days, sum, today } = found.value;
  return ok({
    today,
    ends: sum.reservations,
    days: days.map(({ day, figures }) => ({ day, ends: figures.reservations })),
  });
}

async function faults(asked: Asked) {
  const found = await daysOf(asked);
  if (!found.ok) return found;
  const { days, sum, today } = found.value;
  const { devices, faultCodes } = sum;
  return ok({
    today,
    devices: Object.entries(devices)
      .map(([key, device]) => ({ ...deviceOfKey(key), ...device }))
      .toSorted((a, b) => b.faults - a.faults || b.pileMs - a.pileMs),
    codes: faultCodes,
    days: days.map(({ day, figures }) => ({
      day,
      faults: total(Object.values(figures.faultCodes)),
      faultMs: total(figures.hours.faultMs),
    })),
  });
}
