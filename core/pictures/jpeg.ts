// A JPEG file by its segments (ITU-T T.81, annex B): those that make the picture, without what a
// camera adds. Exif, XMP, maker notes, thumbnails, comments and what follows the end are left out.
import { joined, startsWith, u16 } from "./bytes.ts";
import { exifWith, orientationOf } from "./exif.ts";
import type { Stripped } from "./stripped.ts";

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
const [APP0, APP1, APP2, APP14, APP15] = [0xe0, 0xe1, 0xe2, 0xee, 0xef];

export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === START && bytes[2] === 0xff;

/** Start of frame, which tells the size; three codes among them mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const hasNoLength = (marker: number): boolean =>
  marker === 0x01 || (marker >= 0xd0 && marker <= START);

/** Null for a file that breaks off, or that is put together in a way that no camera does. */
export function strippedJpeg(bytes: Uint8Array): Stripped | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let hasScan = false;
  let hasExif = false;
  let at = 2;
  for (;;) {
    // Any number of 0xFF may stand before a marker.
    if (bytes[at] !== 0xff) return null;
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === END) {
      if (size === null || !hasScan) return null;
      return { ...size, bytes: joined([...kept, new Uint8Array([0xff, END])]) };
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (marker === 0 || hasNoLength(marker) || end < at + 4 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) size = { height: u16(bytes, at + 5), width: u16(bytes, at + 7) };
    if (marker === APP1 && !hasExif && startsWith(segment, 4, "Exif\0\0")) {
      hasExif = true;
      kept.push(...uprightness(segment));
    } else if (marker < APP0 || (marker > APP15 && marker !== COMMENT)) {
      kept.push(segment);
    } else {
      kept.push(...neededFrom(marker, segment));
    }
    at = end;
    if (marker === SCAN) {
      hasScan = true;
      at = endOfScan(bytes, end);
      kept.push(bytes.subarray(end, at));
    }
  }
}

function uprightness(segment: Uint8Array): Uint8Array[] {
  const exif = exifWith(orientationOf(segment.subarray(10)));
  if (exif === null) return [];
  const length = 2 + 6 + exif.length;
  const name = [0x45, 0x78, 0x69, 0x66, 0, 0];
  return [new Uint8Array([0xff, APP1, length >> 8, length & 0xff, ...name]), exif];
}

/** Of the applications' segments, those that say how colours are meant; JFIF without its thumbnail. */
function neededFrom(marker: number, segment: Uint8Array): Uint8Array[] {
  if (marker === APP2 && startsWith(segment, 4, "ICC_PROFILE\0")) return [segment];
  if (marker === APP14 && startsWith(segment, 4, "Adobe")) return [segment];
  if (marker !== APP0 || !startsWith(segment, 4, "JFIF\0") || segment.length < 18) return [];
  return [new Uint8Array([0xff, APP0, 0, 16, ...segment.subarray(4, 16), 0, 0])];
}

/** The marker after a scan's data, in which 0xFF stands before 0 and before restarts alone. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7) && next !== 0xff) return at;
  }
}
