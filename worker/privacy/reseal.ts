// Seals anew what an older key has sealed, so that the old key can be dropped after a round.
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { listOf } from "../db/statements.ts";
import { drivers } from "../db/tables/drivers.ts";
import { vehicles } from "../db/tables/personal.ts";
import { phoneOwner } from "./phone.ts";
import type { Sealer } from "./seal.ts";
import { plateOwner } from "./vehicleViews.ts";

/** Of these drivers, what the current key has not sealed. */
export const oldPhonesQuery = (db: Database, driverIds: readonly string[], prefix: string) =>
  db
    .select({ driverId: drivers.driverId, sealed: drivers.phoneSealed })
    .from(drivers)
    .where(
      and(
        sql`${drivers.driverId} in ${listOf(driverIds)}`,
        sql`substr(${drivers.phoneSealed}, 1, ${prefix.length}) <> ${prefix}`,
      ),
    );

export const oldPlatesQuery = (db: Database, driverIds: readonly string[], prefix: string) =>
  db
    .select({
      driverId: vehicles.driverId,
      vehicleId: vehicles.vehicleId,
      sealed: vehicles.plateSealed,
    })
    .from(vehicles)
    .where(
      and(
        sql`${vehicles.driverId} in ${listOf(driverIds)}`,
        sql`substr(${vehicles.plateSealed}, 1, ${prefix.length}) <> ${prefix}`,
      ),
    );

/** What no key opens stays as it is; what was changed in between is not written over. */
export async function reseal(
  db: Database,
  sealer: Sealer,
  driverIds: readonly string[],
): Promise<void> {
  for (const { driverId, sealed } of await oldPhonesQuery(db, driverIds, sealer.prefix)) {
    const phoneSealed = await sealedAnew(sealer, sealed, phoneOwner(driverId));
    if (sealed === null || phoneSealed === null) continue;
    await db
      .update(drivers)
      .set({ phoneSealed })
      .where(and(eq(drivers.driverId, driverId), eq(drivers.phoneSealed, sealed)));
  }
  for (const plate of await oldPlatesQuery(db, driverIds, sealer.prefix)) {
    const { driverId, vehicleId, sealed } = plate;
    const plateSealed = await sealedAnew(sealer, sealed, plateOwner(driverId, vehicleId));
    if (sealed === null || plateSealed === null) continue;
    await db
      .update(vehicles)
      .set({ plateSealed })
      .where(
        and(
          eq(vehicles.driverId, driverId),
          eq(vehicles.vehicleId, vehicleId),
          eq(vehicles.plateSealed, sealed),
        ),
      );
  }
}

async function sealedAnew(
  sealer: Sealer,
  sealed: string | null,
  owner: Parameters<Sealer["seal"]>[1],
): Promise<string | null> {
  const text = sealed === null ? null : await sealer.open(sealed, owner);
  return text === null ? null : sealer.seal(text, owner);
}
