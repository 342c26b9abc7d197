// A PNG file by its chunks (PNG, third edition): those that make the picture. Texts, times, Exif and
// animations are left out.
import { joined, nameAt, u32 } from "./bytes.ts";
import type { Stripped } from "./stripped.ts";

const SIGNATURE = "\x89PNG\r\n\x1a\n";

const kept = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP"]);

export const isPng = (bytes: Uint8Array): boolean =>
  nameAt(bytes, 0, SIGNATURE.length) === SIGNATURE;

/** A chunk that a reader must understand begins with a capital letter. */
const isCritical = (name: string): boolean => /^[A-Z]/.test(name);

export function strippedPng(bytes: Uint8Array): Stripped | null {
  const parts: Uint8Array[] = [bytes.subarray(0, SIGNATURE.length)];
  if (u32(bytes, SIGNATURE.length) !== 13 || nameAt(bytes, 12, 4) !== "IHDR") return null;
  const size = { width: u32(bytes, 16), height: u32(bytes, 20) };
  let hasData = false;
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const name = nameAt(bytes, at + 4, 4);
    const end = at + 12 + u32(bytes, at);
    if (end > bytes.length) return null;
    if (kept.has(name)) parts.push(bytes.subarray(at, end));
    else if (isCritical(name)) return null;
    hasData ||= name === "IDAT";
    if (name === "IEND") return hasData ? { ...size, bytes: joined(parts) } : null;
    at = end;
  }
  return null;
}
