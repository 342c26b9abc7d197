/** Owns a reservation's end on the charger's side (OCPP 1.6, 5.13). */
import type { Connector, Reservation } from "./connectorState.ts";
import type { Parts } from "./parts.ts";

/** Holds the connector until the reservation expires; what it held before is replaced. */
export const holdFor = (
  connector: Connector,
  reservation: Omit<Reservation, "expiry">,
  { timers, status }: Pick<Parts, "timers" | "status">,
): void => {
  connector.reservation?.expiry.cancel();
  const expiry = timers.after(reservation.expiresAtMs - timers.timeline.nowMs(), () =>
    release(connector, status),
  );
  connector.reservation = { ...reservation, expiry };
  status.changed(connector.id);
};

export const release = (connector: Connector, status: Parts["status"]): void => {
  connector.reservation?.expiry.cancel();
  connector.reservation = undefined;
  status.changed(connector.id);
};
