// What drivers' screens are told of a decision.
import type { Consequence } from "../../core/charging/facts.ts";
import { liveOffer, liveReservation } from "../../core/charging/bookings.ts";
import { liveConnector, liveOrder, liveOrderOn, livePile } from "../../core/charging/live.ts";
import {
  connectorOf,
  driverOfOrder,
  orderOf,
  type PileState,
} from "../../core/charging/pileState.ts";
import type { Effect } from "../../core/charging/turn.ts";
import type { DriverSockets } from "./driverSockets.ts";

export type Tell = Extract<Effect, { readonly kind: `tell${string}` }>;

export const isTold = (effect: Effect): effect is Tell => effect.kind.startsWith("tell");

export function tell(drivers: DriverSockets, state: PileState, effect: Tell): void {
  switch (effect.kind) {
    case "tellPile":
      drivers.broadcast({ kind: "pile", pile: livePile(state) });
      return;
    case "tellOnline":
      drivers.broadcast({ kind: "online", online: state.link.online });
      for (const connector of state.connectors) {
        const order = orderOf(connector);
        if (order !== null) tellOrder(drivers, state, order);
      }
      return;
    case "tellConnector": {
      const connector = connectorOf(state, effect.connectorId);
      if (connector === undefined) return;
      drivers.broadcast({ kind: "connector", connector: liveConnector(connector) });
      return;
    }
    case "tellOrder": {
      const { orderId } = effect;
      const driverId = driverOfOrder(state, orderId);
      if (driverId !== null) tellOrder(drivers, state, { orderId, driverId });
      return;
    }
    case "tellBooking":
      drivers.sendTo(effect.driverId, () => ({
        kind: "reservation",
        reservation: effect.reservation,
      }));
      return;
    case "tellOffer":
      drivers.sendTo(effect.driverId, () => ({ kind: "offer", offer: effect.offer }));
      return;
    case "tellEnding": {
      const order = orderOf(effect.connector);
      if (order === null) return;
      drivers.sendTo(order.driverId, () => ({
        kind: "order",
        order: liveOrderOn(state, effect.connector, order),
      }));
    }
  }
}

/** A driver has shown who he is: he gets what is his on this pile. */
export function tellOwnOrders(drivers: DriverSockets, state: PileState, driverId: string): void {
  for (const connector of state.connectors) {
    const order = orderOf(connector);
    if (order?.driverId === driverId) tellOrder(drivers, state, order);
  }
  for (const booking of state.bookings) {
    if (booking.driverId !== driverId) continue;
    if (booking.origin === "waitingList") {
      const offer = liveOffer(state.profile.pileId, booking, null);
      drivers.sendTo(driverId, () => ({ kind: "offer", offer }));
      continue;
    }
    const reservation = liveReservation(booking, null);
    drivers.sendTo(driverId, () => ({ kind: "reservation", reservation }));
  }
}

export function tellConsequences(
  drivers: DriverSockets,
  state: PileState,
  consequences: readonly Consequence[],
): void {
  for (const { kind, orderId } of consequences) {
    const driverId = driverOfOrder(state, orderId);
    if (driverId === null) continue;
    const ended = kind === "settled" ? "settled" : "start_failed";
    drivers.sendTo(driverId, () => ({ kind: "orderEnded", orderId, state: ended }));
  }
}

function tellOrder(
  drivers: DriverSockets,
  state: PileState,
  { orderId, driverId }: { readonly orderId: string; readonly driverId: string },
): void {
  drivers.sendTo(driverId, () => {
    const order = liveOrder(state, orderId);
    return order === null ? null : { kind: "order", order };
  });
}
