// Who came to a station and found nothing free, counted by the hour. Triggers of `waitings` count
// those who wait; here are those who were refused.
import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { unmetDemand } from "./tables/analysis.ts";

const HOUR_MS = 3_600_000;

export const countRefused = (
  db: Database,
  { stationId, atMs }: { readonly stationId: string; readonly atMs: number },
) =>
  db
    .insert(unmetDemand)
    .values({ stationId, hourMs: atMs - (atMs % HOUR_MS), refused: 1 })
    .onConflictDoUpdate({
      target: [unmetDemand.stationId, unmetDemand.hourMs],
      set: { refused: sql`${unmetDemand.refused} + 1` },
    });
