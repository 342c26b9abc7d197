// A file for the driver: the browser downloads it.
import type { FileWay } from "./types.ts";

export const fileWay: FileWay = "download";

/** False where it was not taken. */
export function saveFile(name: string, text: string): Promise<boolean> {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // After the click the browser still reads it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return Promise.resolve(true);
}
