// Makes the reports of weeks and months that are over: each once, when its last day is counted.
import {
  datePlus,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
  monthPlus,
  weekdayOf,
} from "../../core/analysis/civilHours.ts";
import { revenueFenOf, sumOf, type Figures } from "../../core/analysis/figures.ts";
import { stationFigures } from "../../core/analysis/stationMonth.ts";
import type { Report, ReportKind } from "../../core/contract/admin/analysisReports.ts";
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";
import type { CivilDate } from "../../core/pricing/zonedTime.ts";
import type { Database } from "../db/database.ts";
import { insertReport, operatorsAfterQuery, reportExistsQuery } from "../db/analysis/reports.ts";
import {
  daysQuery,
  driverMonthsQuery,
  lastDayQuery,
  type DayRange,
} from "../db/analysis/rollups.ts";
import { positionOf, setPosition } from "../db/jobCursors.ts";
import { reportNotice } from "../notices/reportTexts.ts";
import { stationLines } from "./stationLines.ts";
import { unpacked, usageDays, usageOf } from "./totals.ts";

const JOB = "analysis-reports";
const OPERATORS_AT_A_TIME = 20;
/** Stations of a report, the largest first; the page of stations has them all. */
const STATIONS_IN_REPORT = 20;

/** The last week (Monday to Sunday) and month that are over by the end of a day. */
export function periodsOver(through: CivilDate): Record<ReportKind, DayRange> {
  const sunday = datePlus(through, -(weekdayOf(through) % 7));
  const isMonthOver = lastDayOf(monthOf(through)) === through;
  const month = isMonthOver ? monthOf(through) : monthPlus(monthOf(through), -1);
  return {
    week: { from: datePlus(sunday, -6), to: sunday },
    month: { from: firstDayOf(month), to: lastDayOf(month) },
  };
}

/** The days before a period: as many, or the month before. */
export function periodBefore(kind: ReportKind, { from, to }: DayRange): DayRange {
  if (kind === "week") return { from: datePlus(from, -7), to: datePlus(to, -7) };
  const month = monthPlus(monthOf(from), -1);
  return { from: firstDayOf(month), to: lastDayOf(month) };
}

/** Tells an operator's people; the same again is told once. */
export type TellPeople = (operatorId: string, notice: Notice) => Promise<void>;

/** The next operators of the round. */
export async function makeReports(db: Database, nowMs: number, tell: TellPeople): Promise<void> {
  const after = await positionOf(db, JOB);
  const operators = await operatorsAfterQuery(db, { after, limit: OPERATORS_AT_A_TIME });
  for (const { operatorId } of operators) await makeReportsOf(db, { operatorId, nowMs, tell });
  const isRound = operators.length < OPERATORS_AT_A_TIME;
  const position = isRound ? "" : (operators.at(-1)?.operatorId ?? "");
  await setPosition(db, JOB, { from: after, to: position });
}

type Making = { readonly operatorId: string; readonly nowMs: number; readonly tell: TellPeople };

async function makeReportsOf(db: Database, { operatorId, nowMs, tell }: Making): Promise<void> {
  const subject = { scope: "operator", subjectId: operatorId } as const;
  const last = await lastDayQuery(db, subject).get();
  if (last === undefined) return;
  const periods = periodsOver(last.day);
  for (const kind of ["week", "month"] as const) {
    const period = periods[kind];
    const key = { operatorId, kind, fromDay: period.from };
    if ((await reportExistsQuery(db, key).get()) !== undefined) continue;
    const report = await reportOf(db, { operatorId, kind, period });
    if (report === null) continue;
    // Before it is there: what dies in between tells again, and is told once.
    await tell(operatorId, reportNotice({ kind, fromDay: period.from, toDay: period.to, report }));
    await insertReport(db, { ...key, toDay: period.to, report, madeAtMs: nowMs });
  }
}

const periodFigures = (figures: Figures) => ({
  usage: usageOf(stationFigures(figures)),
  revenueFen: revenueFenOf(figures),
  parts: figures.revenue,
});

/** Null for a period of which not every day is counted: the operator began within it. */
async function reportOf(
  db: Database,
  of: { readonly operatorId: string; readonly kind: ReportKind; readonly period: DayRange },
): Promise<Report | null> {
  const { operatorId, kind, period } = of;
  const subject = { scope: "operator", subjectId: operatorId } as const;
  const days = unpacked(await daysQuery(db, subject, period));
  if (days.length <= daysBetween(period.from, period.to)) return null;
  const before = await daysQuery(db, subject, periodBefore(kind, period));
  const figures = sumOf(days.map((day) => day.figures));
  const { items } = await stationLines(db, operatorId, period);
  const [drivers] = kind === "month" ? await driverMonthsQuery(db, operatorId, period) : [];
  return {
    now: periodFigures(figures),
    before: periodFigures(sumOf(before.map((day) => day.figures))),
    days: usageDays(days),
    periods: figures.periods,
    ways: figures.ways,
    outcomes: figures.outcomes,
    reservations: figures.reservations,
    faultCodes: figures.faultCodes,
    stays: figures.stays,
    stations: items.toSorted((a, b) => b.revenueFen - a.revenueFen).slice(0, STATIONS_IN_REPORT),
    drivers: drivers === undefined ? null : { month: drivers.month, ...drivers.figures },
  };
}
