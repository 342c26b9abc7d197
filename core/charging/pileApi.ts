// What the Worker may ask of a Pile over RPC; each method answers with a Result or a value.
import type { ChargeLimit, CurvePoint, OrderFailure } from "../contract/orders.ts";
import type { LiveConnector, LiveOrder, LivePile } from "../contract/live.ts";
import type { TraceFrame } from "../contract/admin/trace.ts";
import type { CommandRecord } from "../contract/admin/commands.ts";
import type { AdminSession } from "../contract/admin/piles.ts";
import type { ReservationEnd } from "../contract/reservations.ts";
import type { ReservationTerms } from "../pricing/tariff.ts";
import type { ConnectorStandard, CurrentType } from "../contract/stations.ts";
import type { Result } from "../result.ts";
import type { ShownWish } from "./availability.ts";
import type { Command } from "./commands.ts";
import type { Device } from "./device.ts";
import type { TariffTerms } from "./facts.ts";
import type { Closure } from "./pileState.ts";
import type { Trace } from "./trace.ts";
import type * as z from "zod/mini";

/** What a pile must know of itself to accept its charger without asking anybody. */
export type PileProfile = {
  readonly pileId: string;
  readonly operatorId: string;
  readonly stationId: string;
  readonly timeZone: string;
  readonly connectors: readonly {
    readonly connectorId: number;
    readonly currentType: CurrentType;
    readonly standard: ConnectorStandard;
    readonly maxPowerW: number;
  }[];
  /** `salt$sha256(salt + password)`, base64url. */
  readonly credentialHash: string;
};

export type HoldRequest = {
  readonly orderId: string;
  readonly driverId: string;
  readonly connectorId: number;
  readonly limit: ChargeLimit;
  readonly prepaidFen: number;
  /** When the hold ends unless the order has been paid. */
  readonly untilMs: number;
  readonly terms: TariffTerms;
  /** A repeat with the same key and driver is answered with the first one's order. */
  readonly idempotencyKey: string | null;
};

export type HoldRefusal =
  | { readonly code: "pile_not_found" }
  | { readonly code: "connector_not_found" }
  | { readonly code: "pile_offline" }
  | { readonly code: "connector_taken" }
  | { readonly code: "connector_reserved" }
  | { readonly code: "connector_faulted" }
  | { readonly code: "connector_unavailable" }
  | { readonly code: "idempotency_conflict" };

export type ReserveRequest = {
  readonly reservationId: string;
  readonly driverId: string;
  readonly connectorId: number;
  readonly fromMs: number;
  readonly untilMs: number;
  /** His cards, by which he is let in at the pile. */
  readonly idTags: readonly string[];
  readonly terms: Pick<ReservationTerms, "holdMinutes" | "graceMinutes">;
  /** A repeat with the same key, driver and slot is answered with the first one's reservation. */
  readonly idempotencyKey: string;
};

export type ReserveRefusal =
  | { readonly code: "pile_not_found" }
  | { readonly code: "connector_not_found" }
  | { readonly code: "slot_not_valid" }
  | { readonly code: "slot_taken" }
  /** The pile is out of service then, by a plan. */
  | { readonly code: "slot_closed" }
  /** What is under way there may not be over by then. */
  | { readonly code: "connector_taken" }
  | { readonly code: "connector_faulted" }
  | { readonly code: "connector_unavailable" }
  | { readonly code: "pile_offline" }
  | { readonly code: "pile_full" }
  | { readonly code: "reservation_under_way" }
  | { readonly code: "idempotency_conflict" };

export type ConfirmRefusal =
  | { readonly code: "reservation_not_found" }
  | {
      readonly code: "reservation_over";
      readonly end: ReservationEnd;
      readonly orderId: string | null;
    };

export type CancelBookingRefusal =
  | { readonly code: "reservation_not_found" }
  /** His charge is about to begin on it. */
  | { readonly code: "reservation_not_cancellable" };

export type EndedBooking = { readonly end: ReservationEnd; readonly orderId: string | null };

export type SlotsOfPile = readonly {
  readonly connectorId: number;
  readonly slots: readonly {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly isFree: boolean;
  }[];
}[];

export type OfferRequest = {
  readonly offerId: string;
  readonly driverId: string;
  readonly connectorId: number;
  readonly untilMs: number;
  /** His cards, by which he is let in at the pile. */
  readonly idTags: readonly string[];
};

export type OfferRefusal =
  /** It is not free, or somebody has reserved it for soon. */
  | { readonly code: "connector_taken" }
  /** It has ended before, or would as soon as it is made. */
  | { readonly code: "offer_over" };

export type OrderRefusal =
  | { readonly code: "order_not_found" }
  /** It was given up, and the connector may be somebody else's. */
  | { readonly code: "order_over"; readonly failure: OrderFailure }
  | { readonly code: "order_not_stoppable" }
  | { readonly code: "order_not_cancellable" }
  | { readonly code: "pile_offline" }
  | { readonly code: "commands_queue_full" };

export type CommandRefusal =
  | { readonly code: "pile_not_found" }
  | { readonly code: "connector_not_found" }
  | { readonly code: "connector_taken" }
  | { readonly code: "pile_offline" }
  /** It charges, or is about to. */
  | { readonly code: "pile_busy" }
  | { readonly code: "transaction_not_found" }
  | { readonly code: "commands_queue_full" };

