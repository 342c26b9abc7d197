/** Owns what a connector is doing, and the one rule by which that becomes the status of OCPP 1.6
 * (4.9). */
import type { ConnectorType, Vehicle } from "./chargingCurve.ts";
import type { Timer } from "./clock.ts";
import type { ConnectorStatus, ErrorCode } from "./events.ts";
import type { Meter } from "./meter.ts";

type TransactionId =
  | { kind: "awaited" }
  | { kind: "known"; value: number }
  /** The central system never took the StartTransaction, though it was sent often enough. */
  | { kind: "neverGiven" };

export interface Transaction {
  readonly connectorId: number;
  readonly idTag: string;
  readonly meterStartWh: number;
  /** By the device's clock. */
  readonly startedAt: string;
  readonly reservationId: number | undefined;
  parentIdTag: string | undefined;
  id: TransactionId;
}

export type Phase =
  | { kind: "idle" }
  /** The cable is in; nobody has presented a card. */
  | { kind: "cabled" }
  /** A card or a remote start was accepted; the cable is awaited until ConnectionTimeOut. */
  | { kind: "authorised"; idTag: string; timeout: Timer }
  | {
      kind: "charging";
      transaction: Transaction;
      /** By the simulated timeline. */
      contactorClosedAtMs: number;
      meteredUntilMs: number;
      flow: "energy" | "suspendedByCar" | "suspendedByCharger";
    }
  /** The transaction is over; the cable is still in. */
  | { kind: "finishing" };

export interface Fault {
  readonly errorCode: ErrorCode;
  readonly vendorErrorCode: string | undefined;
}

export interface Reservation {
  readonly id: number;
  readonly idTag: string;
  readonly parentIdTag: string | undefined;
  /** By the simulated timeline. */
  readonly expiresAtMs: number;
  readonly expiry: Timer;
}

export interface Connector {
  readonly id: number;
  readonly type: ConnectorType;
  readonly maxPowerW: number;
  readonly meter: Meter;
  phase: Phase;
  vehicle: Vehicle | undefined;
  fault: Fault | undefined;
  reservation: Reservation | undefined;
  isOperative: boolean;
  /** Set when ChangeAvailability has to wait for the end of a transaction. */
  operativeAfterwards: boolean | undefined;
  isLockJammed: boolean;
}

export const isCharging = (
  connector: Connector,
): connector is Connector & { phase: Extract<Phase, { kind: "charging" }> } =>
  connector.phase.kind === "charging";

const FLOW_STATUS = {
  energy: "Charging",
  suspendedByCar: "SuspendedEV",
  suspendedByCharger: "SuspendedEVSE",
} as const satisfies Record<string, ConnectorStatus>;

export const statusOf = (connector: Connector): ConnectorStatus => {
  const { phase } = connector;
  if (connector.fault) return "Faulted";
  if (phase.kind === "charging") return FLOW_STATUS[phase.flow];
  if (!connector.isOperative) return "Unavailable";
  if (phase.kind === "cabled" || phase.kind === "authorised") return "Preparing";
  if (phase.kind === "finishing") return "Finishing";
  return connector.reservation ? "Reserved" : "Available";
};

/** Whether the holder of this card may use the connector in spite of a reservation. */
export const admits = (
  connector: Connector,
  card: { idTag: string; parentIdTag?: string | undefined },
): boolean => {
  const { reservation } = connector;
  if (!reservation || reservation.idTag === card.idTag) return true;
  return reservation.parentIdTag !== undefined && reservation.parentIdTag === card.parentIdTag;
};
