// Second factors as they are stored. What counts once is taken by the write itself.
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { staff } from "./tables/operators.ts";

export const setSecondFactor = (
  db: Database,
  given: {
    readonly staffId: string;
    readonly totpSealed: string;
    readonly step: number;
    readonly recoveryHashes: readonly string[];
  },
) => {
  const { staffId, totpSealed, step, recoveryHashes } = given;
  return db
    .update(staff)
    .set({ totpSealed, totpLastStep: step, recoveryHashes })
    .where(eq(staff.staffId, staffId));
};

export const noSecondFactor = { totpSealed: null, totpLastStep: null, recoveryHashes: [] };

export const removeSecondFactor = (db: Database, staffId: string) =>
  db.update(staff).set(noSecondFactor).where(eq(staff.staffId, staffId));

export const setRecoveryHashes = (
  db: Database,
  {
    staffId,
    recoveryHashes,
  }: { readonly staffId: string; readonly recoveryHashes: readonly string[] },
) => db.update(staff).set({ recoveryHashes }).where(eq(staff.staffId, staffId));

/** False for a step that was taken, or is older than one that was. */
export async function takeTotpStep(
  db: Database,
  { staffId, step }: { readonly staffId: string; readonly step: number },
): Promise<boolean> {
  const taken = await db
    .update(staff)
    .set({ totpLastStep: step })
    .where(
      and(eq(staff.staffId, staffId), or(isNull(staff.totpLastStep), lt(staff.totpLastStep, step))),
    )
    .returning({ staffId: staff.staffId });
  return taken.length > 0;
}

export async function takeRecoveryCode(
  db: Database,
  { staffId, hash }: { readonly staffId: string; readonly hash: string },
): Promise<boolean> {
  const taken = await db
    .update(staff)
    .set({
      recoveryHashes: sql`(select json_group_array(value) from json_each(${staff.recoveryHashes})
        where value <> ${hash})`,
    })
    .where(
      and(
        eq(staff.staffId, staffId),
        sql`exists (select 1 from json_each(${staff.recoveryHashes}) where value = ${hash})`,
      ),
    )
    .returning({ staffId: staff.staffId });
  return taken.length > 0;
}
