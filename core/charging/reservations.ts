// Drivers' reservations: who gets which slot of a connector. The Pile alone decides, the records
// take the fee, and what they do not confirm in time is free again.
import { SLOT_MS, type ReservationEnd } from "../contract/reservations.ts";
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import { endBooking, seeToBookings, tellDriver } from "./bookingCare.ts";
import { tagOf, type Booking } from "./booking.ts";
import { bookingOf, isUnreserved } from "./bookings.ts";
import { isClosedIn } from "./closed.ts";
import { connectorStateOf } from "./connectorState.ts";
import type {
  CancelBookingRefusal,
  ConfirmRefusal,
  ReserveRefusal,
  ReserveRequest,
  SlotsOfPile,
} from "./pileApi.ts";
import { connectorOf, orderOf, type Connector, type PileState } from "./pileState.ts";
import { timeLimitOf } from "./session.ts";
import { beginTurn, endTurn, type Circumstances, type Decision } from "./turn.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;

type Slot = { readonly connectorId: number; readonly fromMs: number; readonly untilMs: number };

type Wanted = Omit<Slot, "connectorId"> & { readonly wantedConnectorId: number };

const isRepeat = (before: Wanted, { connectorId, fromMs, untilMs }: Slot): boolean =>
  before.wantedConnectorId === connectorId &&
  before.fromMs === fromMs &&
  before.untilMs === untilMs;

/** Gives a slot to a driver, for the records to confirm. */
export function reserve(
  state: PileState,
  request: ReserveRequest,
  circumstances: Circumstances,
): Result<
  Decision & { readonly reservationId: string; readonly repeated: boolean },
  ReserveRefusal
> {
  const turn = beginTurn(state, circumstances);
  const { driverId, idempotencyKey: key } = request;
  const before = [...state.bookings, ...state.pastBookings].find(
    (one) => one.driverId === driverId && one.key === key,
  );
  if (before !== undefined) {
    if (!isRepeat(before, request)) return err({ code: "idempotency_conflict" });
    return ok({ ...endTurn(turn), reservationId: before.bookingId, repeated: true });
  }
  const refusal = refusalOf(state, request, circumstances.nowMs);
  if (refusal !== null) return err(refusal);
  const reservationId = state.counters.reservation + 1;
  const booking = bookingFor(request, { reservationId, nowMs: turn.nowMs });
  turn.state = {
    ...turn.state,
    bookings: [...turn.state.bookings, booking],
    counters: { ...turn.state.counters, reservation: reservationId },
  };
  turn.durable = true;
  return ok({ ...endTurn(turn), reservationId: booking.bookingId, repeated: false });
}

const bookingFor = (
  request: ReserveRequest,
  { reservationId, nowMs }: { readonly reservationId: number; readonly nowMs: number },
): Booking => {
  const { fromMs, untilMs, terms, idTags } = request;
  const graceUntilMs = Math.max(fromMs, nowMs) + terms.graceMinutes * minuteMs;
  return {
    bookingId: request.reservationId,
    origin: "reservation",
    reservationId,
    driverId: request.driverId,
    key: request.idempotencyKey,
    wantedConnectorId: request.connectorId,
    connectorId: request.connectorId,
    fromMs,
    untilMs,
    heldFromMs: fromMs - terms.holdMinutes * minuteMs,
    comeByMs: Math.min(graceUntilMs, untilMs),
    idTags: [idTags[0] ?? tagOf(request.reservationId), ...idTags.slice(1)],
    confirmByMs: nowMs + limits.reservationConfirmMs.most,
    charger: "untold",
  };
};

function refusalOf(
  state: PileState,
  request: ReserveRequest,
  nowMs: number,
): ReserveRefusal | null {
  const connector = connectorOf(state, request.connectorId);
  if (connector === undefined) return { code: "connector_not_found" };
  if (!isValid(request, nowMs)) return { code: "slot_not_valid" };
  const { driverId } = request;
  if (state.bookings.some((one) => one.origin === "reservation" && one.driverId === driverId)) {
    return { code: "reservation_under_way" };
  }
  if (state.bookings.length + state.reservations.length >= limits.reservationsPerPile.most) {
    return { code: "pile_full" };
  }
  const unusable = unusableNow(state, connector, nowMs);
  if (unusable !== null) return unusable;
  if (isClosedIn(state, request)) return { code: "slot_closed" };
  if (!isUnreserved(state, request)) return { code: "slot_taken" };
  return request.fromMs < busyUntil(state, connector, nowMs) ? { code: "connector_taken" } : null;
}

const isValid = ({ fromMs, untilMs }: Slot, nowMs: number): boolean =>
  fromMs % SLOT_MS === 0 &&
  untilMs % SLOT_MS === 0 &&
  fromMs < untilMs &&
  untilMs - fromMs <= limits.reservationMs.most &&
  nowMs < fromMs + SLOT_MS &&
  fromMs <= nowMs + limits.reservationAheadMs.most;

