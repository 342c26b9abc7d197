import { describe, expect, it } from "vitest";
import type { Sample } from "../charging/events.ts";
import { reconcileRegister, reconcileSamples } from "./plausibility.ts";
import type { MeterReference } from "./plausibility.ts";
import { quirksOf } from "./quirks.ts";

const minuteMs = 60_000;
const standard = quirksOf([], 480);
const aReference = (reference: Partial<MeterReference> = {}): MeterReference => ({
  meterStartWh: 1_234_567,
  startedAtMs: 0,
  last: null,
  maxPowerW: 60_000,
  ...reference,
});
const at = (minutes: number, registerWh: number, powerW?: number) => ({
  registerWh,
  atMs: minutes * minuteMs,
  ...(powerW === undefined ? {} : { powerW }),
});

describe("kWh labelled Wh, missing units, session value against register", () => {
  it("believes what the connector can deliver", () => {
    expect(reconcileRegister(at(10, 1_244_000, 60_000), aReference(), standard)).toEqual({
      registerWh: 1_244_000,
      findings: [],
    });
  });

  it("finds kWh labelled Wh beside a start in Wh, and never takes more than was meant", () => {
    // 1244.3 "Wh" was rounded to 1244.
    const found = reconcileRegister(at(10, 1_244), aReference(), standard);
    expect(found).toEqual({ registerWh: 1_243_500, findings: ["registerInKwh"] });
  });

  it("finds start and register in kWh by the power", () => {
    const found = reconcileRegister(
      at(20, 1_255, 60_000),
      aReference({ meterStartWh: 1_235 }),
      standard,
    );
    expect(found.findings).toEqual(["registerInKwh", "transactionMeterInKwh"]);
  });

  it("does not mistake a slow begin for kWh", () => {
    const found = reconcileRegister(at(1, 1_234_570, 60_000), aReference(), standard);
    expect(found.findings).toEqual([]);
  });

  it("finds Wh labelled kWh", () => {
    expect(reconcileRegister(at(10, 1_240_000_000), aReference(), standard)).toEqual({
      registerWh: 1_240_000,
      findings: ["registerInWh"],
    });
  });

  it("finds the session's energy in the register's place", () => {
    expect(reconcileRegister(at(10, 8_000), aReference(), standard)).toEqual({
      registerWh: 1_242_567,
      findings: ["sessionRegister"],
    });
  });

  it("adds the session's energy once the pile is known to send it", () => {
    const known = quirksOf(["sessionRegister"], 480);
    expect(reconcileRegister(at(10, 8_000), aReference(), known)).toEqual({
      registerWh: 1_242_567,
      findings: [],
    });
  });
});

describe("a meter within a session", () => {
  it("that falls after it was good was reset", () => {
    const last = { registerWh: 1_240_000, atMs: 6 * minuteMs };
    expect(reconcileRegister(at(10, 300), aReference({ last }), standard)).toEqual({
      registerWh: 300,
      findings: ["meterReset"],
    });
  });

  it("that rises by more than can be delivered jumped", () => {
    expect(reconcileRegister(at(10, 1_400_000), aReference(), standard)).toEqual({
      registerWh: 1_400_000,
      findings: ["meterJump"],
    });
  });

  it("is measured against the begin where a sample is replayed out of order", () => {
    const last = { registerWh: 1_244_000, atMs: 10 * minuteMs };
    expect(reconcileRegister(at(5, 1_239_000), aReference({ last }), standard).findings).toEqual(
      [],
    );
  });

  it("gives samples that need nothing back as they are", () => {
    const samples: readonly Sample[] = [
      at(1, 1_235_000),
      { atMs: minuteMs, powerW: 5 },
      at(2, 1_236_000),
    ];
    const reconciled = reconcileSamples(samples, aReference(), standard);
    expect(reconciled.findings).toEqual([]);
    expect(reconciled.samples.every((sample, index) => sample === samples[index])).toBe(true);
  });

  it("corrects each sample of a session that counts from nought", () => {
    const known = quirksOf(["sessionRegister"], 480);
    const { samples } = reconcileSamples([at(1, 500), at(2, 1_500)], aReference(), known);
    expect(samples.map(({ registerWh }) => registerWh)).toEqual([1_235_067, 1_236_067]);
  });
});
