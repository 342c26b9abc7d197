// After a charge: the car that stays.
import { describe, expect, it } from "vitest";
import {
  aCardOrder,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
  withIdleFee,
} from "./support/builders.ts";
import { anOrderCharging, aCarThatStays } from "./support/scenes.ts";
import { liveOrder } from "./live.ts";

describe("a car that stays after its charge", () => {
  it("pays until it leaves", () => {
    const { pile, orderId, stop } = aCarThatStays();
    expect(pile.factsOf("sessionFinishing")).toMatchObject([{ orderId }]);
    expect(liveOrder(pile.state, orderId)).toMatchObject({ state: "finishing", powerW: 0 });
    pile.says(stop);
    pile.passes(12 * minute);
    pile.says(aStatus({ atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId, idle: { fromMs: stop.atMs, toMs: stop.atMs + 12 * minute } },
    ]);
    expect(pile.state.quarantine).toEqual([]);
  });

  it("pays at most what staying may cost, when it never leaves", () => {
    const { pile, stop } = aCarThatStays();
    pile.passes(3 * hour);
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { idle: { fromMs: stop.atMs, toMs: stop.atMs + 30 * minute } },
    ]);
  });

  it("makes room for the next start", () => {
    const { pile, stop } = aCarThatStays();
    pile.passes(minute);
    pile.starts(aStart({ idTag: "CARD-2", atMs: pile.nowMs, meterStartWh: stop.meterStopWh }), {
      kind: "card",
      card: { status: "Accepted", order: aCardOrder() },
    });
    expect(pile.factsOf("sessionEnded")).toHaveLength(1);
    expect(pile.use().kind).toBe("charging");
  });

  it("pays nothing for the time a replayed stop is late, as its leaving is told right after", () => {
    const { pile, transactionId } = anOrderCharging({ terms: withIdleFee() });
    pile.disconnect();
    pile.passes(5 * hour);
    pile.connect();
    pile.says(aStop({ transactionId, meterStopWh: 1_010_000, atMs: T0 + 12 * minute }));
    expect(pile.use().kind).toBe("idling");
    pile.says(aStatus({ atMs: T0 + 14 * minute }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { idle: { fromMs: T0 + 12 * minute, toMs: T0 + 14 * minute } },
    ]);
  });
});
