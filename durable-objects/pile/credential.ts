// A charger's Basic credential: its pile's id and a random password, of which only a salted hash is kept.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Credential } from "../../core/charging/pileState.ts";

export type CredentialCheck =
  /** `isNew`: the password that a rotation made, used for the first time. */
  | { readonly kind: "good"; readonly isNew: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "wrong" };

/** Compares in constant time, and always against both passwords. */
export function checkCredential(
  authorization: string | null,
  pileId: string,
  { credential, nowMs }: { readonly credential: Credential; readonly nowMs: number },
): CredentialCheck {
  const given = basicOf(authorization);
  if (given === null) return { kind: "missing" };
  const { previous } = credential;
  const isCurrent = matches(given.password, credential.hash);
  const isPrevious = matches(given.password, previous?.hash ?? credential.hash);
  const previousHolds = previous !== null && nowMs < previous.validUntilMs;
  if (given.user !== pileId) return { kind: "wrong" };
  if (isCurrent) return { kind: "good", isNew: previous !== null };
  return isPrevious && previousHolds ? { kind: "good", isNew: false } : { kind: "wrong" };
}

function basicOf(
  authorization: string | null,
): { readonly user: string; readonly password: Uint8Array } | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return null;
  // 1.6's passwords may be any 20 bytes, so what follows the colon is not taken for text.
  const bytes = Buffer.from(encoded, "base64");
  const colon = bytes.indexOf(":");
  if (colon === -1) return null;
  return { user: bytes.subarray(0, colon).toString("utf8"), password: bytes.subarray(colon + 1) };
}

/** `salt$sha256(salt + password)`, both base64url. */
function matches(password: Uint8Array, stored: string): boolean {
  const [salt = "", hash = ""] = stored.split("$");
  const wanted = Buffer.from(hash, "base64url");
  const found = createHash("sha256")
    .update(Buffer.from(salt, "base64url"))
    .update(password)
    .digest();
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}
