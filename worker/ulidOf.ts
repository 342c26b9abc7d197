// Ids that are made from what they name, so that naming it again gives the same id.
import { createHash } from "node:crypto";
import { encodeTime } from "ulid";

/** Crockford's base 32. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The ULID of something that happened at a time: its random part is a hash of the parts. */
export const ulidOf = (atMs: number, parts: readonly (string | number)[]): string =>
  encodeTime(Math.max(0, Math.trunc(atMs)), 10) + digestOf(parts, 16);

/** A ULID's 26 characters without a time in them. */
export const hashId = (parts: readonly (string | number)[]): string => digestOf(parts, 26);

/** 5 bits of the hash a character. */
function digestOf(parts: readonly (string | number)[], length: number): string {
  const bytes = createHash("sha256").update(JSON.stringify(parts)).digest();
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % 32]).join("");
}
