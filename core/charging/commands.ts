// What the platform asks of a charger, and how it ended, in words of no OCPP version.

export type TriggerableMessage =
  | "BootNotification"
  | "DiagnosticsStatusNotification"
  | "FirmwareStatusNotification"
  | "Heartbeat"
  | "MeterValues"
  | "StatusNotification";

export type ProfilePurpose = "ChargePointMaxProfile" | "TxDefaultProfile" | "TxProfile";

export type Command =
  | {
      readonly kind: "start";
      /** ≥ 1: a start without a connector is never sent. */
      readonly connectorId: number;
      /** ≤ 20 characters, made for one order alone. */
      readonly idTag: string;
    }
  | { readonly kind: "stop"; readonly transactionId: number }
  | { readonly kind: "reset"; readonly type: "Soft" | "Hard" }
  | { readonly kind: "unlock"; readonly connectorId: number }
  | { readonly kind: "setAvailability"; readonly connectorId: number; readonly operative: boolean }
  | { readonly kind: "getConfiguration"; readonly keys: readonly string[] }
  | { readonly kind: "changeConfiguration"; readonly key: string; readonly value: string }
  | { readonly kind: "clearCache" }
  | {
      readonly kind: "trigger";
      readonly message: TriggerableMessage;
      readonly connectorId: number | null;
    }
  | {
      readonly kind: "reserve";
      readonly connectorId: number;
      readonly reservationId: number;
      readonly idTag: string;
      readonly expiresAtMs: number;
    }
  | { readonly kind: "cancelReservation"; readonly reservationId: number }
  | {
      readonly kind: "updateFirmware";
      /** Where the charger fetches it; whoever knows the address can. */
      readonly location: string;
      readonly version: string;
      readonly retrieveAtMs: number;
      readonly retries: number;
      readonly retryIntervalS: number;
    }
  | {
      readonly kind: "getDiagnostics";
      /** Where the charger puts its file; whoever knows the address can. */
      readonly location: string;
      readonly fromMs: number | null;
      readonly untilMs: number | null;
      readonly retries: number;
      readonly retryIntervalS: number;
    }
  | { readonly kind: "getLocalListVersion" }
  | {
      readonly kind: "sendLocalList";
      readonly listVersion: number;
      /** The list is these, or these are added to it. */
      readonly isFull: boolean;
      readonly idTags: readonly string[];
    }
  | {
      readonly kind: "setChargingProfile";
      readonly connectorId: number;
      readonly transactionId: number | null;
      readonly profileId: number;
      readonly stackLevel: number;
      readonly purpose: ProfilePurpose;
      readonly unit: "A" | "W";
      readonly limit: number;
      /** Null: until it is cleared. */
      readonly durationS: number | null;
    }
  | {
      readonly kind: "clearChargingProfile";
      readonly connectorId: number | null;
      readonly purpose: ProfilePurpose | null;
    }
  | {
      readonly kind: "getCompositeSchedule";
      readonly connectorId: number;
      readonly durationS: number;
      readonly unit: "A" | "W";
    }
  | {
      readonly kind: "dataTransfer";
      readonly vendorId: string;
      readonly messageId: string | null;
      readonly data: string | null;
    };

export type CommandKind = Command["kind"];

/** A JSON value as it came from the wire, for people to read; no code decides by it. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export type CommandOutcome =
  /** The charger answered; `status` is its own word ("Accepted", "Rejected", …), "Accepted" where the action has none. */
  | { readonly kind: "answered"; readonly status: string; readonly payload: Json }
  | { readonly kind: "callError"; readonly errorCode: string; readonly description: string }
  | { readonly kind: "timedOut" }
  | { readonly kind: "connectionLost" }
  | { readonly kind: "unsupported" }
  | { readonly kind: "expired" };
