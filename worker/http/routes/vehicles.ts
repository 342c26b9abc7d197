// A driver's vehicles; plates are stored encrypted.
import { ulid } from "ulid";
import * as contract from "../../../core/contract/vehicles.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import * as rows from "../../db/vehicles.ts";
import { sealerOf } from "../../privacy/seal.ts";
import { sealedPlate, vehicleViews } from "../../privacy/vehicleViews.ts";
import { hashId } from "../../ulidOf.ts";
import type { App } from "../context.ts";
import { serveDriver } from "../serve.ts";

export function vehicleRoutes(app: App): void {
  serveDriver(app, contract.listVehicles, async ({ env, driver }) => {
    const found = await rows.vehiclesQuery(dbOf(env), driver.driverId);
    return ok({ items: await vehicleViews(sealerOf(env), found) });
  });
  serveDriver(
    app,
    contract.createVehicle,
    async ({ env, input, driver, nowMs, idempotencyKey }) => {
      const db = dbOf(env);
      const sealer = sealerOf(env);
      if (sealer === null && input.plate !== null) return err({ code: "unavailable" });
      const { driverId } = driver;
      const vehicleId =
        idempotencyKey === null ? ulid(nowMs) : hashId(["vehicle", driverId, idempotencyKey]);
      const before = await rows.vehiclesQuery(db, driverId);
      const isFirst = before.length === 0;
      await rows.insertVehicle(db, {
        driverId,
        vehicleId,
        plateSealed: await sealedPlate(sealer, { driverId, vehicleId, plate: input.plate }),
        standard: input.standard,
        batteryWh: input.batteryWh,
        chosenAtMs: isFirst || input.isDefault ? nowMs : 0,
        createdAtMs: nowMs,
      });
      const now = await vehicleViews(sealer, await rows.vehiclesQuery(db, driverId));
      const made = now.find((one) => one.vehicleId === vehicleId);
      if (made === undefined) return err({ code: "vehicles_full" });
      const isSame =
        made.plate === input.plate &&
        made.standard === input.standard &&
        made.batteryWh === input.batteryWh;
      return isSame ? ok(made) : err({ code: "idempotency_conflict" });
    },
  );
  changeRoutes(app);
}

function changeRoutes(app: App): void {
  serveDriver(app, contract.updateVehicle, async ({ env, input, driver, nowMs }) => {
    const db = dbOf(env);
    const sealer = sealerOf(env);
    if (sealer === null && input.plate !== null) return err({ code: "unavailable" });
    const { driverId } = driver;
    const { vehicleId, plate, standard, batteryWh, isDefault } = input;
    await rows.setVehicle(db, {
      driverId,
      vehicleId,
      plateSealed: await sealedPlate(sealer, { driverId, vehicleId, plate }),
      standard,
      batteryWh,
      chosenAtMs: isDefault ? nowMs : 0,
    });
    const now = await vehicleViews(sealer, await rows.vehiclesQuery(db, driverId));
    const changed = now.find((one) => one.vehicleId === vehicleId);
    return changed === undefined ? err({ code: "vehicle_not_found" }) : ok(changed);
  });
  serveDriver(app, contract.deleteVehicle, async ({ env, input, driver: { driverId } }) => {
    await rows.deleteVehicle(dbOf(env), { driverId, vehicleId: input.vehicleId });
    return ok<OutputOf<typeof contract.deleteVehicle>>({});
  });
}
