// Drivers' uploads, and the address that shows a picture to whoever was told its id.
import { discardPicture, PictureId, uploadPicture } from "../../../core/contract/pictures.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { discardWaiting, waitingPicturesQuery } from "../../db/pictures.ts";
import { keepPicture, pictureUrl, receivedFile } from "../../pictures/pictures.ts";
import type { App, AppContext } from "../context.ts";
import { problemResponse } from "../errors.ts";
import { serveDriver } from "../serve.ts";

export function pictureRoutes(app: App): void {
  serveDriver(app, uploadPicture, async ({ env, driver, http, nowMs }) => {
    const { driverId } = driver;
    const waiting = await waitingPicturesQuery(dbOf(env), driverId);
    if (waiting.length >= limits.waitingPictures.most) return err({ code: "too_many_requests" });
    const file = await receivedFile(http.req.raw);
    if (!file.ok) return file;
    const by = { driverId, staffId: null };
    const kept = await keepPicture(env, { by, bytes: file.value, nowMs });
    if (!kept.ok) return kept;
    const { pictureId } = kept.value;
    return ok({ pictureId, url: pictureUrl(env, pictureId) });
  });
  serveDriver(app, discardPicture, async ({ env, driver, input, nowMs }) => {
    const { driverId } = driver;
    const discarded = await discardWaiting(dbOf(env), { ...input, driverId, nowMs });
    return discarded.length === 0 ? err({ code: "picture_not_found" }) : ok({});
  });
  app.get("/pictures/:pictureId", showPicture);
}

/** Nothing in a picture may run: an SVG or a page under another name never gets here, nor out. */
const SAFE = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
  "content-disposition": "inline",
};

async function showPicture(c: AppContext): Promise<Response> {
  const pictureId = PictureId.safeParse(c.req.param("pictureId"));
  if (!pictureId.success) return problemResponse(c, { code: "picture_not_found" });
  const found = await c.env.PICTURES.get(pictureId.data, conditionOf(c));
  if (found === null) return problemResponse(c, { code: "picture_not_found" });
  const headers = new Headers(SAFE);
  found.writeHttpMetadata(headers);
  headers.set("etag", found.httpEtag);
  // Without a body, the client's own copy is the same.
  return "body" in found
    ? new Response(found.body, { headers })
    : new Response(null, { status: 304, headers });
}

/** Of the conditions that HTTP knows, the one of caches. */
function conditionOf(c: AppContext): R2GetOptions {
  const known = c.req.header("if-none-match");
  return known === undefined ? {} : { onlyIf: new Headers({ "if-none-match": known }) };
}
