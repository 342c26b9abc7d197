// Reports of weeks and months: one row each, never changed.
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { ReportKind } from "../../../core/contract/admin/analysisReports.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { analysisReports } from "../tables/analysis.ts";
import { operators } from "../tables/operators.ts";

export const operatorsAfterQuery = (
  db: Database,
  { after, limit }: { readonly after: string; readonly limit: number },
) =>
  db
    .select({ operatorId: operators.operatorId })
    .from(operators)
    .where(gt(operators.operatorId, after))
    .orderBy(asc(operators.operatorId))
    .limit(limit);

type Key = { readonly operatorId: string; readonly kind: ReportKind; readonly fromDay: string };

const isOne = ({ operatorId, kind, fromDay }: Key) =>
  and(
    eq(analysisReports.operatorId, operatorId),
    eq(analysisReports.fromDay, fromDay),
    eq(analysisReports.kind, kind),
  );

export const reportExistsQuery = (db: Database, key: Key) =>
  db.select({ kind: analysisReports.kind }).from(analysisReports).where(isOne(key));

export const reportQuery = (db: Database, key: Key) =>
  db.select().from(analysisReports).where(isOne(key));

export const insertReport = (db: Database, row: typeof analysisReports.$inferSelect) =>
  db.insert(analysisReports).values(row).onConflictDoNothing();

/** Newest first: two years of weeks. */
export const reportsQuery = (
  db: Database,
  { operatorId, kind }: { readonly operatorId: string; readonly kind: ReportKind | undefined },
) =>
  db
    .select({
      kind: analysisReports.kind,
      fromDay: analysisReports.fromDay,
      toDay: analysisReports.toDay,
      madeAtMs: analysisReports.madeAtMs,
    })
    .from(analysisReports)
    .where(
      and(
        eq(analysisReports.operatorId, operatorId),
        kind === undefined ? undefined : eq(analysisReports.kind, kind),
      ),
    )
    .orderBy(desc(analysisReports.fromDay))
    .limit(limits.pageSize.most);
