// Drivers' vehicles. The default one is the one that was chosen last.
import { and, desc, eq, sql } from "drizzle-orm";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { vehicles } from "./tables/personal.ts";

export type VehicleRow = typeof vehicles.$inferSelect;
type VehicleKey = Pick<VehicleRow, "driverId" | "vehicleId">;

const isIt = ({ driverId, vehicleId }: VehicleKey) =>
  and(eq(vehicles.driverId, driverId), eq(vehicles.vehicleId, vehicleId));

export const vehiclesQuery = (db: Database, driverId: string) =>
  db
    .select()
    .from(vehicles)
    .where(eq(vehicles.driverId, driverId))
    .orderBy(desc(vehicles.chosenAtMs), desc(vehicles.createdAtMs))
    .limit(limits.vehiclesPerDriver.most);

/** Not beyond the number that a driver may have. */
export const insertVehicle = (db: Database, row: VehicleRow) =>
  insertWhen(
    db,
    vehicles,
    row,
    sql`(select count(*) from ${vehicles} where ${eq(vehicles.driverId, row.driverId)})
      < ${limits.vehiclesPerDriver.most}`,
  );

export const setVehicle = (
  db: Database,
  { driverId, vehicleId, ...to }: VehicleKey & Partial<VehicleRow>,
) => db.update(vehicles).set(to).where(isIt({ driverId, vehicleId }));

export const deleteVehicle = (db: Database, key: VehicleKey) =>
  db.delete(vehicles).where(isIt(key));
