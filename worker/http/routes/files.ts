// The addresses that chargers are given: an image to fetch, and a place for their logs. A token in
// the address is all that they show; it was made for one pile and one purpose, and opens for a time.
import { limits } from "../../../core/limits.ts";
import { dbOf } from "../../db/database.ts";
import { diagnosticsReceived, openDiagnosticsQuery } from "../../db/diagnostics.ts";
import { imageOfTokenQuery } from "../../db/firmware.ts";
import { diagnosticsKey, firmwareKey, storeBody, storeBytes } from "../../firmware/files.ts";
import type { App, AppContext } from "../context.ts";
import { problemResponse } from "../errors.ts";

export function fileRoutes(app: App): void {
  app.on(["GET", "HEAD"], "/files/firmware/:token/:fileName", sendImage);
  // Chargers differ: some put the file under its name, others post it to the folder.
  app.on(["PUT", "POST"], "/files/diagnostics/:token", takeLogs);
  app.on(["PUT", "POST"], "/files/diagnostics/:token/:fileName", takeLogs);
}

async function sendImage(c: AppContext): Promise<Response> {
  const { token = "" } = c.req.param();
  const found = await imageOfTokenQuery(dbOf(c.env), token, c.var.nowMs).get();
  if (found === undefined) return problemResponse(c, { code: "not_found" });
  // A poor link resumes where it broke off.
  const isPart = c.req.header("range") !== undefined;
  const file = await c.env.FILES.get(
    firmwareKey(found.image.firmwareId),
    isPart ? { range: new Headers({ range: c.req.header("range") ?? "" }) } : {},
  );
  if (file === null) return problemResponse(c, { code: "not_found" });
  const headers = new Headers({
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
    "cache-control": "no-store",
    etag: file.httpEtag,
    "x-content-type-options": "nosniff",
  });
  const range = isPart ? rangeOf(file) : null;
  headers.set("content-length", String(range === null ? file.size : range.length));
  if (range !== null) {
    const last = range.offset + range.length - 1;
    headers.set("content-range", `bytes ${range.offset}-${last}/${file.size}`);
  }
  const body = c.req.method === "HEAD" ? null : file.body;
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

/** Which bytes R2 has given. */
function rangeOf({ range, size }: R2ObjectBody): { offset: number; length: number } | null {
  if (range === undefined) return null;
  const asked: { offset?: number; length?: number; suffix?: number } = range;
  if (asked.suffix !== undefined) {
    const length = Math.min(asked.suffix, size);
    return { offset: size - length, length };
  }
  const offset = asked.offset ?? 0;
  return { offset, length: asked.length ?? size - offset };
}

async function takeLogs(c: AppContext): Promise<Response> {
  const db = dbOf(c.env);
  const { token = "", fileName = "" } = c.req.param();
  const row = await openDiagnosticsQuery(db, token, c.var.nowMs).get();
  if (row === undefined) return problemResponse(c, { code: "not_found" });
  const form = await formFile(c);
  const key = diagnosticsKey(row.diagnosticsId);
  const stored =
    form === null
      ? await storeBody(c.env.FILES, key, c.req.raw, limits.diagnosticsBytes.most)
      : await storeBytes(c.env.FILES, key, new Uint8Array(await form.arrayBuffer()));
  if (!stored.ok) return problemResponse(c, stored.error);
  await diagnosticsReceived(db, {
    diagnosticsId: row.diagnosticsId,
    fileName: harmless(form?.name ?? fileName),
    sizeBytes: stored.value.sizeBytes,
    receivedAtMs: c.var.nowMs,
  });
  return c.body(null, 201);
}

/** The one file of a form, as some chargers send it; null for a body that is the file itself. */
async function formFile(c: AppContext): Promise<File | null> {
  const type = c.req.header("content-type") ?? "";
  const length = Number(c.req.header("content-length") ?? 0);
  if (!type.startsWith("multipart/form-data") || length > limits.unsizedBytes.most) return null;
  const form = await c.req.raw.formData();
  return [...form.values()].find((value): value is File => value instanceof File) ?? null;
}

/** A name that any system of files takes, and that ends no header. */
const harmless = (name: string): string => {
  const kept = name.replace(/[^A-Za-z0-9._-]/g, "_").slice(-80);
  return kept === "" ? "diagnostics.log" : kept;
};
