// A picture as it may be kept: recognised by its bytes, whatever it was called, and without what
// its camera says of place, time, owner and itself.
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import { isJpeg, strippedJpeg } from "./jpeg.ts";
import { isPng, strippedPng } from "./png.ts";
import type { Stripped } from "./stripped.ts";
import { isWebp, strippedWebp } from "./webp.ts";

type PictureType = "image/jpeg" | "image/png" | "image/webp";

export type CleanPicture = Stripped & { readonly type: PictureType };

type PictureRefusal = {
  readonly code: "picture_not_supported";
  readonly reason: "unknown_format" | "damaged" | "too_many_pixels";
};

const formats = [
  { type: "image/jpeg", is: isJpeg, strip: strippedJpeg },
  { type: "image/png", is: isPng, strip: strippedPng },
  { type: "image/webp", is: isWebp, strip: strippedWebp },
] as const;

const refused = (reason: PictureRefusal["reason"]): Result<never, PictureRefusal> =>
  err({ code: "picture_not_supported", reason });

/** The pixels are left as they are: nothing is decoded, so a picture is as good as it was. */
export function cleanPicture(bytes: Uint8Array): Result<CleanPicture, PictureRefusal> {
  const format = formats.find(({ is }) => is(bytes));
  if (format === undefined) return refused("unknown_format");
  const stripped = format.strip(bytes);
  if (stripped === null || stripped.width === 0 || stripped.height === 0) return refused("damaged");
  if (stripped.width * stripped.height > limits.picturePixels.most) {
    return refused("too_many_pixels");
  }
  return ok({ type: format.type, ...stripped });
}
