// What was typed of a vehicle, read as the platform takes it.
import * as z from "zod/mini";
import type { InputOf } from "../../../../../core/contract/endpoint.ts";
import type { ConnectorStandard } from "../../../../../core/contract/stations.ts";
import { createVehicle, type Vehicle } from "../../../../../core/contract/vehicles.ts";

export type VehicleInput = InputOf<typeof createVehicle>;

export type VehicleForm = {
  readonly plate: string;
  readonly standard: ConnectorStandard;
  readonly batteryKwh: string;
  readonly isDefault: boolean;
};

export const formOf = (vehicle: Vehicle | null): VehicleForm => ({
  plate: vehicle?.plate ?? "",
  standard: vehicle?.standard ?? "GBT_DC",
  batteryKwh: vehicle?.batteryWh == null ? "" : String(vehicle.batteryWh / 1_000),
  isDefault: vehicle?.isDefault ?? false,
});

export type Read =
  | { readonly ok: true; readonly value: VehicleInput }
  | { readonly ok: false; readonly wrong: readonly ("plate" | "batteryKwh")[] };

const { shape } = createVehicle.input;

export function readVehicle({ plate, standard, batteryKwh, isDefault }: VehicleForm): Read {
  const typed = plate.replaceAll(/[\s·•]/g, "");
  const known = z.safeParse(shape.plate, typed === "" ? null : typed);
  const kwh = batteryKwh.trim();
  const isNumber = /^\d{1,4}(\.\d)?$/.test(kwh);
  const battery = z.safeParse(
    shape.batteryWh,
    kwh === "" ? null : isNumber ? Math.round(Number(kwh) * 1_000) : Number.NaN,
  );
  if (!known.success || !battery.success)
    return {
      ok: false,
      wrong: [
        ...(known.success ? [] : (["plate"] as const)),
        ...(battery.success ? [] : (["batteryKwh"] as const)),
      ],
    };
  return { ok: true, value: { plate: known.data, standard, batteryWh: battery.data, isDefault } };
}
