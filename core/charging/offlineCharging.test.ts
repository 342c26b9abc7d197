// What breaks central systems in the field: one test, or a few, for each row of that table that a
// Pile's decisions own, by the rows' words: charging that the platform hears of late.
import { describe, expect, it } from "vitest";
import {
  aHold,
  aMeter,
  aSample,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { aCardCharge } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";
import { startTagOf } from "./pileState.ts";

describe("offline charging with a refused tag is dropped", () => {
  it("records its energy for a person, and answers the refusal", () => {
    const pile = new TestPile().available();
    pile.nowMs += hour;
    const refused = { kind: "card", card: { status: "Blocked" } } as const;
    const transactionId = pile.starts(aStart(), refused);
    pile.says(aStop({ transactionId, meterStopWh: 1_020_000, atMs: T0 + 30 * minute }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      {
        orderId: null,
        anomalies: ["card_Blocked"],
        meterStartWh: 1_000_000,
        meterStopWh: 1_020_000,
      },
    ]);
  });

  it("records it when the records were out of reach", () => {
    const pile = new TestPile().available();
    expect(pile.says(aStart(), null)).toMatchObject({ status: "Invalid" });
    expect(pile.session().owner).toEqual({ kind: "nobody", reason: "records_out_of_reach" });
  });

  it("records what came after the platform had closed the session", () => {
    const { pile, transactionId, order } = aCardCharge();
    pile.says(aStatus());
    pile.passes(2 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ meterStopWh: 1_000_000 }]);
    const stop = aStop({ transactionId, meterStopWh: 1_000_700, atMs: pile.nowMs });
    pile.says(stop);
    pile.says(stop);
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, meterStartWh: 1_000_000, meterStopWh: 1_000_000 },
      {
        orderId: null,
        meterStartWh: 1_000_000,
        meterStopWh: 1_000_700,
        anomalies: ["energy_after_close"],
      },
    ]);
  });
});

describe("offline transactions replayed late are priced at replay time", () => {
  it("tells the meter's own times, and no idle time that nobody saw", () => {
    const pile = new TestPile().available();
    const request = aHold({ terms: { ...aHold().terms } });
    pile.hold(request);
    pile.pay(request.orderId);
    const transactionId = pile.starts(aStart({ idTag: startTagOf(request.orderId) }));
    pile.disconnect();
    pile.passes(3 * hour);
    pile.connect();
    const samples = [5, 10, 15].map((at) =>
      aSample({ atMs: T0 + at * minute, registerWh: 1_000_000 + at * 900 }),
    );
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aStop({ transactionId, meterStopWh: 1_018_000, atMs: T0 + 20 * minute }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended?.readings).toEqual([
      [T0, 1_000_000],
      [T0 + 5 * minute, 1_004_500],
      [T0 + 10 * minute, 1_009_000],
      [T0 + 15 * minute, 1_013_500],
      [T0 + 20 * minute, 1_018_000],
    ]);
    expect(ended).toMatchObject({ endedAtMs: T0 + 20 * minute, idle: null });
  });
});
