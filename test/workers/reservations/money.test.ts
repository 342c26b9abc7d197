import { runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fact } from "../../../core/charging/facts.ts";
import { adminListReservations } from "../../../core/contract/admin/reservations.ts";
import { createOrder, getOrder } from "../../../core/contract/orders.ts";
import {
  cancelReservation,
  createReservation,
  getReservation,
  listReservations,
  listSlots,
  ReservationEnd,
  SLOT_MS,
} from "../../../core/contract/reservations.ts";
import { limits } from "../../../core/limits.ts";
import { dbOf } from "../../../worker/db/database.ts";
import {
  cancelReservation as cancel,
  sweepReservations,
} from "../../../worker/reservations/cancelReservation.ts";
import { createReservation as create } from "../../../worker/reservations/createReservation.ts";
import { deskOf } from "../../../worker/reservations/desk.ts";
import { asDriver, ask, asStaff, env, migrate } from "../http/support.ts";
import { as } from "../money/support/as.ts";
import { rowsWrittenDuring } from "../money/support/rows.ts";
import type { World } from "../money/support/world.ts";
import { aReservablePile, aRichDriver, balanceOf, books, terms } from "./support.ts";

const minute = 60_000;
const T0 = Date.UTC(2031, 0, 10, 2);

beforeAll(migrate);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: T0 });
});
afterEach(() => {
  vi.useRealTimers();
});

type Place = Awaited<ReturnType<typeof aReservablePile>>;

const slot = { fromMs: T0 + 2 * SLOT_MS, untilMs: T0 + 4 * SLOT_MS };
const wish = ({ pileId }: Place, change = {}) => ({ pileId, connectorId: 1, ...slot, ...change });

type Wish = { readonly key?: string; readonly connectorId?: number };

const reserve = async (place: Place, driverId: string, { key = "key", ...change }: Wish = {}) =>
  ask(createReservation, wish(place, change), {
    ...(await asDriver(driverId)),
    "idempotency-key": key,
  });

/** Reserved by a driver with 5,000 fen. */
async function reserved(place: Place) {
  const driverId = await aRichDriver();
  const { reservationId } = (await reserve(place, driverId)).output();
  return { driverId, reservationId };
}

const tell = ({ records, pileId }: Place, ...facts: Fact[]) => records.apply(pileId, facts);

