// When a station is usually busy, from the sessions of the last weeks.
import type { stationHours } from "../../db/tables/search.ts";

const HOURS_OF_DAY = 24;
const DAYS_OF_WEEK = 7;

type Hours = Pick<typeof stationHours.$inferSelect, "takenMinutes" | "weeks" | "connectors">;

/** Percent of connectors that were taken, by weekday (Sunday first) and hour; null without a week. */
export function usuallyBusy({ takenMinutes, weeks, connectors }: Hours): number[][] | null {
  if (weeks === 0 || connectors === 0) return null;
  const whole = weeks * connectors * 60;
  return Array.from({ length: DAYS_OF_WEEK }, (_, day) =>
    takenMinutes
      .slice(day * HOURS_OF_DAY, (day + 1) * HOURS_OF_DAY)
      .map((minutes) => Math.min(100, Math.round((100 * minutes) / whole))),
  );
}
