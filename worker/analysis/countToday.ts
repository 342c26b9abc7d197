// Counts a station's day that is not over, up to its last full hour, and says what follows from it.
import { dayFigures } from "../../core/analysis/dayFigures.ts";
import { dayStartMs } from "../../core/analysis/civilHours.ts";
import { packed } from "../../core/analysis/figures.ts";
import { numberOfDate } from "../../core/analysis/slots.ts";
import { factsUntil, hourStartMs } from "../../core/analysis/soFar.ts";
import { civilTime } from "../../core/pricing/zonedTime.ts";
import type { Database } from "../db/database.ts";
import { insertDue, type StationInRound } from "../db/analysis/due.ts";
import { readFacts } from "../db/analysis/facts.ts";
import { upsertToday } from "../db/analysis/today.ts";
import { runBatch } from "../db/statements.ts";

/** True where a full hour of today has passed that is not counted. */
export function isBehindToday({ timeZone, untilMs }: StationInRound, nowMs: number): boolean {
  const hourMs = hourStartMs(nowMs, timeZone);
  return hourMs > dayStartMs(civilTime(nowMs, timeZone).date, timeZone) && (untilMs ?? 0) < hourMs;
}

export async function countToday(
  db: Database,
  { stationId, operatorId, timeZone }: StationInRound,
  nowMs: number,
): Promise<void> {
  const day = civilTime(nowMs, timeZone).date;
  const untilMs = hourStartMs(nowMs, timeZone);
  const span = { fromMs: dayStartMs(day, timeZone), toMs: untilMs };
  const facts = await readFacts(db, { stationId, timeZone, ...span });
  for (const [, figures] of dayFigures(factsUntil(facts, untilMs), [day], untilMs)) {
    const number = numberOfDate(day);
    await runBatch(db, [
      upsertToday(db, {
        scope: "station",
        subjectId: stationId,
        day,
        untilMs,
        figures: packed(figures),
      }),
      insertDue(db, [
        { kind: "operatorToday", subjectId: operatorId, fromNumber: number, toNumber: number },
      ]),
    ]);
  }
}