describe("the deposit", () => {
  it("is taken from the balance once, however often the request is repeated", async () => {
    const place = await aReservablePile();
    const { driverId, reservationId } = await reserved(place);
    expect((await reserve(place, driverId)).output()).toMatchObject({
      reservationId,
      end: null,
      feeFen: 500,
      noShowFeeFen: 1_000,
    });
    expect(await balanceOf(driverId)).toBe(3_500);
    const other = await reserve(place, driverId, { connectorId: 2 });
    expect(other.code).toBe("idempotency_conflict");
  });

  it("that the balance cannot give leaves the slot free and nothing written", async () => {
    const place = await aReservablePile();
    const poor = await aRichDriver(1_499);
    expect((await reserve(place, poor)).code).toBe("balance_too_low");
    expect(await balanceOf(poor)).toBe(1_499);
    const headers = await asDriver(poor);
    expect((await ask(listReservations, {}, headers)).output().items).toEqual([]);
    expect((await reserve(place, await aRichDriver())).status).toBe(200);
  });

  it("comes back whole from a cancellation in time, of which a repeat changes nothing", async () => {
    const place = await aReservablePile();
    const { driverId, reservationId } = await reserved(place);
    vi.setSystemTime(slot.fromMs - 15 * minute - 1);
    for (const _ of [1, 2]) {
      const answer = await ask(cancelReservation, { reservationId }, await asDriver(driverId));
      expect(answer.output()).toMatchObject({ end: "cancelled", chargedFen: 0 });
    }
    expect(await balanceOf(driverId)).toBe(5_000);
  });

  const keptOf: Readonly<Record<ReservationEnd, number>> = {
    used: 500,
    cancelled: 0,
    cancelled_late: 500,
    no_show: 1_500,
    connector_failed: 0,
    connector_occupied: 0,
    pile_offline: 0,
    cancelled_by_operator: 0,
    not_confirmed: 0,
  };

  it.each(ReservationEnd.options)("is booked or given back at most once: %s", async (end) => {
    const place = await aReservablePile();
    const before = await books();
    const { driverId, reservationId } = await reserved(place);
    const ended = { kind: "bookingEnded", bookingId: reservationId, usedBy: null } as const;
    await tell(place, { ...ended, end, atMs: T0 });
    await tell(place, { ...ended, end, atMs: T0 }, { ...ended, end: "no_show", atMs: T0 + 1 });
    expect(await balanceOf(driverId)).toBe(5_000 - keptOf[end]);
    const after = await books();
    expect(after).toMatchObject({ sumFen: 0, depositsFen: before.depositsFen });
    const earnedFen = after.reservationFen + after.noShowFen;
    expect(earnedFen - before.reservationFen - before.noShowFen).toBe(keptOf[end]);
    const row = await ask(getReservation, { reservationId }, await asDriver(driverId));
    expect(row.output()).toMatchObject({ end, chargedFen: keptOf[end] });
  });

  it("comes back when the Worker dies before the pile is told that it was taken", async () => {
    const place = await aReservablePile();
    const driverId = await aRichDriver();
    const desk = deskOf(env);
    const dying: typeof desk = {
      db: dbOf(env),
      pile: (pileId) => ({
        ...wrapped(desk.pile(pileId)),
        confirmReservation: () => Promise.reject(new Error("the Worker is gone")),
      }),
    };
    const input = { ...wish(place), driverId, idempotencyKey: "key", nowMs: T0 };
    expect(await create(dying, input)).toEqual({ ok: false, error: { code: "unavailable" } });
    expect(await balanceOf(driverId)).toBe(3_500);
    vi.setSystemTime(T0 + limits.reservationConfirmMs.most);
    await place.charger.call("Heartbeat", {});
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    await runDurableObjectAlarm(place.stub as unknown as DurableObjectStub);
    expect(await place.records.factOf("bookingEnded")).toMatchObject({ end: "not_confirmed" });
    expect(await balanceOf(driverId)).toBe(5_000);
  });

  it("of which no pile knows any more is given back by the sweep", async () => {
    const place = await aReservablePile();
    const { driverId } = await reserved(place);
    await place.stub.retire();
    const again = await aRichDriver();
    await sweepReservations(deskOf(env), slot.untilMs + 3_600_000);
    expect([await balanceOf(driverId), await balanceOf(again)]).toEqual([5_000, 5_000]);
    expect((await books()).depositsFen).toBe(0);
  });

  it("costs the records 12 rows, of which ending it again adds none", async () => {
    const place = await aReservablePile();
    const driverId = await aRichDriver();
    const desk = { ...deskOf(env) };
    const counted = as<World>({ money: desk });
    const input = { ...wish(place), driverId, idempotencyKey: "key", nowMs: T0 };
    const made: Awaited<ReturnType<typeof create>>[] = [];
    const making = await rowsWrittenDuring(counted, async () => {
      made.push(await create(desk, input));
    });
    // The reservation with four indexes, the entry with its index, the wallet.
    expect(making).toBe(5 + 2 + 1);
    const [first] = made;
    if (first === undefined || !first.ok) throw new Error("not made");
    const ending = () => cancel(desk, { reservationId: first.value, nowMs: T0 });
    // The entry with its index, the wallet, the reservation: leaving an index costs nothing.
    expect(await rowsWrittenDuring(counted, ending)).toBe(2 + 1 + 1);
    expect(await rowsWrittenDuring(counted, ending)).toBe(0);
  });

  it("is not billed again by the order that uses the reservation", async () => {
    const place = await aReservablePile();
    const { charger } = place;
    const { driverId, reservationId } = await reserved(place);
    vi.setSystemTime(slot.fromMs);
    const headers = await asDriver(driverId);
    const limit = { kind: "amount", amountFen: 1_000 };
    const wanted = { pileId: place.pileId, connectorId: 1, limit, paymentWay: "balance" };
    const order = await ask(createOrder, { ...wanted, scene: "browser" }, headers);
    const { orderId } = order.output().order;
    const { idTag } = await charger.obeys("RemoteStartTransaction");
    const transactionId = await charger.starts(String(idTag));
    vi.setSystemTime(slot.fromMs + 10 * minute);
    await charger.stops(transactionId, 1_005_000);
    await place.records.factOf("sessionEnded");
    const used = (await ask(getReservation, { reservationId }, headers)).output();
    expect(used).toMatchObject({ end: "used", chargedFen: 500, orderId });
    const { bill } = (await ask(getOrder, { orderId }, headers)).output();
    expect(bill).toMatchObject({ reservationFen: 0, totalFen: 600 });
    expect(await balanceOf(driverId)).toBe(5_000 - 500 - 600);
  });
});

