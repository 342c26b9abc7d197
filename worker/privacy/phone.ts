// A driver's phone number: stored encrypted, shown masked.
import type { Database } from "../db/database.ts";
import { setPhone } from "../db/drivers.ts";
import type { Sealer } from "./seal.ts";

export const phoneOwner = (driverId: string) => ({ driverId, field: "phone" });

export async function bindPhone(
  db: Database,
  sealer: Sealer,
  { driverId, phone }: { readonly driverId: string; readonly phone: string },
): Promise<string | null> {
  await setPhone(db, driverId, await sealer.seal(phone, phoneOwner(driverId)));
  return masked(phone);
}

/** Null where none is bound, or no key opens it any more. */
export async function phoneOf(
  sealer: Sealer | null,
  { driverId, phoneSealed }: { readonly driverId: string; readonly phoneSealed: string | null },
): Promise<string | null> {
  if (phoneSealed === null || sealer === null) return null;
  return sealer.open(phoneSealed, phoneOwner(driverId));
}

/** "13812345678" → "138****5678". */
export const masked = (phone: string | null): string | null =>
  phone === null ? null : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
