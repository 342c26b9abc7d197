// Pictures that drivers send: uploaded first, then named by what they belong to.
import * as z from "zod/mini";
import { limits } from "../limits.ts";
import { endpoint } from "./endpoint.ts";

/** 128 random bits, base64url: who was not told it does not find it. */
export const PictureId = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));

export const Picture = z.object({
  pictureId: PictureId,
  /** Whole; it needs no token. */
  url: z.string(),
});
export type Picture = z.infer<typeof Picture>;

export const pictureIds = () =>
  z._default(z.array(PictureId).check(z.maxLength(limits.picturesPerReport.most)), []);

export const uploadPicture = endpoint({
  method: "POST",
  path: "/api/v1/pictures",
  access: "driver",
  tag: "Driver",
  body: "file",
  summary:
    "Upload a JPEG, PNG or WebP picture, which loses all that it says about camera and place; kept for a day until something names it",
  input: z.object({}),
  output: Picture,
  problems: ["picture_not_supported", "picture_missing"],
});

export const discardPicture = endpoint({
  method: "DELETE",
  path: "/api/v1/pictures/:pictureId",
  access: "driver",
  tag: "Driver",
  summary: "Throw away a picture that I uploaded and that nothing names yet",
  input: z.object({ pictureId: PictureId }),
  output: z.object({}),
  problems: ["picture_not_found"],
});