/** What staff may ask for; the Pile makes the OCPP command of it. */
export type CommandRequest =
  | Exclude<Command, { kind: "start" | "stop" | "reserve" | "setChargingProfile" }>
  /** A TxProfile is for the charge that is under way there. */
  | Omit<Extract<Command, { kind: "setChargingProfile" }>, "transactionId">
  /** A charge at the operator's cost: no order, no bill. */
  | { readonly kind: "start"; readonly connectorId: number }
  | { readonly kind: "stop"; readonly connectorId: number }
  | {
      readonly kind: "reserve";
      readonly connectorId: number;
      readonly idTag: string;
      readonly minutes: number;
    };

export type TracePage = {
  readonly trace: Trace | null;
  readonly frames: readonly TraceFrame[];
};

export type PileSnapshot = {
  readonly live: LivePile;
  readonly lastSeenMs: number | null;
  readonly ocppVersion: string | null;
  readonly device: Device;
  readonly availability: readonly ShownWish[];
  readonly trace: Trace | null;
  readonly sessions: readonly z.infer<typeof AdminSession>[];
  readonly reservations: readonly {
    readonly reservationId: number;
    readonly connectorId: number;
    readonly idTag: string;
    readonly untilMs: number;
  }[];
  /** Newest first. */
  readonly commands: readonly CommandRecord[];
  readonly credential: {
    readonly rotatedAtMs: number | null;
    readonly previousValidUntilMs: number | null;
  };
  readonly quarantined: number;
};

export type ConnectorsRefusal = {
  /** One that was to go, or to get another plug, is in use; or is reserved. */
  readonly code: "connector_busy" | "connector_promised";
  readonly connectorId: number;
};

/** The Durable Object's RPC methods. A pile that was never configured answers pile_not_found. */
export type PileApi = {
  /** Sets or replaces the profile; a changed credential replaces the old one at once. */
  configure(profile: PileProfile): Promise<Result<null, never>>;
  /** Other connectors from now on; gives back all as drivers are shown them. Again is harmless. */
  setConnectors(
    connectors: PileProfile["connectors"],
  ): Promise<
    Result<readonly LiveConnector[], { readonly code: "pile_not_found" } | ConnectorsRefusal>
  >;
  /** A new credential beside the old one, which dies when the new one is first used, or then. */
  rotateCredential(input: {
    readonly credentialHash: string;
    readonly previousValidUntilMs: number;
  }): Promise<Result<null, { readonly code: "pile_not_found" }>>;
  /** Closes the charger's socket and forgets the profile: the pile is unknown from then on. */
  retire(): Promise<Result<null, { readonly code: "pile_not_found" }>>;
  /** Gives the connector to an order until it is paid or the time is over. */
  hold(
    request: HoldRequest,
  ): Promise<Result<{ readonly orderId: string; readonly repeated: boolean }, HoldRefusal>>;
  /** The order is paid: start the charge. Again is harmless. */
  start(orderId: string): Promise<Result<null, OrderRefusal>>;
  /** Gives up an order that has not begun to charge; no fact follows, the caller knows. */
  release(input: {
    readonly orderId: string;
    readonly failure: OrderFailure;
  }): Promise<Result<null, OrderRefusal>>;
  /** Gives a slot to a driver; it is free again unless it is confirmed in time. */
  reserve(
    request: ReserveRequest,
  ): Promise<
    Result<{ readonly reservationId: string; readonly repeated: boolean }, ReserveRefusal>
  >;
  /** The fee is taken. Again is harmless. */
  confirmReservation(reservationId: string): Promise<Result<null, ConfirmRefusal>>;
  /** Ends it, and tells how it ended, now or before; `records`: its fee could not be taken. */
  cancelReservation(input: {
    readonly reservationId: string;
    readonly by: "driver" | "records";
  }): Promise<Result<EndedBooking, CancelBookingRefusal>>;
  slots(): Promise<Result<SlotsOfPile, { readonly code: "pile_not_found" }>>;
  /** All planned closures from now on. Bookings within are ended; again is harmless. */
  setClosures(
    closures: readonly Closure[],
  ): Promise<Result<null, { readonly code: "pile_not_found" }>>;
  /** Asks the charger to stop; the bill follows by facts. Again is harmless. */
  stop(orderId: string): Promise<Result<null, OrderRefusal>>;
  /** Null when the order is not, or no longer, on this pile. */
  liveOrder(orderId: string): Promise<LiveOrder | null>;
  curve(orderId: string): Promise<readonly CurvePoint[]>;
  /** `commandId` is made by the caller: a repeat with the same id is not sent twice. */
  command(input: {
    readonly commandId: string;
    readonly request: CommandRequest;
    readonly askedBy: string;
  }): Promise<Result<CommandRecord, CommandRefusal>>;
  getCommand(commandId: string): Promise<CommandRecord | null>;
  /** Keeps its messages for so long, and shows them to those who watch. */
  startTrace(input: {
    readonly minutes: number;
    readonly askedBy: string;
  }): Promise<Result<Trace, { readonly code: "pile_not_found" }>>;
  stopTrace(): Promise<Result<null, { readonly code: "pile_not_found" }>>;
  /** What was kept after that number, in order; empty when nothing is kept. */
  readTrace(input: {
    readonly after: number;
    readonly limit: number;
  }): Promise<Result<TracePage, { readonly code: "pile_not_found" }>>;
  snapshot(): Promise<Result<PileSnapshot, { readonly code: "pile_not_found" }>>;
};
