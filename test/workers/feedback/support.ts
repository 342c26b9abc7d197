// What the tests of favourites, reviews, reports and pictures share.
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { Problem } from "../../../core/contract/problems.ts";
import { uploadPicture } from "../../../core/contract/pictures.ts";
import { cameraPictures } from "../../../core/pictures/support/cameraPictures.ts";
import { send, type Headers } from "../http/support.ts";

export type Uploaded = { readonly status: number; readonly code: string | null; body: unknown };

/** As uploadFile of the mini-programs and a browser's form do it. */
export async function upload(
  path: string,
  headers: Headers,
  bytes: Uint8Array<ArrayBuffer> = cameraPictures.jpeg,
): Promise<Uploaded> {
  const body = new FormData();
  body.set("file", new Blob([bytes], { type: "text/html" }), "a.html");
  const response = await send(path, { method: "POST", headers, body });
  const answered: unknown = await response.json();
  const problem = Problem.safeParse(answered);
  return { status: response.status, code: problem.data?.code ?? null, body: answered };
}

/** The id and the address of a picture that a driver just uploaded. */
export async function aPicture(driver: Headers, bytes?: Uint8Array<ArrayBuffer>) {
  const { body } = await upload(uploadPicture.path, driver, bytes);
  return uploadPicture.output.parse(body);
}

export const pathOf = ({ path }: Endpoint, stationId: string): string =>
  path.replace(":stationId", stationId);
