// What is stored of a station and its charges, as far as its figures are made of it.
import type { PaymentWay } from "../contract/common.ts";
import type { PeriodKind } from "../pricing/tariff.ts";

export type OrderFact = {
  readonly orderId: string;
  readonly pileId: string;
  readonly connectorId: number;
  readonly origin: "app" | "card" | "operator";
  readonly state: string;
  /** Null once it has ended. */
  readonly open: number | null;
  readonly failure: string | null;
  readonly paymentWay: PaymentWay;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly energyWh: number;
  readonly electricityFen: number | null;
  readonly serviceFen: number | null;
  readonly idleFen: number | null;
  readonly startFen: number | null;
  readonly reservationFen: number | null;
  readonly discountFen: number | null;
  /** Null until it is settled. */
  readonly totalFen: number | null;
};

export type LineFact = {
  readonly orderId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly period: PeriodKind;
  readonly energyWh: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
};

export type SessionFact = {
  readonly orderId: string | null;
  readonly pileId: string;
  readonly connectorId: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** When the car left, where that is known to have been later. */
  readonly leftAtMs: number | null;
  readonly meterStartWh: number;
  readonly meterStopWh: number;
  /** `[atMs, registerWh]`, in order of time. */
  readonly readings: readonly (readonly [number, number])[];
};

export type ReservationFact = {
  readonly fromMs: number;
  /** Null while it stands. */
  readonly endedBy: string | null;
  readonly chargedFen: number | null;
  readonly noShowFeeFen: number | null;
};

export type FaultFact = {
  readonly pileId: string;
  /** 0: the whole pile. */
  readonly connectorId: number;
  readonly errorCode: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  /** The pile's firmware and so on when the fault opened, as `deviceKey` writes them. */
  readonly device: string;
};

export type ConnectorFact = {
  readonly pileId: string;
  readonly connectorId: number;
  /** When its pile was registered. */
  readonly sinceMs: number;
  readonly device: string;
};

/** Who came and found nothing free, within an hour. */
export type DemandFact = {
  readonly hourMs: number;
  readonly joined: number;
  readonly waitedMs: number;
  readonly refused: number;
};

export type StationFacts = {
  readonly timeZone: string;
  readonly orders: readonly OrderFact[];
  readonly lines: readonly LineFact[];
  readonly sessions: readonly SessionFact[];
  readonly reservations: readonly ReservationFact[];
  readonly faults: readonly FaultFact[];
  readonly connectors: readonly ConnectorFact[];
  readonly demand: readonly DemandFact[];
};

/** A bar in a name would part it. */
const plain = (text: string | null): string => (text ?? "").replaceAll("|", "/");

export const deviceKey = (of: {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly firmwareVersion: string | null;
}): string => [of.vendor, of.model, of.firmwareVersion].map(plain).join("|");

export function deviceOfKey(key: string) {
  const [vendor = "", model = "", firmwareVersion = ""] = key.split("|");
  return { vendor, model, firmwareVersion };
}
