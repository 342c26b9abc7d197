// Pictures from the browser's own chooser, made small before they leave the phone.
import type { ChoosePictures, LocalPicture } from "./types.ts";

/** Enough to read a screen in a picture, and some hundred kilobytes. */
const longestSide = 1_600;
const quality = 0.82;
const timeoutMs = 60_000;

export const choosePictures: ChoosePictures = (most) =>
  new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/jpeg,image/png,image/webp";
    input.multiple = most > 1;
    input.addEventListener("cancel", () => resolve([]));
    input.addEventListener("change", () =>
      resolve(
        Array.from(input.files ?? [])
          .slice(0, most)
          .map(localPicture),
      ),
    );
    input.click();
  });

function localPicture(file: File): LocalPicture {
  const preview = URL.createObjectURL(file);
  return {
    preview,
    send: async (url, headers) => {
      const form = new FormData();
      form.append("file", await smaller(file), "picture");
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      try {
        const options = { method: "POST", headers, body: form, signal: abort.signal };
        const response = await fetch(url, options);
        return { status: response.status, body: await response.text() };
      } finally {
        clearTimeout(timer);
      }
    },
    forget: () => URL.revokeObjectURL(preview),
  };
}

/** As it is, where the browser cannot read it: the platform then says what is wrong. */
async function smaller(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 400_000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/jpeg", quality);
    });
    return blob ?? file;
  } catch {
    return file;
  }
}