/** Methods of a stub are not its own properties. */
const wrapped = (pile: ReturnType<ReturnType<typeof deskOf>["pile"]>) => ({
  reserve: (...given: Parameters<typeof pile.reserve>) => pile.reserve(...given),
  cancelReservation: (...given: Parameters<typeof pile.cancelReservation>) =>
    pile.cancelReservation(...given),
  slots: () => pile.slots(),
});

describe("over HTTP", () => {
  it("of 100 drivers who want one slot one gets it and pays, 99 are refused with the reason", async () => {
    const place = await aReservablePile();
    const before = await books();
    const drivers = await Promise.all(Array.from({ length: 100 }, () => aRichDriver()));
    const answers = await Promise.all(drivers.map((driverId) => reserve(place, driverId)));
    const codes = answers.map(({ code }) => code ?? "given");
    expect(codes.filter((code) => code === "given")).toHaveLength(1);
    expect(codes.filter((code) => code === "slot_taken")).toHaveLength(99);
    expect((await books()).depositsFen - before.depositsFen).toBe(1_500);
  });

  it("a driver has one reservation at a time, wherever", async () => {
    const [here, there] = [await aReservablePile(), await aReservablePile()];
    const { driverId } = await reserved(here);
    expect((await reserve(there, driverId, { key: "2" })).code).toBe("reservation_under_way");
    expect(await balanceOf(driverId)).toBe(3_500);
  });

  it("everybody sees what is free, and a driver only his own reservations", async () => {
    const place = await aReservablePile();
    const { pileId } = place;
    const { driverId, reservationId } = await reserved(place);
    const slots = (await ask(listSlots, { pileId })).output();
    expect(slots.terms).toEqual(terms);
    const taken = slots.connectors.flatMap(({ connectorId, slots: all }) =>
      all.filter(({ isFree }) => !isFree).map(({ fromMs }) => [connectorId, fromMs]),
    );
    expect(taken).toEqual([
      [1, slot.fromMs],
      [1, slot.fromMs + SLOT_MS],
    ]);
    const mine = (await ask(listReservations, {}, await asDriver(driverId))).output();
    expect(mine.items).toMatchObject([{ reservationId, pileId, connectorId: 1, ...slot }]);
    const stranger = await asDriver(await aRichDriver());
    for (const endpoint of [getReservation, cancelReservation]) {
      const answer = await ask(endpoint, { reservationId }, stranger);
      expect(answer.code).toBe("reservation_not_found");
    }
  });

  it("an operator sees the reservations of his piles, and of no other's", async () => {
    const [place, other] = [await aReservablePile(), await aReservablePile()];
    const { reservationId } = await reserved(place);
    const { pileId } = place;
    const own = await ask(adminListReservations, { pileId }, await asStaff(place.operatorId));
    expect(own.output().items).toMatchObject([{ reservationId, driverName: "微信用户" }]);
    const foreign = await ask(adminListReservations, { pileId }, await asStaff(other.operatorId));
    expect(foreign.code).toBe("pile_not_found");
  });

  it("a reservation that moved is shown where it stands now", async () => {
    const place = await aReservablePile();
    const { driverId, reservationId: bookingId } = await reserved(place);
    await tell(place, { kind: "bookingMoved", bookingId, connectorId: 2, atMs: T0 });
    const headers = await asDriver(driverId);
    const now = await ask(getReservation, { reservationId: bookingId }, headers);
    expect(now.output()).toMatchObject({ connectorId: 2, end: null });
  });
});
