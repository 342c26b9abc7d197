import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReserveRefusal, ReserveRequest } from "../../../core/charging/pileApi.ts";
import { aHold } from "../../../core/charging/support/builders.ts";
import { aRequest } from "../../../core/charging/support/reservedPile.ts";
import { SLOT_MS } from "../../../core/contract/reservations.ts";
import type { Result } from "../../../core/result.ts";
import type { PileStub } from "../../../worker/pileOf.ts";
import { rowsWritten } from "../pile/rowsWritten.ts";
import { anOnlinePile, aScreen, sleep, storedState } from "../pile/support.ts";

const minute = 60_000;
const T0 = Date.UTC(2031, 0, 10, 2);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const slot = { fromMs: T0 + 4 * SLOT_MS, untilMs: T0 + 8 * SLOT_MS };
const wishes = (count: number, from = 0): ReserveRequest[] =>
  Array.from({ length: count }, (_, index) =>
    aRequest({ driverId: `driver-${from + index}`, ...slot }),
  );

type Answer = Result<{ readonly reservationId: string }, ReserveRefusal>;

/** As a client does: what got no answer is said again, the same. */
async function insist(stub: PileStub, request: ReserveRequest): Promise<Answer> {
  try {
    return await stub.reserve(request);
  } catch {
    return insist(stub, request);
  }
}

function countOf(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const words = answers.map((answer) => (answer.ok ? "given" : answer.error.code));
  return Object.fromEntries(
    [...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]),
  );
}

describe("1,000 drivers who want one connector and slot at once", () => {
  it("one is given, 999 are refused with the reason", async () => {
    const { stub } = await anOnlinePile();
    const answers = await Promise.all(wishes(1_000).map((request) => stub.reserve(request)));
    expect(countOf(answers)).toEqual({ given: 1, slot_taken: 999 });
    expect((await storedState(stub)).bookings).toHaveLength(1);
  });

  it("the same while the object is evicted and started again in between", async () => {
    const { stub } = await anOnlinePile();
    const answers: Promise<Answer>[] = [];
    for (let from = 0; from < 1_000; from += 250) {
      answers.push(...wishes(250, from).map((request) => insist(stub, request)));
      await sleep(stub);
    }
    expect(countOf(await Promise.all(answers))).toEqual({ given: 1, slot_taken: 999 });
    expect((await storedState(stub)).bookings).toHaveLength(1);
  });
});

async function reserved(change: Partial<ReserveRequest> = {}) {
  const pile = await anOnlinePile();
  const given = await pile.stub.reserve(aRequest({ ...slot, ...change }));
  if (!given.ok) throw new Error(given.error.code);
  const { reservationId } = given.value;
  return { ...pile, reservationId };
}

/** The clock goes to a moment, the charger shows that it is there, and the object's alarm rings. */
async function until(
  { stub, charger }: Pick<Awaited<ReturnType<typeof anOnlinePile>>, "stub" | "charger">,
  atMs: number,
): Promise<void> {
  vi.setSystemTime(atMs);
  await charger.call("Heartbeat", {});
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  await runDurableObjectAlarm(stub as unknown as DurableObjectStub);
}

describe("a reservation", () => {
  it("keeps the connector from others by the alarm alone, after a sleep", async () => {
    const pile = await reserved();
    const { stub, charger, reservationId } = pile;
    await stub.confirmReservation(reservationId);
    await sleep(stub);
    await until(pile, slot.fromMs - 15 * minute);
    expect(await charger.obeys("ReserveNow")).toMatchObject({ connectorId: 1, idTag: "CARD-1" });
    await charger.call("Heartbeat", {});
    const other = aHold({ driverId: "driver-2", untilMs: Date.now() + minute });
    expect(await stub.hold(other)).toEqual({ ok: false, error: { code: "connector_reserved" } });
    const own = aHold({ driverId: "driver-1", untilMs: Date.now() + minute });
    expect(await stub.hold(own)).toMatchObject({ ok: true });
  });

  it("ends as a no-show by the alarm alone, and the records are told once", async () => {
    const pile = await reserved();
    const { stub, records, reservationId } = pile;
    await stub.confirmReservation(reservationId);
    for (const atMs of [slot.fromMs - 15 * minute, slot.fromMs, slot.fromMs + 20 * minute]) {
      await until(pile, atMs);
    }
    const fact = await records.factOf("bookingEnded");
    expect(fact).toMatchObject({ bookingId: reservationId, end: "no_show" });
    expect(records.applied.all.filter(({ kind }) => kind === "bookingEnded")).toHaveLength(1);
  });

  it("is told to its driver's screen and to no other", async () => {
    const { stub, reservationId } = await reserved();
    const [own, other] = [await aScreen(stub), await aScreen(stub)];
    await own.hello("driver-1");
    expect(await own.next("reservation")).toMatchObject({ reservation: { end: null } });
    await other.hello("driver-2");
    await stub.cancelReservation({ reservationId, by: "driver" });
    expect(await own.next("reservation")).toMatchObject({
      reservation: { reservationId, end: "cancelled" },
    });
    expect(other.messages.all.filter(({ kind }) => kind === "reservation")).toEqual([]);
  });

  it("costs the pile at most 10 rows from its making to its use, the start of the charge included", async () => {
    const pile = await anOnlinePile();
    const { stub, charger } = pile;
    const counter = await rowsWritten(stub);
    // The records know the card as this driver's.
    const given = await stub.reserve(aRequest({ ...slot, driverId: "driver-2" }));
    if (!given.ok) throw new Error(given.error.code);
    await stub.confirmReservation(given.value.reservationId);
    expect(await counter.total()).toBeLessThanOrEqual(4);
    await until(pile, slot.fromMs - 15 * minute);
    await charger.obeys("ReserveNow");
    await until(pile, slot.fromMs);
    await charger.starts("CARD-1");
    expect((await storedState(stub)).pastBookings).toMatchObject([{ end: "used" }]);
    expect(await counter.total()).toBeLessThanOrEqual(10);
  });
});
