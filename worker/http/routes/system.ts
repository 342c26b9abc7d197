// What stands beside the API: the documentation, the health check, and the apps' pages.
import { sql } from "drizzle-orm";
import { supportedSubprotocols } from "../../../core/ocpp/versions.ts";
import { dbOf } from "../../db/database.ts";
import { cookieNameFor } from "../auth/staffCookie.ts";
import type { App, AppContext } from "../context.ts";
import { logError, problemResponse } from "../errors.ts";
import { openApiDocument } from "../openapi.ts";

export function systemRoutes(app: App): void {
  app.get("/openapi.json", (c) => c.body(documentText(c), 200, documentHeaders));
  app.get("/healthz", health);
  app.get("/", (c) => c.redirect("/app/", 302));
  for (const page of ["/app", "/admin"]) {
    app.get(page, (c) => c.redirect(`${page}/`, 302));
    app.get(`${page}/*`, (c) => appPage(c, `${page}/`));
  }
}

const documentHeaders = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "public, max-age=300",
  "x-content-type-options": "nosniff",
};

/** Made once an isolate for each origin, and a deployment has one. */
const documents = new Map<string, string>();

function documentText(c: AppContext): string {
  const origin = c.env.PUBLIC_ORIGIN;
  const known = documents.get(origin);
  if (known !== undefined) return known;
  const text = JSON.stringify(openApiDocument(origin, cookieNameFor(origin)));
  documents.set(origin, text);
  return text;
}

/** Says whether the database answers; nothing else of the inside. */
async function health(c: AppContext): Promise<Response> {
  try {
    await dbOf(c.env).get(sql`select 1`);
  } catch (error) {
    logError("health check failed", error, { requestId: c.var.requestId });
    return problemResponse(c, { code: "unavailable" });
  }
  const versions = { api: "v1", ocpp: supportedSubprotocols };
  return c.json({ status: "ok", versions }, 200, { "cache-control": "no-store" });
}

/**
 * A file of the app, or for a path without an extension the app itself, which knows its own pages.
 * A missing file stays missing: a script answered with a page would only fail later and stranger.
 */
async function appPage(c: AppContext, root: string): Promise<Response> {
  const found = await c.env.ASSETS.fetch(c.req.raw);
  if (found.status !== 404) return found;
  const last = c.req.path.slice(c.req.path.lastIndexOf("/") + 1);
  if (last.includes(".")) return problemResponse(c, { code: "not_found" });
  return c.env.ASSETS.fetch(new Request(new URL(root, c.req.url), c.req.raw));
}
