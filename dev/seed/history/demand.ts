// Drivers who came and found no connector free: at the busy hours of popular stations.
import type { unmetDemand } from "../../../worker/db/tables/analysis.ts";
import type { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";
import { popularStations } from "./popular.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Hours of the day at which people queue. */
const BUSY_HOURS = [12, 18, 19, 20] as const;

export function makeDemand(
  random: Random,
  piles: readonly DemoPile[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): (typeof unmetDemand.$inferInsert)[] {
  const rows: (typeof unmetDemand.$inferInsert)[] = [];
  for (const stationId of popularStations(piles)) {
    for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
      for (const hour of BUSY_HOURS) {
        const hourMs = dayMs + hour * HOUR_MS;
        if (random.next() > 0.3 || hourMs + HOUR_MS > toMs) continue;
        const joined = Math.floor(random.between(0, 3));
        const waitedMs = Math.floor(joined * random.between(3, 40) * 60_000);
        rows.push({
          stationId,
          hourMs,
          joined,
          waitedMs,
          refused: 1 + Math.floor(random.next() * 2),
        });
      }
    }
  }
  return rows;
}
