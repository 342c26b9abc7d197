/** Owns the words in which a simulated charger tells what happens to it. */

export type RegistrationStatus = "Accepted" | "Pending" | "Rejected";

export type ConnectorStatus =
  | "Available"
  | "Preparing"
  | "Charging"
  | "SuspendedEVSE"
  | "SuspendedEV"
  | "Finishing"
  | "Reserved"
  | "Unavailable"
  | "Faulted";

export type StopReason =
  | "DeAuthorized"
  | "EmergencyStop"
  | "EVDisconnected"
  | "HardReset"
  | "Local"
  | "Other"
  | "PowerLoss"
  | "Reboot"
  | "Remote"
  | "SoftReset"
  | "UnlockCommand";

export type ErrorCode =
  | "ConnectorLockFailure"
  | "EVCommunicationError"
  | "GroundFailure"
  | "HighTemperature"
  | "InternalError"
  | "LocalListConflict"
  | "NoError"
  | "OtherError"
  | "OverCurrentFailure"
  | "OverVoltage"
  | "PowerMeterFailure"
  | "PowerSwitchFailure"
  | "ReaderFailure"
  | "ResetFailure"
  | "UnderVoltage"
  | "WeakSignal";

export type CardRefusal =
  | "Blocked"
  | "ConcurrentTx"
  | "Expired"
  | "Invalid"
  | "NoAnswer"
  | "Offline"
  | "Reserved"
  | "Unavailable"
  | "WrongCard";

export type ChargerEvent =
  | { kind: "connected" }
  | { kind: "disconnected"; code: number }
  | { kind: "refused"; reason: string }
  | { kind: "registered"; status: RegistrationStatus }
  /** Accepted, by a boot or because the network came back. */
  | { kind: "online" }
  | { kind: "power"; on: boolean }
  | { kind: "status"; connectorId: number; status: ConnectorStatus; errorCode: ErrorCode }
  | { kind: "card"; connectorId: number; idTag: string; outcome: "accepted" | "stop" | CardRefusal }
  | { kind: "plug"; connectorId: number; plugged: boolean }
  | { kind: "started"; connectorId: number; idTag: string; meterStartWh: number }
  | { kind: "confirmed"; connectorId: number; transactionId: number; idTagStatus: string }
  | { kind: "sample"; connectorId: number; registerWh: number; powerW: number; socPercent: number }
  | { kind: "stopped"; connectorId: number; reason: StopReason; meterStopWh: number }
  | { kind: "closed"; connectorId: number; transactionId: number }
  | { kind: "command"; action: string; answer: string }
  | { kind: "callFailed"; action: string; why: string }
  | { kind: "dropped"; action: string }
  | { kind: "sent"; frame: string }
  | { kind: "received"; frame: string };

export type Emit = (event: ChargerEvent) => void;
