/** What one configures of a simulated charger, and what one sees of it. */
import type { ConnectorType } from "./chargingCurve.ts";
import type { Timeline, Timestamps } from "./clock.ts";
import { isCharging, statusOf, type Connector } from "./connectorState.ts";
import type { CardRefusal, ConnectorStatus, ErrorCode } from "./events.ts";
import type { WhenFull } from "./sessions.ts";

export interface ConnectorSetting {
  readonly id: number;
  readonly type: ConnectorType;
  readonly maxPowerW: number;
  /** Where the register stands when the charger is first switched on. */
  readonly registerWh?: number;
}

export interface ChargerSettings {
  /** Without the pile's id: ws://127.0.0.1:8787/ocpp */
  readonly url: string;
  readonly pileId: string;
  readonly password: string;
  readonly connectors: readonly ConnectorSetting[];
  readonly vendor?: string;
  readonly model?: string;
  readonly firmware?: string;
  /** 1 is real time, 60 a minute a second, "manual" stands still until `tick`. */
  readonly speed?: number | "manual";
  /** Several chargers on one; it overrides `speed`. */
  readonly timeline?: Timeline;
  /** What the messages' times follow when `speed` is not 1. */
  readonly timestamps?: Timestamps;
  /** After a remote start a car comes and plugs in by itself. */
  readonly autoPlug?: boolean;
  readonly whenFull?: WhenFull;
  readonly seed?: number;
  readonly callTimeoutMs?: number;
}

export type CardOutcome =
  | { kind: "accepted" }
  | { kind: "stop" }
  | { kind: "refused"; why: CardRefusal };

/** What a look at a connector shows. */
export interface ConnectorView {
  readonly id: number;
  readonly type: ConnectorType;
  readonly maxPowerW: number;
  readonly status: ConnectorStatus;
  readonly errorCode: ErrorCode;
  readonly isPlugged: boolean;
  readonly registerWh: number;
  readonly powerW: number;
  readonly socPercent: number | undefined;
  readonly idTag: string | undefined;
  readonly transactionId: number | undefined;
}

export const viewOf = (connector: Connector): ConnectorView => {
  const transaction = isCharging(connector) ? connector.phase.transaction : undefined;
  return {
    id: connector.id,
    type: connector.type,
    maxPowerW: connector.maxPowerW,
    status: statusOf(connector),
    errorCode: connector.fault?.errorCode ?? "NoError",
    isPlugged: connector.vehicle !== undefined,
    registerWh: connector.meter.registerWh,
    powerW: Math.round(connector.meter.powerW),
    socPercent: connector.vehicle && Math.floor(connector.vehicle.socPercent),
    idTag: transaction?.idTag,
    transactionId: transaction?.id.kind === "known" ? transaction.id.value : undefined,
  };
};
