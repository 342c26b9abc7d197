import { describe, expect, it } from "vitest";
import { aHold, hour, minute, T0 } from "./support/builders.ts";
import { ReservedPile } from "./support/reservedPile.ts";
import { setClosures } from "./closures.ts";
import type { Closure } from "./pileState.ts";
import { slotsOf } from "./reservations.ts";

const close = (pile: ReservedPile, closures: readonly Closure[]): void =>
  pile.perform(setClosures(pile.state, closures, pile.circumstances));

const fromMs = T0 + hour;
const untilMs = T0 + 3 * hour;
const closure: Closure = { closureId: "window-1", fromMs, untilMs };

const aPile = (): ReservedPile => new ReservedPile().available();
const states = (pile: ReservedPile): string[] =>
  pile.state.connectors.map(({ told }) => told.state);
const only = (...expected: string[]) => new Set(expected);

describe("A planned closure", () => {
  it("takes the connectors out of service when it begins, and gives them back when it ends", () => {
    const pile = aPile();
    close(pile, [closure]);
    pile.until(fromMs - 1);
    expect(new Set(states(pile))).toEqual(only("available"));
    pile.until(fromMs);
    expect(new Set(states(pile))).toEqual(only("unavailable"));
    const refused = pile.hold(aHold({ untilMs: pile.nowMs + minute }));
    expect(refused).toEqual({ ok: false, error: { code: "connector_unavailable" } });
    pile.until(untilMs);
    expect(new Set(states(pile))).toEqual(only("available"));
    expect(pile.hold(aHold({ untilMs: pile.nowMs + minute })).ok).toBe(true);
  });

  it("leaves who has a connector as he is, until he is done", () => {
    const pile = aPile();
    pile.hold(aHold({ untilMs: pile.nowMs + 3 * minute }));
    close(pile, [{ ...closure, fromMs: T0 }]);
    expect(states(pile).slice(0, 2)).toEqual(["occupied", "unavailable"]);
    pile.passes(3 * minute);
    expect(states(pile)[0]).toBe("unavailable");
  });

  it("offers no slot within it, takes no reservation there, and does so around it", () => {
    const pile = aPile();
    close(pile, [closure]);
    const [first] = slotsOf(pile.state, pile.nowMs);
    for (const slot of first?.slots ?? []) {
      const isWithin = slot.fromMs < untilMs && fromMs < slot.untilMs;
      expect([slot.fromMs, slot.isFree]).toEqual([slot.fromMs, !isWithin]);
    }
    expect(pile.reserve()).toEqual({ ok: false, error: { code: "slot_closed" } });
    expect(pile.reserve({ fromMs: untilMs, untilMs: untilMs + hour }).ok).toBe(true);
  });

  it("takes back what was promised within it, and leaves the rest", () => {
    const pile = aPile();
    const within = pile.reserved();
    const after = pile.reserved({
      driverId: "driver-2",
      fromMs: untilMs,
      untilMs: untilMs + hour,
    });
    close(pile, [closure]);
    close(pile, [closure]);
    expect(pile.factsOf("bookingEnded")).toMatchObject([
      { bookingId: within, end: "cancelled_by_operator" },
    ]);
    expect(pile.state.bookings.map(({ bookingId }) => bookingId)).toEqual([after]);
  });

  it("is over at once when it is no longer planned; what is past is not kept", () => {
    const pile = aPile();
    close(pile, [{ ...closure, fromMs: T0 }]);
    expect(new Set(states(pile))).toEqual(only("unavailable"));
    close(pile, []);
    expect(new Set(states(pile))).toEqual(only("available"));
    close(pile, [{ ...closure, fromMs: 0, untilMs: T0 }]);
    expect(pile.state.closures).toEqual([]);
  });
});
