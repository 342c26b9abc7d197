// What a Pile tells the records: facts that have happened, in order, each safe to apply again.
import type { OrderFailure } from "../contract/orders.ts";
import type { ReservationEnd } from "../contract/reservations.ts";
import type { ConnectorState } from "../contract/stations.ts";
import type { Tariff } from "../pricing/tariff.ts";
import type { AuthorizationStatus } from "./events.ts";

/** `[atMs, registerWh]`. */
export type Reading = readonly [number, number];

export type SessionEnded = {
  readonly kind: "sessionEnded";
  /** Null: no order could be found for it; the energy is recorded and waits for a person. */
  readonly orderId: string | null;
  readonly connectorId: number;
  readonly transactionId: number;
  readonly idTag: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly meterStartWh: number;
  readonly meterStopWh: number;
  /** OCPP's Reason, or the platform's own: "StoppedReporting", "ReplacedByNewSession". */
  readonly reason: string;
  /** In order of time, the first at start and the last at stop. */
  readonly readings: readonly Reading[];
  readonly anomalies: readonly string[];
  /** How long the car stood there after the charge. */
  readonly idle: { readonly fromMs: number; readonly toMs: number } | null;
};

export type Fact =
  | {
      readonly kind: "connectorChanged";
      readonly connectorId: number;
      readonly state: ConnectorState;
      readonly sinceMs: number;
      readonly errorCode: string | null;
    }
  | { readonly kind: "onlineChanged"; readonly online: boolean; readonly atMs: number }
  | {
      readonly kind: "identified";
      readonly vendor: string;
      readonly model: string;
      readonly serialNumber: string | null;
      readonly firmwareVersion: string | null;
      readonly atMs: number;
    }
  /** How far a firmware update or an upload of diagnostics is, in the charger's own words. */
  | { readonly kind: "firmwareStatus"; readonly status: string; readonly atMs: number }
  | { readonly kind: "diagnosticsStatus"; readonly status: string; readonly atMs: number }
  | {
      readonly kind: "faultOpened";
      readonly connectorId: number;
      readonly errorCode: string;
      readonly vendorErrorCode: string | null;
      readonly info: string | null;
      readonly atMs: number;
      /** The charge that it befell; none in a fault that befell none. */
      readonly duringOrder?: string;
      /** Set where the connector can be used nevertheless: an error beside a status that is no fault. */
      readonly isUsable?: true;
    }
  /** Closes every open fault of the connector that was opened before. */
  | { readonly kind: "faultClosed"; readonly connectorId: number; readonly atMs: number }
  /** The charger has been away for longer than a reconnect takes. */
  | { readonly kind: "linkLost"; readonly sinceMs: number; readonly atMs: number }
  | { readonly kind: "linkBack"; readonly atMs: number }
  | { readonly kind: "sessionStarted"; readonly orderId: string; readonly startedAtMs: number }
  /** The charge is over and the car still stands there: the bill waits for the idle time's end. */
  | {
      readonly kind: "sessionFinishing";
      readonly orderId: string;
      readonly endedAtMs: number;
      readonly reason: string;
    }
  | SessionEnded
  | {
      readonly kind: "startFailed";
      readonly orderId: string;
      readonly failure: OrderFailure;
      readonly atMs: number;
    }
  | {
      readonly kind: "reservationChanged";
      readonly reservationId: number;
      readonly connectorId: number;
      readonly idTag: string;
      readonly fromMs: number;
      readonly untilMs: number;
      readonly state: "active" | "used" | "cancelled" | "expired";
    }
  /** A driver's reservation now stands on another connector. */
  | {
      readonly kind: "bookingMoved";
      readonly bookingId: string;
      readonly connectorId: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "bookingEnded";
      readonly bookingId: string;
      readonly end: ReservationEnd;
      /** Of the charge that it was used by. */
      readonly usedBy: string | null;
      readonly atMs: number;
    }
  /** A connector is kept for a driver who waited for one; told again when it is another one. */
  | {
      readonly kind: "connectorOffered";
      readonly offerId: string;
      readonly driverId: string;
      readonly connectorId: number;
      readonly untilMs: number;
      readonly atMs: number;
    }
  | {
      readonly kind: "offerEnded";
      readonly offerId: string;
      readonly driverId: string;
      readonly end: ReservationEnd;
      readonly atMs: number;
    }
  | {
      readonly kind: "securityEvent";
      readonly event: string;
      readonly detail: string;
      readonly atMs: number;
    };

/**
 * Whether somebody waits for what the records make of it: a bill, money, a repair. The others wait a
 * moment for those that come with them, because each trip to the records is paid for.
 */
export const isUrgent = {
  connectorChanged: false,
  onlineChanged: false,
  identified: false,
  firmwareStatus: false,
  diagnosticsStatus: false,
  faultOpened: true,
  faultClosed: false,
  linkLost: true,
  linkBack: false,
  sessionStarted: false,
  sessionFinishing: false,
  sessionEnded: true,
  startFailed: true,
  reservationChanged: true,
  bookingMoved: true,
  bookingEnded: true,
  connectorOffered: true,
  offerEnded: false,
  securityEvent: false,
} as const satisfies Record<Fact["kind"], boolean>;

/** What became of an order by a fact, so that its driver's screen can be told. */
export type Consequence =
  | {
      readonly kind: "settled";
      readonly orderId: string;
      readonly totalFen: number;
      readonly refundFen: number;
      readonly shortfallFen: number;
    }
  | { readonly kind: "startFailed"; readonly orderId: string };

export type TariffTerms = {
  readonly tariff: Tariff;
  readonly timeZone: string;
  readonly membership: string | null;
};

export type CardOrder = {
  readonly orderId: string;
  readonly driverId: string;
  /** Taken from the balance; the charge is stopped before it costs more. */
  readonly prepaidFen: number;
  readonly terms: TariffTerms;
};

/** The records as the Pile sees them; the Worker's entrypoint `Records` is this over RPC. */
export type RecordsService = {
  /** Applies the facts in order, all or none; again is harmless. Rejects when the records are out of reach. */
  apply(pileId: string, facts: readonly Fact[]): Promise<readonly Consequence[]>;
  /** Whether a card may charge at this pile; says nothing of the balance. */
  authorizeCard(input: {
    readonly pileId: string;
    readonly idTag: string;
    readonly nowMs: number;
  }): Promise<{
    readonly status: AuthorizationStatus;
    readonly driverId: string | null;
    readonly expiresAtMs: number | null;
  }>;
  /**
   * Makes the order of a charge that a card began at the pile and takes money from the balance.
   * The same start (pile, connector, tag, time, meter) gives the same order again.
   */
  openCardOrder(input: {
    readonly pileId: string;
    readonly connectorId: number;
    readonly idTag: string;
    readonly startedAtMs: number;
    readonly meterStartWh: number;
    readonly nowMs: number;
  }): Promise<
    | { readonly status: "Accepted"; readonly order: CardOrder }
    | { readonly status: Exclude<AuthorizationStatus, "Accepted"> }
  >;
};
