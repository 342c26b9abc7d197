// What a charger tells the platform and what it is answered, in words of no OCPP version.
// Each version's actions translate between these and their own wire.

/**
 * Why a time of the device was not taken as it was said. A message that is retried says the same
 * again, while the time of receipt differs: compare `clock?.said ?? atMs`.
 */
export type ClockNote = {
  /** The device's own words. */
  readonly said: string;
  readonly reason: "unreadable" | "unset" | "future" | "noZone" | "localMarkedUtc";
};

/** Register and instantaneous values of one reading; absent means the charger did not say. */
export type Sample = {
  /** The device's clock, clamped to what is plausible beside the time of receipt. */
  readonly atMs: number;
  /** Present when `atMs` is not what the device said. */
  readonly clock?: ClockNote;
  /** Energy.Active.Import.Register, in Wh since the meter was made. */
  readonly registerWh?: number;
  readonly powerW?: number;
  readonly voltageV?: number;
  readonly currentA?: number;
  readonly socPercent?: number;
  readonly temperatureC?: number;
};

/** OCPP 1.6 status names; 2.x states map onto them. */
export type ReportedStatus =
  | "Available"
  | "Preparing"
  | "Charging"
  | "SuspendedEVSE"
  | "SuspendedEV"
  | "Finishing"
  | "Reserved"
  | "Unavailable"
  | "Faulted";

export type ChargerEvent =
  | {
      readonly kind: "booted";
      readonly vendor: string;
      readonly model: string;
      readonly serialNumber: string | null;
      readonly firmwareVersion: string | null;
    }
  | { readonly kind: "heartbeat" }
  | {
      readonly kind: "statusReported";
      /** 0 is the pile itself. */
      readonly connectorId: number;
      readonly status: ReportedStatus;
      /** OCPP errorCode; "NoError" when well. */
      readonly errorCode: string;
      readonly vendorErrorCode: string | null;
      readonly info: string | null;
      readonly atMs: number;
      readonly clock?: ClockNote;
    }
  | { readonly kind: "authorizationAsked"; readonly idTag: string }
  | {
      readonly kind: "transactionStarted";
      readonly connectorId: number;
      readonly idTag: string;
      readonly meterStartWh: number;
      readonly reservationId: number | null;
      readonly atMs: number;
      readonly clock?: ClockNote;
    }
  | {
      readonly kind: "metered";
      readonly connectorId: number;
      /** The platform's transaction number, null when the charger named none. */
      readonly transactionId: number | null;
      readonly samples: readonly Sample[];
    }
  | {
      readonly kind: "transactionStopped";
      readonly transactionId: number;
      readonly idTag: string | null;
      readonly meterStopWh: number;
      /** OCPP Reason; "Local" when the charger named none. */
      readonly reason: string;
      readonly atMs: number;
      readonly clock?: ClockNote;
      readonly samples: readonly Sample[];
    }
  | {
      readonly kind: "dataTransferred";
      readonly vendorId: string;
      readonly messageId: string | null;
      readonly data: string | null;
    }
  | { readonly kind: "firmwareStatusReported"; readonly status: string }
  | { readonly kind: "diagnosticsStatusReported"; readonly status: string };

export type AuthorizationStatus = "Accepted" | "Blocked" | "Expired" | "Invalid" | "ConcurrentTx";

/** What the charger is to be answered; each event kind has its one answer kind. */
export type ChargerAnswer =
  | {
      readonly kind: "boot";
      readonly status: "Accepted" | "Pending" | "Rejected";
      readonly intervalS: number;
      readonly nowMs: number;
    }
  | { readonly kind: "time"; readonly nowMs: number }
  | {
      readonly kind: "authorization";
      readonly status: AuthorizationStatus;
      readonly expiresAtMs: number | null;
    }
  | {
      readonly kind: "started";
      readonly transactionId: number;
      readonly status: AuthorizationStatus;
    }
  | { readonly kind: "stopped"; readonly status: AuthorizationStatus | null }
  | {
      readonly kind: "dataTransfer";
      readonly status: "Accepted" | "Rejected" | "UnknownMessageId" | "UnknownVendorId";
      readonly data: string | null;
    }
  | { readonly kind: "empty" };
