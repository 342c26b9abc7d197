// The second factor: codes by RFC 6238, and recovery codes for a lost phone. A code counts once.
import { Secret, TOTP } from "otpauth";
import { limits } from "../../core/limits.ts";
import type { Database } from "../db/database.ts";
import { takeRecoveryCode, takeTotpStep } from "../db/secondFactors.ts";
import { hashOfToken } from "../http/auth/token.ts";
import type { Sealer } from "../privacy/seal.ts";

/** What every authenticator understands. */
const PERIOD_MS = 30_000;
const SECRET_BYTES = 20;
const ISSUER = "Zhuang";

/** A phone's clock may be half a minute off. */
const STEPS_AROUND = 1;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) });

export function newSecret(email: string): { readonly secret: string; readonly uri: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const secret = new Secret({ buffer: bytes.buffer }).base32;
  return { secret, uri: totpOf(secret, email).toString() };
}

/** The thirty seconds that a code is of; null for a wrong one. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const delta = totpOf(secret, "").validate({
    token: code,
    timestamp: nowMs,
    window: STEPS_AROUND,
  });
  return delta === null ? null : Math.floor(nowMs / PERIOD_MS) + delta;
}

export const secretOwner = (staffId: string) => ({ staffId, field: "second factor" });
const enrolmentOwner = (staffId: string) => ({ staffId, field: "enrolment" });

/** A secret on its way to its first code: sealed, with its time, so that nothing is stored before. */
export const sealEnrolment = (
  sealer: Sealer,
  {
    staffId,
    secret,
    nowMs,
  }: { readonly staffId: string; readonly secret: string; readonly nowMs: number },
): Promise<string> => sealer.seal(`${nowMs} ${secret}`, enrolmentOwner(staffId));

/** Null for one that is not this person's, or too old. */
export async function openEnrolment(
  sealer: Sealer,
  {
    staffId,
    enrolment,
    nowMs,
  }: { readonly staffId: string; readonly enrolment: string; readonly nowMs: number },
): Promise<string | null> {
  const text = await sealer.open(enrolment, enrolmentOwner(staffId));
  const [madeAtMs = "", secret = ""] = (text ?? "").split(" ");
  const isFresh = nowMs - Number(madeAtMs) < limits.enrolmentMs.most;
  return secret !== "" && isFresh ? secret : null;
}

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const RECOVERY_CHARACTERS = 16;

/** Without what looks alike: written down by hand, four groups of four. */
function newRecoveryCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RECOVERY_CHARACTERS));
  const characters = Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length] ?? "A").join("");
  return characters.replace(/(.{4})(?=.)/g, "$1-");
}

const recoveryHash = (code: string): Promise<string> =>
  hashOfToken(`recovery ${code.toUpperCase().replace(/[^A-Z0-9]/g, "")}`);

export async function newRecoveryCodes(): Promise<{
  readonly codes: string[];
  readonly hashes: string[];
}> {
  const codes = Array.from({ length: limits.recoveryCodes.most }, newRecoveryCode);
  return { codes, hashes: await Promise.all(codes.map(recoveryHash)) };
}

/** Whether the code is the member's and was not used before; it is used with this. */
export async function takeCode(
  db: Database,
  sealer: Sealer | null,
  {
    member,
    code,
    nowMs,
  }: {
    readonly member: { readonly staffId: string; readonly totpSealed: string | null };
    readonly code: string;
    readonly nowMs: number;
  },
): Promise<boolean> {
  const { staffId, totpSealed } = member;
  const figures = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(figures)) {
    return takeRecoveryCode(db, { staffId, hash: await recoveryHash(code) });
  }
  if (totpSealed === null || sealer === null) return false;
  const secret = await sealer.open(totpSealed, secretOwner(staffId));
  const step = secret === null ? null : stepOfCode(secret, figures, nowMs);
  return step !== null && takeTotpStep(db, { staffId, step });
}
