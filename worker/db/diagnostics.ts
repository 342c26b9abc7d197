// Rows of the logs that chargers were asked for.
import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { listOf } from "./statements.ts";
import { diagnostics } from "./tables/firmware.ts";

export type DiagnosticsRow = typeof diagnostics.$inferSelect;

export const insertDiagnostics = (db: Database, row: DiagnosticsRow) =>
  db.insert(diagnostics).values(row);

export const deleteDiagnostics = (db: Database, diagnosticsIds: readonly string[]) =>
  db.delete(diagnostics).where(sql`${diagnostics.diagnosticsId} in ${listOf(diagnosticsIds)}`);

export const diagnosticsOfPileQuery = (
  db: Database,
  {
    pileId,
    before,
    limit,
  }: { readonly pileId: string; readonly before: string | undefined; readonly limit: number },
) =>
  db
    .select()
    .from(diagnostics)
    .where(
      and(
        eq(diagnostics.pileId, pileId),
        before === undefined ? undefined : lt(diagnostics.diagnosticsId, before),
      ),
    )
    .orderBy(desc(diagnostics.diagnosticsId))
    .limit(limit);

export const operatorDiagnosticsQuery = (
  db: Database,
  { operatorId, diagnosticsId }: { readonly operatorId: string; readonly diagnosticsId: string },
) =>
  db
    .select()
    .from(diagnostics)
    .where(
      and(eq(diagnostics.diagnosticsId, diagnosticsId), eq(diagnostics.operatorId, operatorId)),
    );

/** For a charger that shows the token; one file for one token. */
export const openDiagnosticsQuery = (db: Database, token: string, nowMs: number) =>
  db
    .select()
    .from(diagnostics)
    .where(
      and(
        eq(diagnostics.token, token),
        gt(diagnostics.tokenUntilMs, nowMs),
        isNull(diagnostics.receivedAtMs),
      ),
    );

export const diagnosticsReceived = (
  db: Database,
  {
    diagnosticsId,
    ...file
  }: {
    readonly diagnosticsId: string;
    readonly fileName: string;
    readonly sizeBytes: number;
    readonly receivedAtMs: number;
  },
) => db.update(diagnostics).set(file).where(eq(diagnostics.diagnosticsId, diagnosticsId));

/** What a charger says of its upload: of the last one that it was asked for. */
export const diagnosticsTold = (
  db: Database,
  pileId: string,
  { status, atMs }: { readonly status: string; readonly atMs: number },
) =>
  db
    .update(diagnostics)
    .set({ status, statusAtMs: atMs })
    .where(
      inArray(
        diagnostics.diagnosticsId,
        db
          .select({ diagnosticsId: diagnostics.diagnosticsId })
          .from(diagnostics)
          .where(and(eq(diagnostics.pileId, pileId), lte(diagnostics.askedAtMs, atMs)))
          .orderBy(desc(diagnostics.diagnosticsId))
          .limit(1),
      ),
    );

export const oldDiagnosticsQuery = (db: Database, nowMs: number) =>
  db
    .select({ diagnosticsId: diagnostics.diagnosticsId })
    .from(diagnostics)
    .where(lte(diagnostics.discardAtMs, nowMs))
    .orderBy(asc(diagnostics.discardAtMs))
    .limit(limits.filesSwept.most);
