// The messages of chargers as they come in the field: a start-up, and one full 1.6 session.

export type Call = readonly [action: string, payload: Readonly<Record<string, unknown>>];

const sampleEveryMs = 15_000;
/** 60 kW. */
const whPerSample = 250;

const iso = (atMs: number): string => new Date(atMs).toISOString();

const status = (connectorId: number, status: string, atMs: number): Call => [
  "StatusNotification",
  { connectorId, errorCode: "NoError", status, timestamp: iso(atMs) },
];

export const startUp = (serial: string, atMs: number): readonly Call[] => [
  [
    "BootNotification",
    {
      chargePointVendor: "Bench",
      chargePointModel: "DC-120",
      chargePointSerialNumber: serial,
      firmwareVersion: "1.4.2",
    },
  ],
  status(0, "Available", atMs),
  status(1, "Available", atMs),
];

export type SessionPlan = {
  readonly idTag: string;
  readonly startedAtMs: number;
  readonly meterStartWh: number;
  /** One each 15 s. */
  readonly samples: number;
};

/** From the card to the next car: a session's samples, and a minute of coming and going. */
export const lengthMs = ({ samples }: Pick<SessionPlan, "samples">): number =>
  (samples + 4) * sampleEveryMs;

/** What is said before the platform has given the transaction its number. */
export const beginning = ({ idTag, startedAtMs, meterStartWh }: SessionPlan): readonly Call[] => [
  status(1, "Preparing", startedAtMs),
  ["Authorize", { idTag }],
  [
    "StartTransaction",
    { connectorId: 1, idTag, meterStart: meterStartWh, timestamp: iso(startedAtMs) },
  ],
];

/** The charge itself, under the number that the platform gave. */
export function* charging(plan: SessionPlan, transactionId: number): Generator<Call> {
  const { startedAtMs, meterStartWh, samples } = plan;
  yield status(1, "Charging", startedAtMs + 1_000);
  for (let number = 1; number <= samples; number += 1) {
    const atMs = startedAtMs + number * sampleEveryMs;
    yield ["MeterValues", meterValues(transactionId, atMs, { meterStartWh, number })];
  }
}

export function ending(plan: SessionPlan, transactionId: number): readonly Call[] {
  const { idTag, startedAtMs, samples } = plan;
  const endedAtMs = startedAtMs + (samples + 1) * sampleEveryMs;
  const timestamp = iso(endedAtMs);
  return [
    [
      "StopTransaction",
      { transactionId, idTag, meterStop: meterStopWh(plan), timestamp, reason: "Local" },
    ],
    status(1, "Finishing", endedAtMs + 1_000),
    status(1, "Available", endedAtMs + 20_000),
  ];
}

export const meterStopWh = ({ meterStartWh, samples }: Omit<SessionPlan, "idTag">): number =>
  meterStartWh + (samples + 1) * whPerSample;

function meterValues(
  transactionId: number,
  atMs: number,
  { meterStartWh, number }: { readonly meterStartWh: number; readonly number: number },
): Readonly<Record<string, unknown>> {
  const sampledValue = [
    {
      value: String(meterStartWh + number * whPerSample),
      measurand: "Energy.Active.Import.Register",
      unit: "Wh",
      context: "Sample.Periodic",
    },
    { value: "60000", measurand: "Power.Active.Import", unit: "W", context: "Sample.Periodic" },
    { value: "402.1", measurand: "Voltage", unit: "V", context: "Sample.Periodic" },
    { value: "149.2", measurand: "Current.Import", unit: "A", context: "Sample.Periodic" },
    {
      value: String(Math.min(99, 20 + Math.floor(number / 4))),
      measurand: "SoC",
      unit: "Percent",
      context: "Sample.Periodic",
    },
  ];
  return { connectorId: 1, transactionId, meterValue: [{ timestamp: iso(atMs), sampledValue }] };
}
