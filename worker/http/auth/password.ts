// Staff passwords: scrypt, with its cost in the hash, so that the cost can grow later.
// It knows nothing of the Worker, so that the seed can make hashes too.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

export type ScryptCost = { readonly N: number; readonly r: number; readonly p: number };

/** OWASP's choice for 32 MiB: an isolate has 128 MB for all that it does at once. */
const usualCost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** A stored hash above this is not ours, and would only burn the isolate's memory. */
const MOST_MEMORY_BYTES = 64 * 1024 * 1024;

function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  const options = { N, r, p, maxmem: MOST_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** `scrypt$N$r$p$salt$hash`, base64url. */
export async function hashPassword(
  password: string,
  cost: ScryptCost = usualCost,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost);
  const parts = [cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")];
  return `scrypt$${parts.join("$")}`;
}

/** Never matches; an unknown account is checked against it, so that it takes as long as a known one. */
const nobody = `scrypt$${usualCost.N}$${usualCost.r}$${usualCost.p}$${"A".repeat(22)}$${"A".repeat(43)}`;

/** Whether the password is the hash's; null stands for an account that does not exist. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const stored = parse(hash ?? nobody);
  const key = await derive(password, stored.salt, stored.cost);
  return timingSafeEqual(key, stored.key) && hash !== null;
}

function parse(hash: string): { cost: ScryptCost; salt: Buffer; key: Buffer } {
  const match = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/.exec(hash);
  const [, N, r, p, salt = "", key = ""] = match ?? [];
  const stored = {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url"),
  };
  if (match === null || stored.key.length !== KEY_BYTES) throw new Error("not a password hash");
  return stored;
}
