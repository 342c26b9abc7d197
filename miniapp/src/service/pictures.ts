// Sending a picture to the platform, which names it for what it will belong to.
import { answerOf, type CallRefusal } from "../../../core/contract/client.ts";
import { type Picture, uploadPicture } from "../../../core/contract/pictures.ts";
import { err, type Result } from "../../../core/result.ts";
import type { LocalPicture } from "../platform/types.ts";
import { freshToken } from "./api.ts";

export async function sendPicture(picture: LocalPicture): Promise<Result<Picture, CallRefusal>> {
  const token = await freshToken();
  const headers: Record<string, string> =
    token === null ? {} : { authorization: `Bearer ${token}` };
  try {
    return answerOf(uploadPicture, await picture.send(uploadPicture.path, headers));
  } catch (reason) {
    return err({ kind: "network", reason: String(reason) });
  }
}
