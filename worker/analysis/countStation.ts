// Counts days of a station from what is stored, whole each time, and says what follows from it.
import { dayFigures } from "../../core/analysis/dayFigures.ts";
import { dayStartMs, datePlus, monthOf, dayOf } from "../../core/analysis/civilHours.ts";
import { packed } from "../../core/analysis/figures.ts";
import { numberOfDate, numberOfMonth } from "../../core/analysis/slots.ts";
import { limits } from "../../core/limits.ts";
import type { CivilDate } from "../../core/pricing/zonedTime.ts";
import type { Database } from "../db/database.ts";
import {
  announceCount,
  insertDue,
  markCounted,
  type Due,
  type StationToCount,
} from "../db/analysis/due.ts";
import { readFacts } from "../db/analysis/facts.ts";
import { upsertDays } from "../db/analysis/rollups.ts";
import { runBatch, type Statement } from "../db/statements.ts";

export type CountedStation = Pick<
  StationToCount,
  "stationId" | "operatorId" | "timeZone" | "connectorKinds"
>;

/** How many days of a station are read at once. */
export const daysAtOnce = ({ connectorKinds }: Pick<StationToCount, "connectorKinds">): number => {
  const connectors = connectorKinds.reduce((sum, [, , , count]) => sum + count, 0);
  const days = Math.floor(limits.rollupConnectorDays.most / Math.max(1, connectors));
  return Math.max(1, Math.min(31, days));
};

/** Consecutive dates in one batch with `also`. */
export async function countDays(
  db: Database,
  station: CountedStation,
  { dates, also = [] }: { readonly dates: readonly CivilDate[]; readonly also?: Statement[] },
): Promise<void> {
  const { stationId, timeZone } = station;
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return runBatch(db, also);
  const span = { fromMs: dayOf(first, timeZone).fromMs, toMs: dayOf(last, timeZone).toMs };
  const facts = await readFacts(db, { stationId, timeZone, ...span });
  const rows = [...dayFigures(facts, dates)].map(([day, figures]) => ({
    scope: "station" as const,
    subjectId: stationId,
    day,
    figures: packed(figures),
  }));
  await runBatch(db, [upsertDays(db, rows), insertDue(db, followingFrom(station, dates)), ...also]);
}

const dueOne = (kind: Due["kind"], subjectId: string, number: number): Due => ({
  kind,
  subjectId,
  fromNumber: number,
  toNumber: number,
});

/** The operator's days, the station's months and the operator's drivers of the months. */
function followingFrom(
  { stationId, operatorId }: CountedStation,
  dates: readonly CivilDate[],
): Due[] {
  const months = [...new Set(dates.map(monthOf))].map(numberOfMonth);
  return [
    ...dates.map((date) => dueOne("operatorDay", operatorId, numberOfDate(date))),
    ...months.map((month) => dueOne("stationMonth", stationId, month)),
    ...months.map((month) => dueOne("driverMonth", operatorId, month)),
  ];
}

/** The next days that a station was never counted for, up to and with `throughDay`. */
export async function countOn(
  db: Database,
  station: CountedStation,
  { fromDay, throughDay }: { readonly fromDay: CivilDate; readonly throughDay: CivilDate },
): Promise<void> {
  const { stationId, timeZone } = station;
  const throughMs = dayStartMs(datePlus(throughDay, 1), timeZone);
  await announceCount(db, { stationId, throughMs });
  const dates: CivilDate[] = [];
  for (let date = fromDay; date <= throughDay; date = datePlus(date, 1)) dates.push(date);
  await countDays(db, station, { dates, also: [markCounted(db, { stationId, throughDay })] });
}
