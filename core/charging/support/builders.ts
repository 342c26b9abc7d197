// Builders of a Pile's life for tests: each gives one whole thing, with what a test does not care
// about filled in.
import type { ChargerEvent, Sample } from "../events.ts";
import type { CardOrder, TariffTerms } from "../facts.ts";
import { newPileState } from "../newPile.ts";
import type { HoldRequest, PileProfile } from "../pileApi.ts";
import type { PileState } from "../pileState.ts";
import { aFlatTariff, aTariff } from "../../pricing/support/aTariff.ts";
import type { Tariff } from "../../pricing/tariff.ts";

export const minute = 60_000;
export const hour = 60 * minute;

/** A Friday, 10:00 in Shanghai. */
export const T0 = Date.UTC(2026, 10, 20, 2);

export const aConnector = (
  change: Partial<PileProfile["connectors"][number]> = {},
): PileProfile["connectors"][number] => ({
  connectorId: 1,
  currentType: "DC",
  standard: "GBT_DC",
  maxPowerW: 60_000,
  ...change,
});

/** Two connectors of 60 kW. */
export const aProfile = (change: Partial<PileProfile> = {}): PileProfile => ({
  pileId: "PILE-1",
  operatorId: "op-1",
  stationId: "station-1",
  timeZone: "Asia/Shanghai",
  connectors: [aConnector(), aConnector({ connectorId: 2 })],
  credentialHash: "c2FsdA$aGFzaA",
  ...change,
});

export const aPileState = (change: Partial<PileProfile> = {}): PileState =>
  newPileState(aProfile(change), T0);

/** One yuan a kWh, without an idle fee, unless the test gives a tariff. */
export const terms = (tariff: Partial<Tariff> = { idle: null }): TariffTerms => ({
  tariff: { ...aFlatTariff(6_000, 4_000), ...tariff },
  timeZone: "Asia/Shanghai",
  membership: null,
});

/** Prices that change with the time of day. */
export const timeOfUse = (): TariffTerms => ({ ...terms(), tariff: aTariff({ idle: null }) });

export const withIdleFee = (): TariffTerms =>
  terms({ idle: { graceMinutes: 10, fenPerMinute: 50, capFen: 1_000 } });

let made = 0;
/** As long as a ULID, and another one each time. */
export const anOrderId = (): string => `01KA${String((made += 1)).padStart(22, "0")}`;

/** Until full, 100 yuan paid in advance. */
export const aHold = (change: Partial<HoldRequest> = {}): HoldRequest => ({
  orderId: anOrderId(),
  driverId: "driver-1",
  connectorId: 1,
  limit: { kind: "full" },
  prepaidFen: 10_000,
  untilMs: T0 + 3 * minute,
  terms: terms(),
  idempotencyKey: null,
  ...change,
});

export const aCardOrder = (change: Partial<CardOrder> = {}): CardOrder => ({
  orderId: anOrderId(),
  driverId: "driver-2",
  prepaidFen: 10_000,
  terms: terms(),
  ...change,
});

type EventOf<K extends ChargerEvent["kind"]> = Extract<ChargerEvent, { kind: K }>;

export const aBoot = (change: Partial<EventOf<"booted">> = {}): EventOf<"booted"> => ({
  kind: "booted",
  vendor: "Maker",
  model: "DC60",
  serialNumber: "SN-1",
  firmwareVersion: "1.0",
  ...change,
});

export const aStatus = (
  change: Partial<EventOf<"statusReported">> = {},
): EventOf<"statusReported"> => ({
  kind: "statusReported",
  connectorId: 1,
  status: "Available",
  errorCode: "NoError",
  vendorErrorCode: null,
  info: null,
  atMs: T0,
  ...change,
});

export const aFault = (
  change: Partial<EventOf<"statusReported">> = {},
): EventOf<"statusReported"> =>
  aStatus({ status: "Faulted", errorCode: "GroundFailure", ...change });

export const aStart = (
  change: Partial<EventOf<"transactionStarted">> = {},
): EventOf<"transactionStarted"> => ({
  kind: "transactionStarted",
  connectorId: 1,
  idTag: "CARD-1",
  meterStartWh: 1_000_000,
  reservationId: null,
  atMs: T0,
  ...change,
});

export const aStop = (
  change: Partial<EventOf<"transactionStopped">> = {},
): EventOf<"transactionStopped"> => ({
  kind: "transactionStopped",
  transactionId: -1,
  idTag: null,
  meterStopWh: 1_010_000,
  reason: "Local",
  atMs: T0,
  samples: [],
  ...change,
});

export const aMeter = (change: Partial<EventOf<"metered">> = {}): EventOf<"metered"> => ({
  kind: "metered",
  connectorId: 1,
  transactionId: null,
  samples: [],
  ...change,
});

export const aSample = (change: Partial<Sample> = {}): Sample => ({
  atMs: T0,
  registerWh: 1_000_000,
  powerW: 60_000,
  ...change,
});
