import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberOf, readingOf } from "./meter.ts";
import type { SampledValue } from "./meter.ts";
import { quirksOf } from "./quirks.ts";
import type { QuirkName } from "./quirks.ts";

const time = { atMs: 1_000 };
const read = (values: readonly SampledValue[], quirks: readonly QuirkName[] = []) =>
  readingOf(values, time, quirksOf(quirks, 480));
const register = (value: string, unit?: string): SampledValue => ({
  value,
  measurand: "Energy.Active.Import.Register",
  ...(unit === undefined ? {} : { unit }),
});

const probe = (value: string, unit: string, location: string): SampledValue => ({
  value,
  unit,
  location,
  measurand: "Temperature",
});

describe("kWh labelled Wh, missing units, session value against register", () => {
  it("reads the register in Wh whatever unit it has", () => {
    expect(read([register("12345", "Wh")])).toEqual({ atMs: 1_000, registerWh: 12_345 });
    expect(read([register("12.345", "kWh")])?.registerWh).toBe(12_345);
    expect(read([register("12345")])?.registerWh).toBe(12_345);
    expect(read([{ value: "12345" }])?.registerWh).toBe(12_345);
    expect(read([register("12345.6", "Wh")])?.registerWh).toBe(12_346);
    expect(read([register("12.345", "kW")])?.registerWh).toBe(12_345);
  });

  it("reads kWh labelled Wh once the pile is known to send them", () => {
    expect(read([register("12.345", "Wh")], ["registerInKwh"])?.registerWh).toBe(12_345);
    expect(read([register("12345", "kWh")], ["registerInWh"])?.registerWh).toBe(12_345);
  });

  it.each([
    [" 12.5 ", 12.5],
    ["12,5", 12.5],
    ["1 234", 1_234],
    ["12.5 kWh", 12.5],
    ["-3", -3],
    ["1e3", 1_000],
    ["", null],
    [" ", null],
    ["NaN", null],
    ["Infinity", null],
    ["abc", null],
  ])("reads %j as %j", (text, number) => {
    expect(numberOf(text)).toBe(number);
  });
});

describe("a reading", () => {
  it("carries all that the platform shows", () => {
    expect(
      read([
        register("1000", "Wh"),
        { value: "60.2", measurand: "Power.Active.Import", unit: "kW" },
        { value: "398.04", measurand: "Voltage", unit: "V" },
        { value: "151.2", measurand: "Current.Import", unit: "A" },
        { value: "55", measurand: "SoC", unit: "Percent" },
        { value: "30.55", measurand: "Temperature", unit: "Celsius" },
        { value: "50", measurand: "Frequency" },
      ]),
    ).toEqual({
      atMs: 1_000,
      registerWh: 1_000,
      powerW: 60_200,
      voltageV: 398,
      currentA: 151.2,
      socPercent: 55,
      temperatureC: 30.6,
    });
  });

  it("adds phases of energy and power, averages those of voltage, takes the highest of current", () => {
    const phases = ["L1", "L2", "L3"];
    const each = (measurand: string, amounts: readonly string[]): readonly SampledValue[] =>
      phases.map((phase, at) => ({ measurand, phase, value: amounts[at] ?? "" }));
    expect(
      read([
        ...each("Energy.Active.Import.Register", ["100", "200", "300"]),
        ...each("Power.Active.Import", ["1000", "1100", "1200"]),
        ...each("Voltage", ["229", "230", "231"]),
        { measurand: "Voltage", phase: "L1-L2", value: "400" },
        ...each("Current.Import", ["16", "0", "0"]),
        { measurand: "Current.Import", phase: "N", value: "99" },
      ]),
    ).toEqual({ atMs: 1_000, registerWh: 600, powerW: 3_300, voltageV: 230, currentA: 16 });
  });

  it("prefers the total to its phases", () => {
    expect(
      read([
        { ...register("100"), phase: "L1" },
        register("350"),
        { ...register("100"), phase: "L2" },
      ])?.registerWh,
    ).toBe(350);
  });

  it("prefers the outlet to the grid side, and the end to the begin", () => {
    expect(
      read([
        { ...register("500"), location: "Outlet" },
        { ...register("550"), location: "Inlet" },
      ])?.registerWh,
    ).toBe(500);
    expect(
      read([
        { ...register("900"), context: "Transaction.End" },
        { ...register("100"), context: "Transaction.Begin" },
      ])?.registerWh,
    ).toBe(900);
    expect(read([{ ...register("100"), context: "Transaction.Begin" }])?.registerWh).toBe(100);
  });

  it("reads every temperature scale and keeps the hottest probe", () => {
    expect(
      read([probe("300.15", "K", "Body"), probe("104", "Fahrenheit", "Cable")])?.temperatureC,
    ).toBe(40);
    expect(read([probe("-10", "Celcius", "Body")])?.temperatureC).toBe(-10);
  });

  it("passes over signed data, other measurands and nonsense", () => {
    expect(read([{ value: "3f2a", format: "SignedData" }])).toBeNull();
    expect(read([{ value: "5", measurand: "Energy.Active.Import.Interval" }])).toBeNull();
    expect(read([register("-5")])).toBeNull();
    expect(read([{ value: "140", measurand: "SoC" }])).toBeNull();
    expect(read([register("99999999999999999999")])).toBeNull();
    expect(read([])).toBeNull();
  });

  it("has whole, non-negative Wh or none, whatever is sent", () => {
    const unit = fc.constantFrom(undefined, "Wh", "kWh", "W", "kW");
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), unit, (value, unit) => {
        const registerWh = read([register(value, unit)])?.registerWh;
        expect(
          registerWh === undefined || (Number.isSafeInteger(registerWh) && registerWh >= 0),
        ).toBe(true);
      }),
    );
  });
});
