// What becomes of bookings as time passes and things happen: kept, used, moved, ended. Each rule
// looks at the state as it is, so it may be applied at any time, and again.
import type { ReservationEnd } from "../contract/reservations.ts";
import { limits } from "../limits.ts";
import type { Booking } from "./booking.ts";
import { bookingAt, bookingOf, isUnreserved, liveOffer, liveReservation } from "./bookings.ts";
import { connectorStateOf } from "./connectorState.ts";
import { issue } from "./issueCommand.ts";
import { connectorOf, orderOf, sessionOf, type Connector, type PileState } from "./pileState.ts";
import { addFact, type Turn } from "./turn.ts";

export function seeToBookings(turn: Turn): void {
  for (const { bookingId } of turn.state.bookings) {
    const booking = bookingOf(turn.state, bookingId);
    if (booking !== undefined) seeTo(turn, booking);
  }
}

function seeTo(turn: Turn, booking: Booking): void {
  const { nowMs } = turn;
  if (booking.confirmByMs !== null && booking.confirmByMs <= nowMs) {
    endBooking(turn, booking, "not_confirmed");
    return;
  }
  if (nowMs < booking.heldFromMs) return;
  const connector = connectorOf(turn.state, booking.connectorId);
  if (connector === undefined) {
    endBooking(turn, booking, "connector_failed");
    return;
  }
  const order = orderOf(connector);
  if (order?.driverId === booking.driverId) {
    const hasCome = connector.use.kind === "charging" || connector.use.kind === "idling";
    if (!hasCome && nowMs < booking.comeByMs) return;
    // By the card that it was told of, the charger has let him in and forgotten the reservation.
    const isByToldCard = sessionOf(connector)?.idTag === booking.idTags[0];
    const charger = isByToldCard ? "alone" : booking.charger;
    endBooking(turn, { ...booking, charger }, "used", order.orderId);
    return;
  }
  const end = endOf(turn, booking, connector);
  if (end === null) tellCharger(turn, booking, connector);
  else if (booking.comeByMs <= nowMs || !moved(turn, booking, end)) {
    // Before the slot the connector may yet be well again.
    if (booking.fromMs <= nowMs) endBooking(turn, booking, end);
  }
}

/** Why the booking cannot go on as it is; null while it can. */
function endOf(
  { state, nowMs }: Pick<Turn, "state" | "nowMs">,
  booking: Booking,
  connector: Connector,
): "connector_failed" | "connector_occupied" | "pile_offline" | "no_show" | null {
  const { fromMs, comeByMs } = booking;
  const isOver = comeByMs <= nowMs;
  if (!state.link.online) {
    const isLong = state.link.sinceMs + patienceMs(booking) <= nowMs;
    return fromMs <= nowMs && (isLong || isOver) ? "pile_offline" : null;
  }
  switch (connectorStateOf(state, connector, nowMs)) {
    case "faulted":
    case "unavailable":
      return "connector_failed";
    case "occupied":
      // Who was refused here is being stopped; he is not to take the place away.
      if (isBeingRefused(connector) && !isOver) return null;
      return fromMs <= nowMs ? "connector_occupied" : null;
    case "available":
    case "plugged":
    case "reserved":
    case "offline":
      return isOver ? "no_show" : null;
  }
}

/** Who waits for a connector is better served by another one than by a pile that may come back. */
const patienceMs = ({ origin }: Booking): number =>
  origin === "waitingList" ? limits.offerOfflineMs.most : limits.reservationOfflineMs.most;

const isBeingRefused = ({ use }: Connector): boolean =>
  use.kind === "charging" && use.session.owner.kind === "nobody" && use.session.stopping !== null;

/** To another free connector of the same kind, the one that is best; false where there is none. */
function moved(turn: Turn, booking: Booking, why: ReservationEnd): boolean {
  if (why === "pile_offline") return false;
  const { connectorId } = bestAlternative(turn.state, booking, turn.nowMs) ?? {};
  if (connectorId === undefined) return false;
  forgetAtCharger(turn, booking);
  const now: Booking = { ...booking, connectorId, charger: "untold" };
  setBooking(turn, now);
  if (now.origin === "waitingList") tellOffered(turn, now);
  else
    addFact(turn, {
      kind: "bookingMoved",
      bookingId: now.bookingId,
      connectorId,
      atMs: turn.nowMs,
    });
  tellDriver(turn, now, null);
  const connector = connectorOf(turn.state, connectorId);
  if (connector !== undefined) tellCharger(turn, now, connector);
  return true;
}

function bestAlternative(state: PileState, booking: Booking, nowMs: number): Connector | undefined {
  const kindOf = (id: number): string => {
    const found = state.profile.connectors.find(({ connectorId }) => connectorId === id);
    return found === undefined ? "" : `${found.currentType} ${found.standard}`;
  };
  const wanted = kindOf(booking.connectorId);
  const fromMs = Math.min(nowMs, booking.fromMs);
  return state.connectors
    .filter(
      (connector) =>
        connector.connectorId !== booking.connectorId &&
        kindOf(connector.connectorId) === wanted &&
        connectorStateOf(state, connector, nowMs) === "available" &&
        isUnreserved(state, { ...booking, connectorId: connector.connectorId, fromMs }),
    )
    .toSorted((a, b) => b.maxPowerW - a.maxPowerW)[0];
}

