// The days of a period as they are told: those that are whole, and today as far as it is counted.
import type { Today } from "../../core/contract/admin/analysisParts.ts";
import { sumOf, type Figures } from "../../core/analysis/figures.ts";
import type { Database } from "../db/database.ts";
import { daysQuery, lastDayQuery, type DayRange, type Subject } from "../db/analysis/rollups.ts";
import { todayQuery } from "../db/analysis/today.ts";
import { unpacked, type CountedDay } from "./totals.ts";

export type DaysAsked = {
  /** In order, today the last. */
  readonly days: readonly CountedDay[];
  /** Of the whole days together; of today where the period is nothing else. */
  readonly sum: Figures;
  /** Those that `sum` is made of. */
  readonly summed: readonly CountedDay[];
  readonly today: Today;
  readonly countedThrough: string | null;
};

export async function daysAsked(
  db: Database,
  subject: Subject,
  period: DayRange,
): Promise<DaysAsked> {
  const [rows, [last], [counted]] = await db.batch([
    daysQuery(db, subject, period),
    lastDayQuery(db, subject),
    todayQuery(db, subject),
  ]);
  const whole = unpacked(rows);
  const isAsked = isTodayAsked(counted, last, period);
  const today = isAsked ? unpacked([counted]) : [];
  const summed = whole.length > 0 ? whole : today;
  return {
    days: [...whole, ...today],
    sum: sumOf(summed.map(({ figures }) => figures)),
    summed,
    today: isAsked ? todayOf(counted) : null,
    countedThrough: last?.day ?? null,
  };
}

/** Today, where no day of the period is whole: what is kept by months has nothing of it. */
export async function todayAlone(
  db: Database,
  subject: Subject,
  period: DayRange,
): Promise<NonNullable<Today> | null> {
  const [[last], [counted]] = await db.batch([lastDayQuery(db, subject), todayQuery(db, subject)]);
  const isAlone = (last?.day ?? "") < period.from;
  return isAlone && isTodayAsked(counted, last, period) ? todayOf(counted) : null;
}

type Counted = Awaited<ReturnType<typeof todayQuery>>[number];

const isTodayAsked = (
  counted: Counted | undefined,
  last: { readonly day: string } | undefined,
  { from, to }: DayRange,
): counted is Counted =>
  counted !== undefined &&
  counted.day > (last?.day ?? "") &&
  counted.day >= from &&
  counted.day <= to;

const todayOf = ({ day, untilMs }: Counted) => ({ day, untilMs });
