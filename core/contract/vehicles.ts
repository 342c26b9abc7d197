// A driver's vehicles: what connector and battery they have, and their plate.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { ConnectorStandard } from "./stations.ts";

const VehicleId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

/** A province, a letter, and five characters, or six for a car of new energy. */
const Plate = z
  .string()
  .check(
    z.trim(),
    z.toUpperCase(),
    z.regex(/^[\u4e00-\u9fff][A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]$/),
  );

const vehicle = {
  plate: z.nullable(Plate),
  standard: ConnectorStandard,
  /** Null where the driver does not say. */
  batteryWh: z.nullable(z.number().check(z.int(), z.minimum(1_000), z.maximum(1_000_000))),
  /** The one that an order is made for unless another is chosen. */
  isDefault: z.boolean(),
};

export const Vehicle = z.object({
  vehicleId: VehicleId,
  ...vehicle,
  plate: z.nullable(z.string()),
});
export type Vehicle = z.infer<typeof Vehicle>;

export const listVehicles = endpoint({
  method: "GET",
  path: "/api/v1/me/vehicles",
  access: "driver",
  tag: "Driver",
  summary: "My vehicles, the default one first",
  input: z.object({}),
  output: z.object({ items: z.array(Vehicle) }),
  problems: [],
});

export const createVehicle = endpoint({
  method: "POST",
  path: "/api/v1/me/vehicles",
  access: "driver",
  tag: "Driver",
  summary: "Add a vehicle; the first is the default one; send an Idempotency-Key",
  input: z.object(vehicle),
  output: Vehicle,
  problems: ["vehicles_full", "idempotency_conflict"],
});

export const updateVehicle = endpoint({
  method: "PUT",
  path: "/api/v1/me/vehicles/:vehicleId",
  access: "driver",
  tag: "Driver",
  summary: "Change one of my vehicles, or make it the default one",
  input: z.object({ vehicleId: VehicleId, ...vehicle }),
  output: Vehicle,
  problems: ["vehicle_not_found"],
});

export const deleteVehicle = endpoint({
  method: "DELETE",
  path: "/api/v1/me/vehicles/:vehicleId",
  access: "driver",
  tag: "Driver",
  summary: "Remove one of my vehicles; again is harmless",
  input: z.object({ vehicleId: VehicleId }),
  output: z.object({}),
  problems: [],
});
