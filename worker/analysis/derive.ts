// What follows from the stations' days: the operator's days and today, the stations' months, the
// drivers' months. Each is made whole from what is below it.
import { firstDayOf, lastDayOf } from "../../core/analysis/civilHours.ts";
import { driverMonth } from "../../core/analysis/driverMonth.ts";
import { packed, sumOf } from "../../core/analysis/figures.ts";
import { dateOfNumber, monthOfNumber } from "../../core/analysis/slots.ts";
import { packedConnectors, packedDay } from "../../core/analysis/stationMonth.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { deleteDue, type Due } from "../db/analysis/due.ts";
import { readDriverFacts } from "../db/analysis/driverFacts.ts";
import { stationsTodayQuery, upsertToday } from "../db/analysis/today.ts";
import {
  daysQuery,
  stationsOfDayQuery,
  upsertDays,
  upsertDriverMonth,
  upsertStationMonth,
} from "../db/analysis/rollups.ts";
import { runBatch, type Statement } from "../db/statements.ts";

/** As many as a batch may hold rows of some ten KB, and as calls may wait side by side. */
const AT_ONCE = 6;

type Derived = Exclude<Due["kind"], "station" | "claimed">;

/** In a list, since a statement by itself would run when it is waited for. */
const madeOf: Record<Derived, (db: Database, due: Due) => Promise<Statement[]>> = {
  operatorToday: async (db, { subjectId, fromNumber }) => {
    const day = dateOfNumber(fromNumber);
    const rows = await stationsTodayQuery(db, { operatorId: subjectId, day });
    // The day is over, and all of its stations are counted whole.
    if (rows.length === 0) return [];
    const sum = { ...sumOf(rows.map(({ figures }) => figures)), connectors: {} };
    const untilMs = Math.min(...rows.map((row) => row.untilMs));
    return [upsertToday(db, { scope: "operator", subjectId, day, untilMs, figures: packed(sum) })];
  },
  operatorDay: async (db, { subjectId, fromNumber }) => {
    const day = dateOfNumber(fromNumber);
    const rows = await stationsOfDayQuery(db, { operatorId: subjectId, day });
    // Connectors are a station's own; an operator's would be too many for a row.
    const sum = { ...sumOf(rows.map(({ figures }) => figures)), connectors: {} };
    return [upsertDays(db, [{ scope: "operator", subjectId, day, figures: packed(sum) }])];
  },
  stationMonth: async (db, { subjectId, fromNumber }) => {
    const month = monthOfNumber(fromNumber);
    const [from, to] = [firstDayOf(month), lastDayOf(month)];
    const rows = await daysQuery(db, { scope: "station", subjectId }, { from, to });
    const counted = rows.map(({ day, figures }) => ({
      day: Number(day.slice(8)),
      figures: sumOf([figures]),
    }));
    const byDay = new Map(counted.map(({ day, figures }) => [day, packedDay(figures)]));
    return [
      upsertStationMonth(db, {
        stationId: subjectId,
        month,
        days: Array.from({ length: Number(to.slice(8)) }, (_, at) => byDay.get(at + 1) ?? null),
        revenueByHourFen: sumOf(rows.map(({ figures }) => figures)).hours.revenueFen,
        connectors: packedConnectors(counted),
      }),
    ];
  },
  driverMonth: async (db, { subjectId, fromNumber }) => {
    const month = monthOfNumber(fromNumber);
    const facts = await readDriverFacts(db, { operatorId: subjectId, month });
    const most = limits.analysisDrivers.most;
    const figures = driverMonth(facts.slice(0, most), { month, isCut: facts.length > most });
    return [upsertDriverMonth(db, { operatorId: subjectId, month, figures })];
  },
};

/** Each due row goes with what it asked for; some at a time, so that a crash loses little. */
export async function derive(
  db: Database,
  due: readonly (Due & { readonly kind: Derived })[],
): Promise<void> {
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const some = due.slice(from, from + AT_ONCE);
    const made = await Promise.all(some.map((one) => madeOf[one.kind](db, one)));
    await runBatch(db, [...made.flat(), deleteDue(db, some)]);
  }
}
