// Pictures in R2, from the upload to the answer of the address that shows one. A row is written
// before the file and deleted after it, so that no file is left without one.
import { randomBytes } from "node:crypto";
import { cleanPicture } from "../../core/pictures/picture.ts";
import { limits } from "../../core/limits.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { dbOf } from "../db/database.ts";
import { claimDiscarded, forgetPictures, insertPicture } from "../db/pictures.ts";
import type { Env } from "../env.ts";
import { storedAs } from "./stored.ts";

const ID_BYTES = 16;

export const pictureUrl = ({ PUBLIC_ORIGIN }: Pick<Env, "PUBLIC_ORIGIN">, pictureId: string) =>
  `${PUBLIC_ORIGIN}/pictures/${pictureId}`;

type Refused = {
  readonly code: "picture_missing" | "picture_not_supported" | "payload_too_large";
};

/** The part `file` of a form; WeChat, Alipay and browsers send it alike. */
export async function receivedFile(request: Request): Promise<Result<Uint8Array, Refused>> {
  const form = await formOf(request);
  const file = form?.get("file");
  if (!(file instanceof File)) return err({ code: "picture_missing" });
  if (file.size > limits.pictureBytes.most) return err({ code: "payload_too_large" });
  return ok(new Uint8Array(await file.arrayBuffer()));
}

/** Null for what is no form. Any other error, as of a body that is too large, is not ours. */
async function formOf(request: Request): Promise<FormData | null> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

type Upload = {
  readonly by: Parameters<typeof insertPicture>[1]["by"];
  readonly bytes: Uint8Array;
  readonly nowMs: number;
};

/** Keeps a picture without its camera's words; it waits to be named by something. */
export async function keepPicture(
  env: Env,
  { by, bytes, nowMs }: Upload,
): Promise<Result<{ readonly pictureId: string }, Refused>> {
  const picture = cleanPicture(bytes);
  if (!picture.ok) return err({ code: picture.error.code });
  const pictureId = randomBytes(ID_BYTES).toString("base64url");
  await insertPicture(dbOf(env), { pictureId, by, nowMs });
  const from = by.driverId === null ? "station" : "driver";
  await env.PICTURES.put(pictureId, picture.value.bytes, storedAs(picture.value.type, from));
  return ok({ pictureId });
}

/** Deletes a part of the pictures that nothing names and whose time is over. */
export async function sweepPictures(env: Env, nowMs: number): Promise<void> {
  const db = dbOf(env);
  const claimed = await claimDiscarded(db, nowMs);
  const pictureIds = claimed.map(({ pictureId }) => pictureId);
  if (pictureIds.length === 0) return;
  await env.PICTURES.delete(pictureIds);
  await forgetPictures(db, pictureIds);
}
