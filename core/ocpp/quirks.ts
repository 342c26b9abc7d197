// How particular chargers depart from the specification, as data.
// A pile carries the names of its quirks; the decoders read the sum of them.

export type Quirks = {
  /** Minutes east of UTC of the site's clocks, for times sent without a zone. */
  readonly siteOffsetMinutes: number;
  /** Times are local although they are marked Z. */
  readonly localTimeMarkedUtc: boolean;
  /** The unit the register really has; null: as labelled, Wh when there is no label. */
  readonly registerUnit: "Wh" | "kWh" | null;
  /** The unit of meterStart and meterStop, which the specification says are Wh. */
  readonly transactionMeterUnit: "Wh" | "kWh";
  /** Samples carry the session's energy where the register is due. */
  readonly registerIsSession: boolean;
};

const quirkTable = {
  registerInKwh: { registerUnit: "kWh" },
  registerInWh: { registerUnit: "Wh" },
  transactionMeterInKwh: { transactionMeterUnit: "kWh" },
  sessionRegister: { registerIsSession: true },
  localTimeMarkedUtc: { localTimeMarkedUtc: true },
} as const satisfies Readonly<Record<string, Partial<Quirks>>>;

export type QuirkName = keyof typeof quirkTable;

/** The sum of a pile's quirks. The offset is that of its station's zone. */
export const quirksOf = (names: readonly QuirkName[], siteOffsetMinutes: number): Quirks => {
  const quirks: Quirks = {
    siteOffsetMinutes,
    localTimeMarkedUtc: false,
    registerUnit: null,
    transactionMeterUnit: "Wh",
    registerIsSession: false,
  };
  return Object.assign(quirks, ...names.map((name) => quirkTable[name]));
};

/** meterStart or meterStop, which are integers on the wire, in Wh. */
export const transactionMeterWh = (meter: number, quirks: Quirks): number =>
  quirks.transactionMeterUnit === "kWh" ? meter * 1000 : meter;
