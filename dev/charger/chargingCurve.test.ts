import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedPowerW, chargeFor, type ConnectorType, type Vehicle } from "./chargingCurve.ts";
import { Meter } from "./meter.ts";
import { Random } from "./random.ts";

const types = fc.constantFrom<ConnectorType>("AC", "DC");
const vehicles: fc.Arbitrary<Vehicle> = fc.record({
  name: fc.constant("any"),
  batteryWh: fc.integer({ min: 10_000, max: 150_000 }),
  socPercent: fc.double({ min: 0, max: 100, noNaN: true }),
  targetSocPercent: fc.integer({ min: 50, max: 100 }),
  maxDcW: fc.integer({ min: 20_000, max: 350_000 }),
  maxAcW: fc.integer({ min: 3_000, max: 22_000 }),
  packVoltageV: fc.constantFrom(350, 400, 800),
});
const runs = fc.record({
  vehicle: vehicles,
  type: types,
  offeredW: fc.integer({ min: 3_000, max: 360_000 }),
  stretchesMs: fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 20 }),
  seed: fc.nat(),
});

const aCar: Vehicle = {
  name: "saloon",
  batteryWh: 60_000,
  socPercent: 20,
  targetSocPercent: 100,
  maxDcW: 90_000,
  maxAcW: 7_000,
  packVoltageV: 400,
};

const steady = (): number => 0;
const powerOf = (socPercent: number, type: ConnectorType, elapsedMs = 600_000): number =>
  acceptedPowerW({ ...aCar, socPercent }, { type, offeredW: 120_000, elapsedMs, noise: 0 });

describe("the charging curve", () => {
  test("never takes more than is offered nor than the car bears, and never overfills it", () => {
    fc.assert(
      fc.property(runs, ({ vehicle, type, offeredW, stretchesMs, seed }) => {
        const random = new Random(seed);
        const limitW = Math.min(offeredW, type === "DC" ? vehicle.maxDcW : vehicle.maxAcW);
        let car = vehicle;
        let elapsedMs = 0;
        for (const durationMs of stretchesMs) {
          const charged = chargeFor(
            car,
            { type, offeredW, elapsedMs },
            { durationMs, noise: () => random.next() },
          );
          expect(charged.powerW).toBeLessThanOrEqual(limitW + 1e-6);
          expect(charged.energyWh).toBeGreaterThanOrEqual(0);
          expect(charged.energyWh).toBeLessThanOrEqual((limitW * durationMs) / 3_600_000 + 1e-6);
          expect(charged.vehicle.socPercent).toBeGreaterThanOrEqual(car.socPercent);
          expect(charged.vehicle.socPercent).toBeLessThanOrEqual(100);
          car = charged.vehicle;
          elapsedMs += durationMs;
        }
      }),
    );
  });

  test("the register grows by the integral of the power, and only grows", () => {
    fc.assert(
      fc.property(runs, fc.nat({ max: 1_000_000 }), (run, registerWh) => {
        const random = new Random(run.seed);
        const { type, offeredW } = run;
        const meter = new Meter({ type, maxPowerW: offeredW, registerWh, random });
        let car = run.vehicle;
        let integralWh = 0;
        let elapsedMs = 0;
        for (const stretchMs of run.stretchesMs) {
          // No longer than one step of the curve, so that its mean power is that of the stretch.
          const durationMs = (stretchMs % 5_000) + 1;
          const before = meter.registerWh;
          const charged = chargeFor(
            car,
            { type, offeredW, elapsedMs },
            { durationMs, noise: () => random.next() },
          );
          meter.count(charged.energyWh, charged.powerW);
          integralWh += (charged.powerW * durationMs) / 3_600_000;
          expect(meter.registerWh).toBeGreaterThanOrEqual(before);
          car = charged.vehicle;
          elapsedMs += durationMs;
        }
        expect(Math.abs(meter.registerWh - registerWh - integralWh)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("in pieces gives what it gives in one go", () => {
    fc.assert(
      fc.property(vehicles, types, fc.integer({ min: 2, max: 200 }), (vehicle, type, steps) => {
        const offeredW = 60_000;
        const whole = chargeFor(
          vehicle,
          { type, offeredW, elapsedMs: 0 },
          { durationMs: steps * 5_000, noise: steady },
        );
        let car = vehicle;
        let energyWh = 0;
        for (let step = 0; step < steps; step += 1) {
          const at = { type, offeredW, elapsedMs: step * 5_000 };
          const piece = chargeFor(car, at, { durationMs: 5_000, noise: steady });
          car = piece.vehicle;
          energyWh += piece.energyWh;
        }
        expect(energyWh).toBeCloseTo(whole.energyWh, 3);
        expect(car.socPercent).toBeCloseTo(whole.vehicle.socPercent, 6);
      }),
    );
  });

  test("on DC climbs, holds, and tapers as the battery fills", () => {
    expect(powerOf(30, "DC", 0)).toBe(0);
    expect(powerOf(30, "DC", 12_500)).toBeCloseTo(45_000);
    expect(powerOf(30, "DC")).toBe(90_000);
    expect(powerOf(80, "DC")).toBeLessThan(powerOf(60, "DC"));
    expect(powerOf(95, "DC")).toBeLessThan(powerOf(80, "DC") / 2);
    expect(powerOf(100, "DC")).toBe(0);
  });

  test("on AC is level almost to the end", () => {
    expect(powerOf(10, "AC")).toBe(7_000);
    expect(powerOf(96, "AC")).toBe(7_000);
    expect(powerOf(99, "AC")).toBeLessThan(4_000);
  });
});
