// What holds for every history of a pile whose connectors are reserved, however drivers, cards,
// faults, lost links and clocks come together.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reservationEnded, reservationHeld } from "../money/reservationEntries.ts";
import type { LedgerEntry } from "../money/ledger.ts";
import { trialBalance } from "../money/trialBalance.ts";
import { SLOT_MS } from "../contract/reservations.ts";
import { bookingAt } from "./bookings.ts";
import { outcomeOf } from "./reservationOutcome.ts";
import { orderOf } from "./pileState.ts";
import { slotsOf } from "./reservations.ts";
import { aHold, hour, minute } from "./support/builders.ts";
import { ReservedPile } from "./support/reservedPile.ts";
import { StreetCharger } from "./support/streetCharger.ts";

type Step = { readonly words: string; readonly act: (street: Street) => void };

const fees = { feeFen: 500, noShowFeeFen: 1_000 };

class Street {
  readonly pile = new ReservedPile();
  readonly charger = new StreetCharger(this.pile);
  /** The records: a deposit is taken when a reservation is confirmed. */
  readonly entries: LedgerEntry[] = [];
  readonly made = new Map<string, string>();
  readonly orders: string[] = [];

  reserve(driverId: string, connectorId: number, inSlots: number, long: number, pays: boolean) {
    const { pile } = this;
    const fromMs = (Math.floor(pile.nowMs / SLOT_MS) + inSlots) * SLOT_MS;
    const slot = { fromMs, untilMs: fromMs + long * SLOT_MS };
    const reserved = pile.reserve({ driverId, connectorId, ...slot, idTags: [`${driverId}-card`] });
    if (!reserved.ok) return;
    const { reservationId } = reserved.value;
    this.made.set(reservationId, driverId);
    if (!pays) return;
    const atMs = pile.nowMs;
    this.entries.push(reservationHeld({ reservationId, driverId, ...fees, atMs }));
    pile.confirm(reservationId);
  }

  cancel(driverId: string): void {
    const booking = this.pile.state.bookings.find((one) => one.driverId === driverId);
    if (booking !== undefined) this.pile.cancel(booking.bookingId);
  }

  hold(driverId: string, connectorId: number): void {
    const { pile } = this;
    const holder = bookingAt(pile.state, connectorId, pile.nowMs)?.driverId ?? driverId;
    const request = aHold({ driverId, connectorId, untilMs: pile.nowMs + 3 * minute });
    if (!pile.hold(request).ok) return;
    if (holder !== driverId) throw new Error(`${driverId} was given the place of ${holder}`);
    this.orders.push(request.orderId);
  }

  settle(): void {
    this.charger.connect(false);
    for (const { connectorId } of this.charger.outlets) this.charger.end(connectorId);
    this.pile.until(this.pile.nowMs + 72 * hour);
    const held = new Set(this.entries.map(({ source }) => source));
    for (const { bookingId: reservationId, end, atMs } of this.pile.factsOf("bookingEnded")) {
      if (!held.has(`reservation:${reservationId}:held`)) continue;
      const driverId = this.made.get(reservationId) ?? "";
      const costs = outcomeOf[end];
      const deposit = { reservationId, driverId, operatorId: "op-1", ...fees, atMs };
      this.entries.push(reservationEnded({ ...deposit, costs }));
    }
  }
}

