// Files for chargers and from them: images that they fetch and logs that they send, each by an
// address whose token was made for it alone and opens for a time.
import { randomBytes } from "node:crypto";
import { limits } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { dbOf } from "../db/database.ts";
import { deleteDiagnostics, oldDiagnosticsQuery } from "../db/diagnostics.ts";
import type { Env } from "../env.ts";

/** 128 random bits, as the pictures' ids. */
export const newToken = (): string => randomBytes(16).toString("base64url");

export const firmwareKey = (firmwareId: string): string => `firmware/${firmwareId}`;
export const diagnosticsKey = (diagnosticsId: string): string => `diagnostics/${diagnosticsId}`;

type Origin = Pick<Env, "PUBLIC_ORIGIN">;

/** The name stands at the end, because chargers tell kinds of images by it. */
export const firmwareUrl = ({ PUBLIC_ORIGIN }: Origin, token: string, fileName: string): string =>
  `${PUBLIC_ORIGIN}/files/firmware/${token}/${fileName}`;

/** A folder: a charger puts its file there under its own name, or posts it there. */
export const diagnosticsUrl = ({ PUBLIC_ORIGIN }: Origin, token: string): string =>
  `${PUBLIC_ORIGIN}/files/diagnostics/${token}`;

type Refused = { readonly code: "file_missing" | "payload_too_large" };
export type StoredFile = { readonly sizeBytes: number; readonly sha256: string };

/**
 * Streams a body to R2 while its SHA-256 is computed. A body that does not say how long it is, as
 * some chargers send it, is taken whole, and may be shorter.
 */
export async function storeBody(
  bucket: R2Bucket,
  key: string,
  { body, headers }: Pick<Request, "body" | "headers">,
  mostBytes: number,
): Promise<Result<StoredFile, Refused>> {
  if (body === null) return err({ code: "file_missing" });
  const length = Number(headers.get("content-length") ?? Number.NaN);
  if (!Number.isInteger(length)) return storeWhole(bucket, key, body);
  if (length === 0) return err({ code: "file_missing" });
  if (length > mostBytes) return err({ code: "payload_too_large" });
  const digest = new crypto.DigestStream("SHA-256");
  const sized = new FixedLengthStream(length);
  await Promise.all([copyTo([sized.writable, digest], body), bucket.put(key, sized.readable)]);
  return ok({ sizeBytes: length, sha256: hex(await digest.digest) });
}

/** Part by part: a body that was made within the Worker cannot be piped into another such stream. */
async function copyTo(
  targets: readonly WritableStream<Uint8Array>[],
  body: ReadableStream<Uint8Array>,
): Promise<void> {
  const writers = targets.map((target) => target.getWriter());
  try {
    for await (const part of body) await Promise.all(writers.map((writer) => writer.write(part)));
    await Promise.all(writers.map((writer) => writer.close()));
  } catch (error) {
    await Promise.allSettled(writers.map((writer) => writer.abort(error)));
    throw error;
  }
}

async function storeWhole(
  bucket: R2Bucket,
  key: string,
  body: ReadableStream<Uint8Array>,
): Promise<Result<StoredFile, Refused>> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of body) {
    sizeBytes += part.byteLength;
    if (sizeBytes > limits.unsizedBytes.most) return err({ code: "payload_too_large" });
    parts.push(part);
  }
  if (sizeBytes === 0) return err({ code: "file_missing" });
  return storeBytes(bucket, key, Buffer.concat(parts));
}

export async function storeBytes(
  bucket: R2Bucket,
  key: string,
  bytes: Uint8Array,
): Promise<Result<StoredFile, never>> {
  await bucket.put(key, bytes);
  const sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
  return ok({ sizeBytes: bytes.byteLength, sha256 });
}

const hex = (digest: ArrayBuffer): string => Buffer.from(digest).toString("hex");

/** Deletes a part of the logs whose time is over: the file first, so that none is left without a row. */
export async function sweepFiles(env: Env, nowMs: number): Promise<void> {
  const db = dbOf(env);
  const old = await oldDiagnosticsQuery(db, nowMs);
  if (old.length === 0) return;
  const ids = old.map(({ diagnosticsId }) => diagnosticsId);
  await env.FILES.delete(ids.map(diagnosticsKey));
  await deleteDiagnostics(db, ids);
}
