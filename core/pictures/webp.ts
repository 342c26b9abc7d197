// A WebP file by its chunks (RFC 9649): those that make one still picture. XMP is left out, and of
// Exif all but which way is up.
import { joined, nameAt, startsWith, u16le, u24le, u32le } from "./bytes.ts";
import { exifWith, orientationOf } from "./exif.ts";
import type { Stripped } from "./stripped.ts";

const HEADER_BYTES = 12;
const kept = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"]);

/** Flags of VP8X. */
const [ANIMATION, XMP, EXIF] = [0x02, 0x04, 0x08];

export const isWebp = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP");

export function strippedWebp(bytes: Uint8Array): Stripped | null {
  const parts: Uint8Array[] = [];
  const end = 8 + u32le(bytes, 4);
  if (end > bytes.length) return null;
  let size: { readonly width: number; readonly height: number } | null = null;
  let extended: Uint8Array | null = null;
  let exif: Uint8Array | null = null;
  for (let at = HEADER_BYTES; at + 8 <= end;) {
    const name = nameAt(bytes, at, 4);
    const length = u32le(bytes, at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length < length) return null;
    if (name === "VP8X") {
      if (((data[0] ?? 0) & ANIMATION) !== 0) return null;
      // A copy, since its flags change.
      extended = new Uint8Array(data);
      parts.push(...chunk(name, extended));
    } else if (kept.has(name)) parts.push(...chunk(name, data));
    size ??= sizeOf(name, data);
    if (name === "EXIF") exif = exifWith(orientationOf(data.subarray(prefixOf(data))));
    at += 8 + length + (length & 1);
  }
  if (size === null) return null;
  if (extended !== null) {
    extended[0] = ((extended[0] ?? 0) & ~(XMP | EXIF)) | (exif === null ? 0 : EXIF);
    if (exif !== null) parts.push(...chunk("EXIF", exif));
  }
  return { ...size, bytes: file(parts) };
}

/** Some writers begin the block as JPEG files do. */
const prefixOf = (exif: Uint8Array): number => (startsWith(exif, 0, "Exif\0\0") ? 6 : 0);

/** The size, from what comes first: the extended header, or the picture itself. */
function sizeOf(
  name: string,
  data: Uint8Array,
): { readonly width: number; readonly height: number } | null {
  if (name === "VP8X") return { width: u24le(data, 4) + 1, height: u24le(data, 7) + 1 };
  if (name === "VP8 ") return { width: u16le(data, 6) & 0x3fff, height: u16le(data, 8) & 0x3fff };
  if (name !== "VP8L") return null;
  const bits = u32le(data, 1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const lengthOf = (length: number): Uint8Array =>
  new Uint8Array([length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, length >>> 24]);

const named = (name: string): Uint8Array => Uint8Array.from(name, (letter) => letter.charCodeAt(0));

/** A chunk of odd length is followed by a zero that is not counted. */
const chunk = (name: string, data: Uint8Array): Uint8Array[] => [
  named(name),
  lengthOf(data.length),
  data,
  new Uint8Array(data.length & 1),
];

function file(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joined([named("WEBP"), ...parts]);
  return joined([named("RIFF"), lengthOf(body.length), body]);
}
