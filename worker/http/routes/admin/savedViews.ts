// One's own saved filters of the admin's lists. They are nobody else's business, nor the audit's.
import * as contract from "../../../../core/contract/admin/savedViews.ts";
import { err, ok } from "../../../../core/result.ts";
import { dbOf } from "../../../db/database.ts";
import { deleteSavedView, savedViewsQuery, saveView } from "../../../db/savedViews.ts";
import type { App } from "../../context.ts";
import { serveStaff } from "../../serve.ts";

export function adminSavedViewRoutes(app: App): void {
  serveStaff(app, contract.adminListSavedViews, async ({ env, input, staff }) => {
    const list = { staffId: staff.staffId, page: input.page };
    return ok({ items: await savedViewsQuery(dbOf(env), list) });
  });
  serveStaff(app, contract.adminSaveView, async ({ env, input, nowMs, staff }) => {
    const isSaved = await saveView(dbOf(env), { ...input, staffId: staff.staffId, nowMs });
    return isSaved ? ok({}) : err({ code: "saved_views_full" });
  });
  serveStaff(app, contract.adminDeleteSavedView, async ({ env, input, staff }) => {
    await deleteSavedView(dbOf(env), { ...input, staffId: staff.staffId });
    return ok({});
  });
}
