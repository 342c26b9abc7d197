// Everything a Pile remembers, as one JSON document that is written as one row.
import type { CommandRecord } from "../contract/admin/commands.ts";
import type { ChargeLimit, OrderFailure } from "../contract/orders.ts";
import type { ConnectorState } from "../contract/stations.ts";
import type { Announcement } from "../live/announcement.ts";
import type { CallQueue } from "../ocpp/callQueue.ts";
import type { QuirkName } from "../ocpp/quirks.ts";
import type { Subprotocol } from "../ocpp/version.ts";
import type { RunningCost } from "../pricing/runningCost.ts";
import type { Booking, PastBooking, PastOffer } from "./booking.ts";
import type { Device } from "./device.ts";
import type { ReportedStatus } from "./events.ts";
import type { Fact, TariffTerms } from "./facts.ts";
import type { PileProfile } from "./pileApi.ts";
import type { Trace } from "./trace.ts";
import type { AvailabilityWish } from "./wishes.ts";

export type PileState = {
  readonly v: 2;
  readonly profile: PileProfile;
  readonly credential: Credential;
  readonly link: Link;
  readonly identity: ChargerIdentity | null;
  readonly device: Device;
  /** What its meter was found to do, or was known to do; it holds from then on. */
  readonly quirks: readonly QuirkName[];
  /** What the charger says of itself as a whole (connector 0). */
  readonly reported: Reported;
  readonly connectors: readonly Connector[];
  readonly reservations: readonly Reservation[];
  readonly bookings: readonly Booking[];
  /** Bookings that have ended, newest last: a repeat is answered as before. */
  readonly pastBookings: readonly PastBooking[];
  /** Offers that have ended, newest last: the Station learns from them how. */
  readonly pastOffers: readonly PastOffer[];
  /** When it is out of service by a plan. */
  readonly closures: readonly Closure[];
  /** Whether its charger is to be in service, where somebody has said so: one a connector. */
  readonly availability: readonly AvailabilityWish[];
  readonly queue: CallQueue;
  /** Newest last. */
  readonly commands: readonly IssuedCommand[];
  /** Ended sessions whose messages may come again, newest last. */
  readonly ended: readonly EndedSession[];
  /** Order requests lately answered, so that a repeat is answered the same. */
  readonly requests: readonly { readonly key: string; readonly orderId: string }[];
  /** Orders given up before they charged, newest last: a late start by their tag is stopped. */
  readonly givenUp: readonly GivenUp[];
  readonly quarantine: readonly Quarantined[];
  /** Facts the records have not confirmed yet, in order. */
  readonly outbox: readonly OutboxEntry[];
  /** When the pile was removed: what it still has to tell goes out, then it is forgotten. */
  readonly retiredAtMs: number | null;
  /** Null: none, and nothing kept of one. */
  readonly trace: Trace | null;
  /** How far the Station knows what drivers are shown of this pile. */
  readonly announcement: Announcement;
  readonly counters: {
    readonly transaction: number;
    readonly reservation: number;
    readonly message: number;
    readonly fact: number;
  };
};

export type OutboxEntry = { readonly seq: number; readonly atMs: number; readonly fact: Fact };

export type Credential = {
  readonly hash: string;
  /** Valid beside the new one until the new one is used, or until then. */
  readonly previous: { readonly hash: string; readonly validUntilMs: number } | null;
  readonly rotatedAtMs: number | null;
  /** When a wrong password was last written down. */
  readonly refusalNotedMs: number | null;
};

/** Each accepted socket has a generation; whatever an older one does no longer counts. */
export type Link = {
  readonly generation: number;
  readonly online: boolean;
  readonly subprotocol: Subprotocol | null;
  readonly sinceMs: number;
  /** Whether the records know that it has been away for long. */
  readonly isLossTold: boolean;
};

export type ChargerIdentity = {
  readonly vendor: string;
  readonly model: string;
  readonly serialNumber: string | null;
  readonly firmwareVersion: string | null;
};

export type Reported = {
  /** Null until the charger has said. */
  readonly status: ReportedStatus | null;
  readonly errorCode: string;
  readonly sinceMs: number;
};

export type Connector = {
  readonly connectorId: number;
  readonly maxPowerW: number;
  readonly reported: Reported;
  readonly use: Use;
  /** What drivers and records were last told. */
  readonly told: {
    readonly state: ConnectorState;
    readonly sinceMs: number;
    readonly errorCode: string | null;
  };
};

export type Use =
  | { readonly kind: "free" }
  | { readonly kind: "held"; readonly order: HeldOrder; readonly untilMs: number }
  | {
      readonly kind: "starting";
      readonly order: HeldOrder;
      /** The one-time tag by which the charger's start is known. */
      readonly idTag: string;
      readonly deadlineMs: number;
      /** The charger accepted the start and waits for the cable or the car. */
      readonly accepted: boolean;
    }
  | { readonly kind: "charging"; readonly session: Session }
  /** The charge is over, the car still stands there and pays for it. */
  | {
      readonly kind: "idling";
      readonly session: Session;
      readonly stop: SessionStop;
      readonly untilMs: number;
    };

export type HeldOrder = {
  readonly orderId: string;
  readonly driverId: string;
  readonly limit: ChargeLimit;
  readonly prepaidFen: number;
  readonly terms: TariffTerms;
};

