// The one thing of an Exif block that a picture needs to be seen: which way is up. All else in it,
// the place above all, is not kept. Exif is a TIFF file (TIFF 6.0, section 2; Exif 2.3, 4.6.4).
import { startsWith, u16, u16le, u32, u32le } from "./bytes.ts";

/** 1 is upright; to 8 by turns and mirrors. */
type Orientation = number;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** 1 where the block says nothing, or nothing that can be read. */
export function orientationOf(tiff: Uint8Array): Orientation {
  const isLittle = startsWith(tiff, 0, "II");
  if (!isLittle && !startsWith(tiff, 0, "MM")) return 1;
  const short = isLittle ? u16le : u16;
  const directory = (isLittle ? u32le : u32)(tiff, 4);
  const entries = short(tiff, directory);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * ENTRY_BYTES;
    if (at + ENTRY_BYTES > tiff.length) return 1;
    if (short(tiff, at) !== ORIENTATION_TAG || short(tiff, at + 2) !== SHORT) continue;
    const value = short(tiff, at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A block that says which way is up, and nothing else; null for what is upright. */
export function exifWith(orientation: Orientation): Uint8Array | null {
  if (orientation === 1) return null;
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0x01, 0x12, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0];
  return new Uint8Array([...header, 0, 1, ...entry, 0, 0, 0, 0]);
}
