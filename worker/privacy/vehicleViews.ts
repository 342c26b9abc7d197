// Vehicles with their plates, which are stored encrypted.
import type { Vehicle } from "../../core/contract/vehicles.ts";
import type { VehicleRow } from "../db/vehicles.ts";
import type { Sealer } from "./seal.ts";

export const plateOwner = (driverId: string, vehicleId: string) => ({
  driverId,
  field: `plate ${vehicleId}`,
});

/** Null for no plate; the caller has refused one that cannot be sealed. */
export async function sealedPlate(
  sealer: Sealer | null,
  {
    driverId,
    vehicleId,
    plate,
  }: { readonly driverId: string; readonly vehicleId: string; readonly plate: string | null },
): Promise<string | null> {
  if (plate === null || sealer === null) return null;
  return sealer.seal(plate, plateOwner(driverId, vehicleId));
}

/** A plate that no key opens any more is shown as none. */
export function vehicleViews(
  sealer: Sealer | null,
  found: readonly VehicleRow[],
): Promise<Vehicle[]> {
  return Promise.all(
    found.map(async ({ driverId, vehicleId, plateSealed, standard, batteryWh }, at) => {
      const plate =
        plateSealed === null || sealer === null
          ? null
          : await sealer.open(plateSealed, plateOwner(driverId, vehicleId));
      return { vehicleId, plate, standard, batteryWh, isDefault: at === 0 };
    }),
  );
}