/** Where the charger can keep the connector as well, it refuses others by itself. */
function tellCharger(turn: Turn, booking: Booking, { use, reported }: Connector): void {
  const { charger, bookingId, connectorId, reservationId, comeByMs } = booking;
  if (charger !== "untold" || !turn.state.link.online || use.kind !== "free") return;
  if (reported.status !== "Available" && reported.status !== "Preparing") return;
  // The one whose slot is not over yet is kept first.
  if (bookingAt(turn.state, connectorId, turn.nowMs) !== booking) return;
  const [idTag] = booking.idTags;
  setBooking(turn, { ...booking, charger: "asked" });
  const issued = issue(turn, {
    command: { kind: "reserve", connectorId, reservationId, idTag, expiresAtMs: comeByMs },
    purpose: { kind: "keepBooking", bookingId },
    askedBy: "platform",
  });
  if (!issued.ok || issued.value.unsaid.length > 0) {
    setBooking(turn, { ...booking, charger: "alone" });
  }
}

/** The charger has answered ReserveNow. What it took for a booking that is over it is to forget. */
export function keptByCharger(
  turn: Turn,
  { bookingId, accepted }: { readonly bookingId: string; readonly accepted: boolean },
): void {
  const booking = bookingOf(turn.state, bookingId);
  if (booking?.charger !== "asked") return;
  setBooking(turn, { ...booking, charger: accepted ? "keeps" : "alone" });
}

/** Its driver is here with something else than the card that the charger was told of. */
export function letIn(turn: Turn, booking: Booking): void {
  if (booking.charger !== "asked" && booking.charger !== "keeps") return;
  forgetAtCharger(turn, booking);
  setBooking(turn, { ...booking, charger: "alone" });
}

/** Behind a ReserveNow that is not answered yet it is answered after it. */
function forgetAtCharger(turn: Turn, { charger, reservationId }: Booking): void {
  if (charger !== "asked" && charger !== "keeps") return;
  issue(turn, {
    command: { kind: "cancelReservation", reservationId },
    purpose: { kind: "housekeeping" },
    askedBy: "platform",
  });
}

export function endBooking(
  turn: Turn,
  booking: Booking,
  end: ReservationEnd,
  orderId: string | null = null,
): void {
  const { bookingId } = booking;
  forgetAtCharger(turn, booking);
  turn.state = {
    ...turn.state,
    bookings: turn.state.bookings.filter((one) => one.bookingId !== bookingId),
  };
  if (booking.origin === "waitingList") rememberOffer(turn, booking, end);
  else rememberReservation(turn, booking, end, orderId);
  tellDriver(turn, booking, end);
}

function rememberReservation(
  turn: Turn,
  { bookingId, driverId, key, wantedConnectorId, fromMs, untilMs }: Booking,
  end: ReservationEnd,
  orderId: string | null,
): void {
  const past = { bookingId, driverId, key, wantedConnectorId, fromMs, untilMs, end, orderId };
  const pastBookings = [...turn.state.pastBookings, past].slice(-limits.keptBookings.most);
  turn.state = { ...turn.state, pastBookings };
  addFact(turn, { kind: "bookingEnded", bookingId, end, usedBy: orderId, atMs: turn.nowMs });
}

function rememberOffer(
  turn: Turn,
  { bookingId: offerId, driverId, connectorId, untilMs }: Booking,
  end: ReservationEnd,
): void {
  const past = { offerId, connectorId, untilMs, end };
  const pastOffers = [...turn.state.pastOffers, past].slice(-limits.keptOffers.most);
  turn.state = { ...turn.state, pastOffers };
  addFact(turn, { kind: "offerEnded", offerId, driverId, end, atMs: turn.nowMs });
}

/** The records keep it for a driver whose screen is dark. */
export function tellOffered(
  turn: Turn,
  { bookingId: offerId, driverId, connectorId, untilMs }: Booking,
): void {
  const { nowMs: atMs } = turn;
  addFact(turn, { kind: "connectorOffered", offerId, driverId, connectorId, untilMs, atMs });
}

export function tellDriver(turn: Turn, booking: Booking, end: ReservationEnd | null): void {
  const { driverId, origin } = booking;
  if (origin === "waitingList") {
    const offer = liveOffer(turn.state.profile.pileId, booking, end);
    turn.effects.push({ kind: "tellOffer", driverId, offer });
    return;
  }
  const reservation = liveReservation(booking, end);
  turn.effects.push({ kind: "tellBooking", driverId, reservation });
}

function setBooking(turn: Turn, booking: Booking): void {
  turn.state = {
    ...turn.state,
    bookings: turn.state.bookings.map((one) =>
      one.bookingId === booking.bookingId ? booking : one,
    ),
  };
  turn.durable = true;
}

/** The moments at which `seeToBookings` may have something to do. */
export function dueOfBookings(
  { bookings, link }: PileState,
  nowMs: number,
): readonly { readonly name: string; readonly atMs: number }[] {
  return bookings.flatMap((booking) => {
    const { bookingId, confirmByMs, heldFromMs, fromMs, comeByMs } = booking;
    const due = [["comes", comeByMs]] as [string, number][];
    if (confirmByMs !== null) due.push(["is confirmed", confirmByMs]);
    // These may change nothing, and must not ring for ever once they are past.
    const looks: [string, number][] = [
      ["is held", heldFromMs],
      ["begins", fromMs],
    ];
    if (!link.online) {
      const givenUpMs = link.sinceMs + patienceMs(booking);
      looks.push(["is given up", Math.max(fromMs, givenUpMs)]);
    }
    return [...due, ...looks.filter(([, atMs]) => atMs > nowMs)].map(([what, atMs]) => ({
      name: `booking ${bookingId} ${what}`,
      atMs,
    }));
  });
}