export type Owner =
  | ({ readonly kind: "order" } & HeldOrder)
  /** Begun by staff, at the operator's cost. */
  | { readonly kind: "operator" }
  /** Energy flows and nobody is known to pay for it: it is recorded for a person. */
  | { readonly kind: "nobody"; readonly reason: string };

export type Session = {
  readonly transactionId: number;
  readonly connectorId: number;
  readonly idTag: string;
  /** The same for every repeat of the same start. */
  readonly startKey: string;
  readonly owner: Owner;
  readonly startedAtMs: number;
  readonly meterStartWh: number;
  /** Registers from before this time were kept in another unit and are not to be billed by. */
  readonly registersFromMs: number;
  readonly last: LastSample;
  readonly running: RunningCost | null;
  readonly stopping: Stopping | null;
  /** When it is closed by its last sample unless the charger speaks of it before. */
  readonly doubt: { readonly reason: CloseReason; readonly untilMs: number } | null;
};

export type LastSample = {
  readonly atMs: number;
  readonly registerWh: number;
  readonly powerW: number | null;
  readonly voltageV: number | null;
  readonly currentA: number | null;
  readonly socPercent: number | null;
  /** The energy so far by the power alone, where samples said it: it shows a register's unit. */
  readonly byPowerWh: number;
};

export type Stopping = {
  /** `money` is what was paid in advance, `limit` the driver's own goal. */
  readonly by: "driver" | "operator" | "limit" | "money" | "platform";
  readonly askedAtMs: number;
  readonly againAtMs: number;
  readonly attempts: number;
};

export type SessionStop = {
  readonly atMs: number;
  readonly meterStopWh: number;
  readonly reason: string;
  /** The same for every repeat of the charger's stop; null when the platform closed it. */
  readonly key: string | null;
};

/** Why the platform closed a session that its charger never did. */
export type CloseReason =
  | "ReplacedByNewSession"
  | "ReportedAvailable"
  | "ReportedFaulted"
  | "ChargerRebooted"
  | "StoppedReporting"
  | "StopNotConfirmed"
  | "PileRetired";

export type GivenUp = {
  readonly orderId: string;
  readonly driverId: string;
  readonly connectorId: number;
  readonly failure: OrderFailure;
};

export type EndedSession = Pick<
  Session,
  "transactionId" | "connectorId" | "idTag" | "startKey" | "meterStartWh"
> & {
  readonly endedAtMs: number;
  readonly meterStopWh: number;
  readonly stopKey: string | null;
  readonly order: { readonly orderId: string; readonly driverId: string } | null;
  /** By the charger's own StopTransaction, or by the platform's rules. */
  readonly closedBy: "charger" | "platform";
};

export type Reservation = {
  readonly reservationId: number;
  readonly connectorId: number;
  readonly idTag: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

export type Closure = {
  readonly closureId: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

export type CommandPurpose =
  | { readonly kind: "staff" }
  | { readonly kind: "startOrder"; readonly orderId: string; readonly connectorId: number }
  | { readonly kind: "stopSession"; readonly transactionId: number }
  | { readonly kind: "reserve"; readonly reservation: Reservation }
  | { readonly kind: "cancelReservation"; readonly reservationId: number }
  | { readonly kind: "keepBooking"; readonly bookingId: string }
  | { readonly kind: "readSettings" }
  | { readonly kind: "availability" }
  | { readonly kind: "housekeeping" };

export type IssuedCommand = { readonly record: CommandRecord; readonly purpose: CommandPurpose };

export type Quarantined = {
  readonly what: string;
  readonly detail: string;
  readonly atMs: number;
};

export const connectorOf = (state: PileState, connectorId: number): Connector | undefined =>
  state.connectors.find((connector) => connector.connectorId === connectorId);

export const sessionOf = ({ use }: Connector): Session | null =>
  use.kind === "charging" || use.kind === "idling" ? use.session : null;

/** The order that has the connector now, whatever it does with it. */
export function orderOf({ use }: Connector): HeldOrder | null {
  switch (use.kind) {
    case "held":
    case "starting":
      return use.order;
    case "charging":
    case "idling":
      return use.session.owner.kind === "order" ? use.session.owner : null;
    case "free":
      return null;
  }
}

export const connectorOfOrder = (state: PileState, orderId: string): Connector | undefined =>
  state.connectors.find((connector) => orderOf(connector)?.orderId === orderId);

/** Whose order it is or lately was, for the screens that follow it. */
export const driverOfOrder = (state: PileState, orderId: string): string | null => {
  const connector = connectorOfOrder(state, orderId);
  const present = connector === undefined ? null : orderOf(connector);
  const past = [...state.givenUp, ...state.ended.map(({ order }) => order)];
  return (present ?? past.find((order) => order?.orderId === orderId))?.driverId ?? null;
};

/** Whether its charge is over and its bill left to the records. */
export const hasEnded = (state: PileState, orderId: string): boolean =>
  state.ended.some(({ order }) => order?.orderId === orderId);

/** The tag of an order's remote start: 18 characters of the 20 that 1.6 allows, for it alone. */
export const startTagOf = (orderId: string): string => `ZH${orderId.slice(-16)}`;
