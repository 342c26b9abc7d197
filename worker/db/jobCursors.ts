// How far a job that goes round through many rows has come.
import { eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { jobCursors } from "./tables/search.ts";

/** Empty at the beginning of a round. */
export async function positionOf(db: Database, job: string): Promise<string> {
  const row = await db
    .select({ position: jobCursors.position })
    .from(jobCursors)
    .where(eq(jobCursors.job, job))
    .get();
  return row?.position ?? "";
}

/** Writes nothing where it has not moved. */
export async function setPosition(
  db: Database,
  job: string,
  { from, to: position }: { readonly from: string; readonly to: string },
): Promise<void> {
  if (position === from) return;
  await db
    .insert(jobCursors)
    .values({ job, position })
    .onConflictDoUpdate({ target: jobCursors.job, set: { position } });
}
