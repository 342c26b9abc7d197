// The operator's figures of a period, from the rows that the job keeps; no raw session is read.
import * as contract from "../../../../core/contract/admin/analysis.ts";
import { datesFrom, monthsFrom, monthOf, weekdayOf } from "../../../../core/analysis/civilHours.ts";
import { deviceOfKey } from "../../../../core/analysis/facts.ts";
import {
  revenueFenOf,
  sumOf,
  total,
  type ConnectorFigures,
  type Hours,
} from "../../../../core/analysis/figures.ts";
import {
  addConnectors,
  connectorsOfDays,
  stationFigures,
} from "../../../../core/analysis/stationMonth.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { stationLines } from "../../../analysis/stationLines.ts";
import { unpacked, usageDays, usageOf, type CountedDay } from "../../../analysis/totals.ts";
import {
  connectorMonthsQuery,
  daysQuery,
  driverMonthsQuery,
  lastDayQuery,
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
  serveStaff(app, contract.adminAnalysisStations, async ({ env, input, staff }) =>
    ok(await stationLines(dbOf(env), staff.operatorId, input)),
  );
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

async function daysOf(asked: Asked): Promise<Result<CountedDay[], NotFound>> {
  const db = dbOf(asked.env);
  const subject = await subjectOf(db, asked);
  return subject.ok ? ok(unpacked(await daysQuery(db, subject.value, asked.input))) : subject;
}

const figuresOf = (days: readonly CountedDay[]) => sumOf(days.map(({ figures }) => figures));

async function usage(asked: Asked) {
  const db = dbOf(asked.env);
  const subject = await subjectOf(db, asked);
  if (!subject.ok) return subject;
  const [rows, [last]] = await db.batch([
    daysQuery(db, subject.value, asked.input),
    lastDayQuery(db, subject.value),
  ]);
  const days = unpacked(rows);
  return ok({
    countedThrough: last?.day ?? null,
    totals: usageOf(stationFigures(figuresOf(days))),
    days: usageDays(days),
    week: {
      sessions: weekOf(days, ({ figures }) => figures.hours.sessions),
      takenMs: weekOf(days, ({ figures }) => figures.hours.takenMs),
      serviceMs: weekOf(days, ({ figures }) => figures.hours.serviceMs),
      energyWh: weekOf(days, ({ figures }) => figures.hours.energyWh),
      refused: weekOf(days, ({ figures }) => figures.hours.refused),
      joined: weekOf(days, ({ figures }) => figures.hours.joined),
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
  const { from, to, stationId } = input;
  const found = await stationNamesQuery(db, {
    operatorId,
    ...(stationId !== undefined && { stationId }),
  });
  if (stationId !== undefined && found.length === 0) return err({ code: "station_not_found" });
  const names = new Map(
    found.slice(0, limits.analysisStations.most).map((name) => [name.stationId, name]),
  );
  const sums = new Map<string, ConnectorFigures>();
  const stationOf = new Map<string, string>();
  for (const month of monthsFrom(monthOf(from), monthOf(to))) {
    const inMonth = datesFrom(from, to).filter((date) => monthOf(date) === month);
    const within = {
      fromDay: Number(inMonth[0]?.slice(8)),
      toDay: Number(inMonth.at(-1)?.slice(8)),
    };
    const rows = await connectorMonthsQuery(db, { stationIds: [...names.keys()], month });
    for (const row of rows) {
      const ofMonth = connectorsOfDays(row.connectors, within);
      addConnectors(sums, ofMonth);
      for (const key of ofMonth.keys()) stationOf.set(key, row.stationId);
    }
  }
  const items = [...sums].map(([key, { revenueFen: _money, ...figures }]) => {
    const at = stationOf.get(key) ?? "";
    const name = names.get(at);
    return {
      pileId: key.slice(0, key.lastIndexOf(":")),
      connectorId: Number(key.slice(key.lastIndexOf(":") + 1)),
      stationId: at,
      stationName: name?.name ?? "",
      stationNameEn: name?.nameEn ?? "",
      ...figures,
    };
  });
  const most = limits.analysisConnectors.most;
  const isCut = items.length > most || found.length > names.size;
  return ok({ items: items.slice(0, most), isCut });
}

async function revenue(asked: Asked) {
  const days = await daysOf(asked);
  if (!days.ok) return days;
  const sum = figuresOf(days.value);
  return ok({
    energyWh: total(sum.hours.energyWh),
    revenueFen: revenueFenOf(sum),
    parts: sum.revenue,
    periods: sum.periods,
    ways: sum.ways,
    outcomes: sum.outcomes,
    origins: sum.origins,
    unbilled: sum.unbilled,
    days: days.value.map(({ day, figures }) => ({
      day,
      energyWh: total(figures.hours.energyWh),
      revenueFen: revenueFenOf(figures),
      parts: figures.revenue,
    })),
  });
}

async function drivers(asked: Asked) {
  const days = await daysOf(asked);
  if (!days.ok) return days;
  const { env, input, staff } = asked;
  const months = await driverMonthsQuery(dbOf(env), staff.operatorId, input);
  const sum = figuresOf(days.value);
  return ok({
    months: months.map(({ month, figures }) => ({ month, ...figures })),
    stays: sum.stays,
    arrivals: sum.hours.sessions,
  });
}

async function reservations(asked: Asked) {
  const days = await daysOf(asked);
  if (!days.ok) return days;
  return ok({
    ends: figuresOf(days.value).reservations,
    days: days.value.map(({ day, figures }) => ({ day, ends: figures.reservations })),
  });
}

async function faults(asked: Asked) {
  const days = await daysOf(asked);
  if (!days.ok) return days;
  const { devices, faultCodes } = figuresOf(days.value);
  return ok({
    devices: Object.entries(devices)
      .map(([key, device]) => ({ ...deviceOfKey(key), ...device }))
      .toSorted((a, b) => b.faults - a.faults || b.pileMs - a.pileMs),
    codes: faultCodes,
    days: days.value.map(({ day, figures }) => ({
      day,
      faults: total(Object.values(figures.faultCodes)),
      faultMs: total(figures.hours.faultMs),
    })),
  });
}
