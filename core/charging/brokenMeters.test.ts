// What breaks central systems in the field: one test, or a few, for each row of that table that a
// Pile's decisions own, by the rows' words: clocks, units and samples.
import { describe, expect, it } from "vitest";
import {
  aCardOrder,
  aMeter,
  aSample,
  aStart,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { accepted, aCardCharge, anOrderCharging } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";

describe("local times, 1970 clocks", () => {
  it("ends a session no earlier than its last sample when the clock was set back", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += 10 * minute;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_008_000 })] }),
    );
    pile.says(aStop({ transactionId, meterStopWh: 1_008_500, atMs: T0 - 8 * hour }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { startedAtMs: T0, endedAtMs: T0 + 10 * minute, meterStopWh: 1_008_500 },
    ]);
  });

  it("counts energy by the receipt while the clock is behind, so that a limit still holds", () => {
    const { pile, transactionId } = aCardCharge(aCardOrder({ prepaidFen: 500 }));
    for (let count = 1; count <= 10; count += 1) {
      pile.nowMs += minute;
      const sample = aSample({ atMs: pile.nowMs - 3 * hour, registerWh: 1_000_000 + count * 500 });
      pile.says(aMeter({ transactionId, samples: [sample] }));
    }
    expect(pile.session().last).toMatchObject({ atMs: pile.nowMs, registerWh: 1_005_000 });
    expect(pile.session().stopping).toMatchObject({ by: "money" });
  });

  it("does not take a clock that is set right for hours of charging in kWh", () => {
    const pile = new TestPile().available();
    const transactionId = pile.starts(aStart({ atMs: T0 - 3 * hour }), accepted());
    pile.nowMs += 15_000;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_250 })] }),
    );
    expect(pile.state.quirks).toEqual([]);
    expect(pile.session().meterStartWh).toBe(1_000_000);
  });
});

describe("kWh labelled Wh, missing units, session value against register", () => {
  it("bills in Wh what began in kWh, from the sample that shows it on", () => {
    const pile = new TestPile().available();
    const order = aCardOrder();
    const transactionId = pile.starts(aStart({ meterStartWh: 1_000 }), accepted(order));
    for (let count = 1; count <= 10; count += 1) {
      pile.nowMs += minute;
      const registerWh = pile.state.quirks.length === 0 ? 1_000 + count : 1_000_000 + count * 1_000;
      pile.says(aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh })] }));
    }
    expect(pile.state.quirks).toEqual(["registerInKwh", "transactionMeterInKwh"]);
    expect(pile.session()).toMatchObject({
      meterStartWh: 1_000_000,
      last: { registerWh: 1_010_000 },
    });
    // Since it was found the decoder has multiplied.
    pile.nowMs += minute;
    pile.says(aStop({ transactionId, meterStopWh: 1_011_000, atMs: pile.nowMs }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended).toMatchObject({
      orderId: order.orderId,
      meterStartWh: 1_000_000,
      meterStopWh: 1_011_000,
    });
    expect(ended?.readings.map(([, registerWh]) => registerWh)).toEqual([
      1_000_000, 1_004_000, 1_005_000, 1_006_000, 1_007_000, 1_008_000, 1_009_000, 1_010_000,
      1_011_000,
    ]);
  });

  it("does not mistake a car that waits before it charges for a meter in kWh", () => {
    const { pile, transactionId } = aCardCharge();
    const at = (minutes: number, registerWh: number, powerW: number): void => {
      pile.nowMs = T0 + minutes * minute;
      pile.says(
        aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh, powerW })] }),
      );
    };
    at(1, 1_000_000, 0);
    at(60, 1_000_000, 0);
    at(60.25, 1_000_030, 7_000);
    expect(pile.state.quirks).toEqual([]);
    expect(pile.session().meterStartWh).toBe(1_000_000);
  });

  it("does not let one absurd register end a session by its energy limit", () => {
    const { pile, orderId, transactionId } = anOrderCharging({
      limit: { kind: "energy", energyWh: 20_000 },
    });
    pile.nowMs += minute;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 9_000_000 })] }),
    );
    expect(pile.session().stopping).toBeNull();
    expect(orderId).toBeTruthy();
  });
});

describe("the database swells with meter values", () => {
  it("stores no row for a sample, but for one that crosses a price", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += 15_000;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_200 })] }),
    );
    expect(pile.durable).toBe(false);
    expect(pile.effects.at(-2)).toMatchObject({ kind: "keepSamples", store: false });
  });
});
