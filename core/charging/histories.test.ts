// What holds for every history of a pile, however its driver, its charger, the network, the clocks
// and the payments come together.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aHold, hour, minute } from "./support/builders.ts";
import { StreetCharger } from "./support/streetCharger.ts";
import { TestPile } from "./support/testPile.ts";
import { orderOf } from "./pileState.ts";

type Step = { readonly words: string; readonly act: (street: Street) => void };

class Street {
  readonly pile = new TestPile();
  readonly charger = new StreetCharger(this.pile);
  readonly held: string[] = [];
  readonly released = new Set<string>();

  begin(): void {
    this.charger.connect(true);
  }

  hold(connectorId: number): void {
    const request = aHold({ connectorId, untilMs: this.pile.nowMs + 3 * minute });
    if (this.pile.hold(request).ok) this.held.push(request.orderId);
  }

  latest(act: (orderId: string) => void): void {
    const orderId = this.held.at(-1);
    if (orderId !== undefined) act(orderId);
  }

  release(orderId: string): void {
    const wasThere = this.pile.state.connectors.some(
      (connector) => orderOf(connector)?.orderId === orderId,
    );
    if (wasThere && this.pile.release(orderId).ok) this.released.add(orderId);
  }

  /** The charger comes back, says all it has kept and ends what runs; then nothing more comes. */
  settle(): void {
    this.charger.clockOffsetMs = 0;
    this.charger.connect(false);
    for (const { connectorId } of this.charger.outlets) this.charger.end(connectorId);
    this.charger.disconnect();
    this.pile.passes(72 * hour);
  }
}

/** The words are what a failing history is printed by. */
const a = (words: string, act: Step["act"]): Step => ({ words, act });
const connectorId = fc.constantFrom(1, 2);
const step: fc.Arbitrary<Step> = fc.oneof(
  connectorId.map((id) => a(`hold ${id}`, (street) => street.hold(id))),
  fc.constant(a("pay", (street) => street.latest((orderId) => street.pile.pay(orderId)))),
  fc.constant(a("driver stops", (street) => street.latest((orderId) => street.pile.stop(orderId)))),
  fc.constant(a("release", (street) => street.latest((orderId) => street.release(orderId)))),
  fc.constant(a("obey", ({ charger }) => charger.flows(0, false))),
  connectorId.map((id) => a(`card ${id}`, ({ charger }) => charger.begin(id, `CARD-${id}`))),
  fc
    .tuple(connectorId, fc.constantFrom("own", "unknown"))
    .map(([id, named]) => a(`end ${id} ${named}`, ({ charger }) => charger.end(id, named))),
  fc
    .tuple(fc.integer({ min: 1, max: 900 }), fc.boolean())
    .map(([seconds, sampled]) =>
      a(`flows ${seconds} ${sampled}`, ({ charger }) => charger.flows(seconds, sampled)),
    ),
  fc
    .tuple(connectorId, fc.constantFrom("Available", "Preparing", "Charging", "Faulted"))
    .map(([id, status]) => a(`${id} ${status}`, ({ charger }) => charger.status(id, status))),
  fc.constant(a("disconnect", ({ charger }) => charger.disconnect())),
  fc.boolean().map((boots) => a(`connect ${boots}`, ({ charger }) => charger.connect(boots))),
  fc.constant(a("repeat", ({ charger }) => charger.repeats())),
  fc.constantFrom(-3 * hour, -minute, 0, 2 * minute, 9 * hour).map((offsetMs) =>
    a(`clock ${offsetMs}`, ({ charger }) => {
      charger.clockOffsetMs = offsetMs;
    }),
  ),
  fc.constantFrom("Accepted", "Blocked", null).map((cards) =>
    a(`cards ${cards}`, ({ charger }) => {
      charger.cards = cards;
    }),
  ),
  fc
    .integer({ min: 1, max: 7_200 })
    .map((seconds) => a(`pass ${seconds}`, ({ pile }) => pile.passes(seconds * 1_000))),
);

const histories = fc.array(step, { maxLength: 60, size: "max" });

function lived(steps: readonly Step[]): Street {
  const street = new Street();
  street.begin();
  for (const { act } of steps) {
    act(street);
    const orders = street.pile.state.connectors.map(orderOf).filter((order) => order !== null);
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(orders.length);
    expect(street.pile.roundTrips()).toBe(true);
  }
  return street;
}

describe("whatever happens to a pile", () => {
  it("every Wh that a meter delivered is in exactly one session's end", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const street = lived(steps);
        street.settle();
        const ends = street.pile.factsOf("sessionEnded");
        const billedWh = ends.reduce((sum, end) => sum + end.meterStopWh - end.meterStartWh, 0);
        expect(billedWh).toBe(street.charger.deliveredWh);
        for (const { readings, startedAtMs, endedAtMs } of ends) {
          expect(endedAtMs).toBeGreaterThanOrEqual(startedAtMs);
          const times = readings.map(([atMs]) => atMs);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 400 },
    );
  });

  it("no connector stays locked once nothing more comes", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { pile } = lived(steps);
        pile.disconnect();
        pile.passes(72 * hour);
        expect(pile.state.connectors.map(({ use }) => use.kind)).toEqual(["free", "free"]);
      }),
      { numRuns: 200 },
    );
  });

  it("every order ends in exactly one way, and facts are numbered without a gap", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const street = lived(steps);
        street.settle();
        const { pile, held, released, charger } = street;
        const endsOf = (orderId: string): number =>
          pile.factsOf("sessionEnded").filter((fact) => fact.orderId === orderId).length +
          pile.factsOf("startFailed").filter((fact) => fact.orderId === orderId).length +
          (released.has(orderId) ? 1 : 0);
        for (const orderId of [...held, ...charger.cardOrders]) expect(endsOf(orderId)).toBe(1);
        const seqs = pile.state.outbox.map(({ seq }) => seq);
        expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
        expect(pile.state.counters.fact).toBe(seqs.at(-1) ?? 0);
      }),
      { numRuns: 200 },
    );
  });
});