const a = (words: string, act: Step["act"]): Step => ({ words, act });
const connectorId = fc.constantFrom(1, 2);
const driver = fc.constantFrom("driver-1", "driver-2", "driver-3");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(
      driver,
      connectorId,
      fc.integer({ min: -1, max: 8 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([who, id, inSlots, long, pays]) =>
      a(`${who} reserves ${id} in ${inSlots} for ${long}, pays ${pays > 0}`, (street) =>
        street.reserve(who, id, inSlots, long, pays > 0),
      ),
    ),
  driver.map((who) => a(`${who} cancels`, (street) => street.cancel(who))),
  fc
    .tuple(driver, connectorId)
    .map(([who, id]) => a(`${who} orders ${id}`, (street) => street.hold(who, id))),
  fc.constant(
    a("the latest order is paid", ({ pile, orders, charger }) => {
      const orderId = orders.at(-1);
      if (orderId === undefined) return;
      pile.pay(orderId);
      charger.flows(0, false);
    }),
  ),
  fc
    .tuple(driver, connectorId)
    .map(([who, id]) =>
      a(`${who}'s card at ${id}`, ({ charger }) => charger.begin(id, `${who}-card`)),
    ),
  connectorId.map((id) => a(`${id} ends`, ({ charger }) => charger.end(id))),
  fc
    .tuple(connectorId, fc.constantFrom("Available", "Preparing", "Charging", "Faulted"))
    .map(([id, status]) => a(`${id} ${status}`, ({ charger }) => charger.status(id, status))),
  fc.constant(a("link lost", ({ charger }) => charger.disconnect())),
  fc.constant(a("link back", ({ charger }) => charger.connect(false))),
  fc.constantFrom(-hour, 0, 2 * minute).map((offsetMs) =>
    a(`clock ${offsetMs}`, ({ charger }) => {
      charger.clockOffsetMs = offsetMs;
    }),
  ),
  fc
    .integer({ min: 1, max: 3_600 })
    .map((seconds) => a(`${seconds} s`, ({ pile }) => pile.until(pile.nowMs + seconds * 1_000))),
);

const histories = fc.array(step, { maxLength: 60, size: "max" });

function lived(steps: readonly Step[]): Street {
  const street = new Street();
  street.charger.connect(true);
  for (const { act } of steps) {
    act(street);
    expectOneDriverEach(street);
  }
  return street;
}

/** Nobody else charges in a slot that is still promised, and no two promises overlap. */
function expectOneDriverEach({ pile: { state, nowMs } }: Street): void {
  for (const booking of state.bookings) {
    const { connectorId: id, driverId, fromMs, untilMs, bookingId } = booking;
    const others = state.bookings.filter((one) => one.bookingId !== bookingId);
    expect(others.filter((one) => one.driverId === driverId)).toEqual([]);
    expect(
      others.filter(
        (one) => one.connectorId === id && one.fromMs < untilMs && fromMs < one.untilMs,
      ),
    ).toEqual([]);
    const connector = state.connectors.find((one) => one.connectorId === id);
    const order = connector === undefined ? null : orderOf(connector);
    if (state.link.online && fromMs <= nowMs && order !== null) {
      expect(order.driverId).toBe(driverId);
    }
  }
}

describe("whatever happens to a pile that is reserved", () => {
  it("no connector is given to two drivers", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        expect(lived(steps).pile.roundTrips()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("no connector stays locked, and every reservation ends in exactly one way", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const street = lived(steps);
        street.settle();
        const { pile, made } = street;
        expect(pile.state.bookings).toEqual([]);
        const ended = pile.factsOf("bookingEnded").map(({ bookingId }) => bookingId);
        expect(ended.toSorted()).toEqual([...made.keys()].toSorted());
        street.charger.connect(false);
        for (const { connectorId: id } of pile.state.connectors) {
          street.charger.status(id, "Available");
        }
        const slots = slotsOf(pile.state, pile.nowMs).flatMap((one) => one.slots);
        expect(slots.filter(({ isFree }) => !isFree)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("every deposit is booked or given back, to the fen", () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const street = lived(steps);
        street.settle();
        const { balances, sumFen } = trialBalance(street.entries);
        expect(sumFen).toBe(0);
        const deposits = [...balances].filter(([account]) => account.endsWith(":deposit"));
        expect(deposits.filter(([, amountFen]) => amountFen !== 0)).toEqual([]);
        const sources = street.entries.map(({ source }) => source);
        expect(new Set(sources).size).toBe(sources.length);
      }),
      { numRuns: 200 },
    );
  });
});
