// Which version of policy and agreement a driver has agreed to.
import { desc, eq } from "drizzle-orm";
import type { Database } from "./database.ts";
import { consents } from "./tables/personal.ts";

/** The first time counts; again changes nothing. */
export const insertConsent = (db: Database, row: typeof consents.$inferInsert) =>
  db.insert(consents).values(row).onConflictDoNothing();

/** All that he has agreed to, the newest version first: versions are dates. */
export const consentsQuery = (db: Database, driverId: string) =>
  db
    .select({ policyVersion: consents.policyVersion, atMs: consents.atMs })
    .from(consents)
    .where(eq(consents.driverId, driverId))
    .orderBy(desc(consents.policyVersion));