/** What cannot be used now is not promised for later. */
function unusableNow(state: PileState, connector: Connector, nowMs: number): ReserveRefusal | null {
  switch (connectorStateOf(state, connector, nowMs)) {
    case "offline":
      return { code: "pile_offline" };
    case "faulted":
      return { code: "connector_faulted" };
    case "unavailable":
      return { code: "connector_unavailable" };
    case "available":
    case "plugged":
    case "reserved":
    case "occupied":
      return null;
  }
}

/** Until when what is under way there may go on: where nothing tells, for the next hour; 0: nothing is. */
export function busyUntil(state: PileState, connector: Connector, nowMs: number): number {
  const { use } = connector;
  if (use.kind === "free") {
    // A car may stand there that the platform does not charge.
    const isOccupied = connectorStateOf(state, connector, nowMs) === "occupied";
    return isOccupied ? nowMs + hourMs : 0;
  }
  const limit = orderOf(connector)?.limit;
  if (use.kind === "charging") return timeLimitOf(use.session) ?? nowMs + hourMs;
  if (use.kind !== "idling" && limit?.kind === "minutes") return nowMs + limit.minutes * minuteMs;
  return nowMs + hourMs;
}

/** The records have taken the fee. Again is harmless. */
export function confirm(
  state: PileState,
  reservationId: string,
  circumstances: Circumstances,
): Result<Decision, ConfirmRefusal> {
  const turn = beginTurn(state, circumstances);
  const booking = bookingOf(state, reservationId);
  if (booking === undefined) return err(overOr(state, reservationId));
  if (booking.confirmByMs === null) return ok(endTurn(turn));
  turn.state = {
    ...state,
    bookings: state.bookings.map((one) => (one === booking ? { ...one, confirmByMs: null } : one)),
  };
  turn.durable = true;
  tellDriver(turn, booking, null);
  // Where the slot is near, its connector is kept from now on.
  seeToBookings(turn);
  return ok(endTurn(turn));
}

const overOr = (state: PileState, reservationId: string): ConfirmRefusal => {
  const past = state.pastBookings.find(({ bookingId }) => bookingId === reservationId);
  if (past === undefined) return { code: "reservation_not_found" };
  const { end, orderId } = past;
  return { code: "reservation_over", end, orderId };
};

/**
 * Ends a booking at its driver's wish, or because its fee could not be taken. Tells how it ended,
 * now or before; `null`: this pile has never had it, or has forgotten it.
 */
export function cancel(
  state: PileState,
  { reservationId, by }: { readonly reservationId: string; readonly by: "driver" | "records" },
  circumstances: Circumstances,
): Result<
  Decision & { readonly end: ReservationEnd; readonly orderId: string | null },
  CancelBookingRefusal
> {
  const turn = beginTurn(state, circumstances);
  const booking = bookingOf(state, reservationId);
  if (booking === undefined) {
    const over = overOr(state, reservationId);
    if (over.code === "reservation_not_found") return err(over);
    return ok({ ...endTurn(turn), end: over.end, orderId: over.orderId });
  }
  const connector = connectorOf(state, booking.connectorId);
  const isInUse = connector !== undefined && orderOf(connector)?.driverId === booking.driverId;
  if (by === "driver" && isInUse && booking.heldFromMs <= turn.nowMs) {
    return err({ code: "reservation_not_cancellable" });
  }
  const isFree = turn.nowMs < booking.heldFromMs;
  const byDriver = isFree ? "cancelled" : "cancelled_late";
  const end = by === "records" ? "not_confirmed" : byDriver;
  endBooking(turn, booking, end);
  return ok({ ...endTurn(turn), end, orderId: null });
}

/** Each connector's quarter hours, from the one under way on. */
export function slotsOf(state: PileState, nowMs: number): SlotsOfPile {
  const firstMs = Math.floor(nowMs / SLOT_MS) * SLOT_MS;
  const count = Math.floor((nowMs + limits.reservationAheadMs.most - firstMs) / SLOT_MS) + 1;
  return state.connectors.map((connector) => {
    const { connectorId } = connector;
    const canBe = unusableNow(state, connector, nowMs) === null;
    const busyMs = busyUntil(state, connector, nowMs);
    const slots = Array.from({ length: count }, (_, index) => {
      const fromMs = firstMs + index * SLOT_MS;
      const untilMs = fromMs + SLOT_MS;
      const slot = { connectorId, fromMs, untilMs };
      const isOpen = isUnreserved(state, slot) && !isClosedIn(state, slot);
      const isFree = canBe && fromMs >= busyMs && isOpen;
      return { fromMs, untilMs, isFree };
    });
    return { connectorId, slots };
  });
}
