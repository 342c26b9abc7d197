// What the configuration of an operator's piles should say.
import {
  adminGetPileTemplate,
  adminListTemplates,
  adminPutTemplate,
  type ConfigurationTemplate,
} from "../../../../core/contract/admin/templates.ts";
import { limits } from "../../../../core/limits.ts";
import { isSecretKey } from "../../../../core/ocpp/secrets.ts";
import { err, ok } from "../../../../core/result.ts";
import { adminPileQuery } from "../../../db/adminPiles.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import {
  deleteTemplate,
  putTemplate,
  templatesQuery,
  type TemplateRow,
} from "../../../db/templates.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminTemplateRoutes(app: App): void {
  serveStaff(app, adminListTemplates, async ({ env, staff }) =>
    ok({ items: await shown(dbOf(env), staff.operatorId) }),
  );
  serveStaff(app, adminPutTemplate, put);
  serveStaff(app, adminGetPileTemplate, ofPile);
}

const view = ({ content, operatorId: _operator, ...row }: TemplateRow): ConfigurationTemplate => ({
  ...row,
  keys: [...content],
});

const shown = async (db: Database, operatorId: string): Promise<ConfigurationTemplate[]> =>
  (await templatesQuery(db, operatorId)).map(view);

async function put({ env, input, nowMs, staff }: Call<typeof adminPutTemplate, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId, displayName } = staff;
  const { vendor, model, keys } = input;
  // A password for all piles is none, and a template is read by everybody.
  if (keys.some(({ key }) => isSecretKey(key))) return err({ code: "key_is_secret" });
  const before = await templatesQuery(db, operatorId);
  const isKnown = before.some((row) => row.vendor === vendor && row.model === model);
  if (!isKnown && before.length >= limits.templates.most) return err({ code: "templates_full" });
  // The last word on a key counts.
  const content = [...new Map(keys.map((one) => [one.key, one])).values()];
  const row = { operatorId, vendor, model };
  const written = { ...row, content, updatedBy: displayName, updatedAtMs: nowMs };
  await db.batch([
    keys.length === 0 ? deleteTemplate(db, row) : putTemplate(db, written),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminPutTemplate",
      subject: `${vendor} ${model}`.trim(),
      detail: { vendor, model, keys: content },
      nowMs,
    }),
  ]);
  return ok({ items: await shown(db, operatorId) });
}

async function ofPile({ env, input, staff }: Call<typeof adminGetPileTemplate, ByStaff>) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const pile = await adminPileQuery(db, { operatorId, pileId: input.pileId }).get();
  if (pile === undefined) return err({ code: "pile_not_found" });
  const all = await templatesQuery(db, operatorId);
  const keys = new Map(
    all
      .filter(({ vendor, model }) => vendor === "" && model === "")
      .concat(all.filter(({ vendor, model }) => vendor === pile.vendor && model === pile.model))
      .flatMap(({ content }) => content)
      .map((one) => [one.key, one] as const),
  );
  return ok({ keys: [...keys.values()].toSorted((one, other) => (one.key < other.key ? -1 : 1)) });
}
