import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { aFault, aStatus, minute } from "./support/builders.ts";
import { TestPile } from "./support/testPile.ts";
import { retired } from "./profile.ts";

const grace = limits.linkLossMs.most;

describe("A charger that stays away", () => {
  it("is told once the grace is over, with when it went, and again when it is back", () => {
    const pile = new TestPile().available();
    pile.disconnect();
    const sinceMs = pile.nowMs;
    pile.passes(grace - 1);
    expect(pile.factsOf("linkLost")).toEqual([]);
    pile.passes(1);
    expect(pile.factsOf("linkLost")).toEqual([
      { kind: "linkLost", sinceMs, atMs: sinceMs + grace },
    ]);
    pile.passes(60 * minute);
    expect(pile.factsOf("linkLost")).toHaveLength(1);
    pile.connect();
    expect(pile.factsOf("linkBack")).toEqual([{ kind: "linkBack", atMs: pile.nowMs }]);
  });

  it("is told of neither in a reconnect, however often that comes", () => {
    const pile = new TestPile().available();
    for (let times = 0; times < 20; times += 1) {
      pile.disconnect();
      pile.passes(grace - 1);
      pile.connect();
      pile.passes(minute);
    }
    expect([...pile.factsOf("linkLost"), ...pile.factsOf("linkBack")]).toEqual([]);
  });

  it("and never came is nobody's trouble yet", () => {
    const pile = new TestPile();
    pile.passes(10 * grace);
    expect(pile.factsOf("linkLost")).toEqual([]);
  });

  it("is over when the pile is removed", () => {
    const pile = new TestPile().available();
    pile.disconnect();
    pile.passes(grace);
    pile.perform(retired(pile.state, pile.circumstances));
    expect(pile.factsOf("linkBack")).toHaveLength(1);
    pile.passes(10 * grace);
    expect(pile.factsOf("linkLost")).toHaveLength(1);
  });
});

describe("A fault", () => {
  it("beside a working status is told as usable, and anew when the connector fails by it", () => {
    const pile = new TestPile().available();
    pile.says(aStatus({ connectorId: 1, errorCode: "ReaderFailure" }));
    pile.says(aFault({ connectorId: 1, errorCode: "ReaderFailure" }));
    const opened = pile.factsOf("faultOpened").map(({ isUsable }) => isUsable);
    expect(opened).toEqual([true, undefined]);
    expect(pile.factsOf("faultClosed")).toHaveLength(1);
  });
});
