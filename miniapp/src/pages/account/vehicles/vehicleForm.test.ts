import { describe, expect, it } from "vitest";
import { formOf, readVehicle } from "./vehicleForm.ts";

const typed = { plate: "", standard: "GBT_DC", batteryKwh: "", isDefault: false } as const;

describe("a vehicle as it is typed", () => {
  it("needs neither plate nor battery", () => {
    expect(readVehicle(typed)).toEqual({
      ok: true,
      value: { plate: null, standard: "GBT_DC", batteryWh: null, isDefault: false },
    });
  });

  it.each([
    ["沪A12345", "沪A12345"],
    ["沪a·d12345", "沪AD12345"],
    [" 粤B 12345 ", "粤B12345"],
  ])("%s is a plate", (plate, read) => {
    expect(readVehicle({ ...typed, plate })).toMatchObject({ ok: true, value: { plate: read } });
  });

  it.each(["12345", "沪12345", "沪A123", "沪AD1234567"])("%s is none", (plate) => {
    expect(readVehicle({ ...typed, plate })).toEqual({ ok: false, wrong: ["plate"] });
  });

  it.each([
    ["60", 60_000],
    ["77.4", 77_400],
  ])("%s kWh is a battery", (batteryKwh, batteryWh) => {
    expect(readVehicle({ ...typed, batteryKwh })).toMatchObject({ ok: true, value: { batteryWh } });
  });

  it.each(["0", "abc", "-5", "1e3", "5000"])("%s is none", (batteryKwh) => {
    expect(readVehicle({ ...typed, batteryKwh })).toEqual({ ok: false, wrong: ["batteryKwh"] });
  });

  it("is filled in as it is stored", () => {
    const vehicle = {
      vehicleId: "01JD0000000000000000000000",
      plate: "沪AD12345",
      standard: "GBT_AC",
      batteryWh: 77_400,
      isDefault: true,
    } as const;
    expect(readVehicle(formOf(vehicle))).toMatchObject({ ok: true, value: { plate: "沪AD12345" } });
    expect(formOf(vehicle).batteryKwh).toBe("77.4");
  });
});
