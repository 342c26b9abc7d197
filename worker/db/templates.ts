// What an operator's configurations should say, by model.
import { and, asc, eq } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { configurationTemplates } from "./tables/firmware.ts";

export type TemplateRow = typeof configurationTemplates.$inferSelect;

export const templatesQuery = (db: Database, operatorId: string) =>
  db
    .select()
    .from(configurationTemplates)
    .where(eq(configurationTemplates.operatorId, operatorId))
    .orderBy(asc(configurationTemplates.vendor), asc(configurationTemplates.model))
    .limit(limits.templates.most + 1);

export const putTemplate = (db: Database, row: TemplateRow) =>
  db
    .insert(configurationTemplates)
    .values(row)
    .onConflictDoUpdate({
      target: [
        configurationTemplates.operatorId,
        configurationTemplates.vendor,
        configurationTemplates.model,
      ],
      set: { content: row.content, updatedBy: row.updatedBy, updatedAtMs: row.updatedAtMs },
    });

export const deleteTemplate = (
  db: Database,
  { operatorId, vendor, model }: Pick<TemplateRow, "operatorId" | "vendor" | "model">,
) =>
  db
    .delete(configurationTemplates)
    .where(
      and(
        eq(configurationTemplates.operatorId, operatorId),
        eq(configurationTemplates.vendor, vendor),
        eq(configurationTemplates.model, model),
      ),
    );
