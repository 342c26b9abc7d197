// Filters that people have named, each his own.
import { and, asc, eq, sql } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { savedViews } from "./tables/operators.ts";

type List = { readonly staffId: string; readonly page: string };

const ofList = ({ staffId, page }: List) =>
  and(eq(savedViews.staffId, staffId), eq(savedViews.page, page));

export const savedViewsQuery = (db: Database, list: List) =>
  db
    .select({ name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(ofList(list))
    .orderBy(asc(savedViews.name))
    .limit(limits.savedViewsPerList.most);

/** False where the list has as many as it may have. */
export async function saveView(
  db: Database,
  view: List & { readonly name: string; readonly query: string; readonly nowMs: number },
): Promise<boolean> {
  const { staffId, page, name, query, nowMs } = view;
  const hasRoom = sql`(select count(*) from saved_views as other
    where other.staff_id = ${staffId} and other.page = ${page}) < ${limits.savedViewsPerList.most}`;
  const row = { staffId, page, name, query, createdAtMs: nowMs };
  const [, written] = await db.batch([
    insertWhen(db, savedViews, row, hasRoom),
    db
      .update(savedViews)
      .set({ query })
      .where(and(ofList(view), eq(savedViews.name, name)))
      .returning({ name: savedViews.name }),
  ]);
  return written.length > 0;
}

export const deleteSavedView = (db: Database, view: List & { readonly name: string }) =>
  db.delete(savedViews).where(and(ofList(view), eq(savedViews.name, view.name)));
