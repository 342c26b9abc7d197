// What is counted of a civil day: integers that add up, so that any days, stations and operators are
// one tree of sums. Times are milliseconds, energy Wh, money fen.
import type { PaymentWay } from "../contract/common.ts";
import type { PeriodKind } from "../pricing/tariff.ts";

/** 24 numbers by the hour of the civil day, midnight's first. */
export type Hours = number[];

export type Figures = {
  readonly hours: {
    /** Charging sessions that began. */
    readonly sessions: Hours;
    /** For which connectors were taken, from a session's start until the car left. */
    readonly takenMs: Hours;
    /** For which connectors were in service: as long as their piles have been registered. */
    readonly serviceMs: Hours;
    /** For which a fault of a connector stood open. */
    readonly faultMs: Hours;
    /** Of settled orders, when it flowed. */
    readonly energyWh: Hours;
    /** All components together. */
    readonly revenueFen: Hours;
    /** Drivers who began to wait for a free connector, and for how long they waited. */
    readonly joined: Hours;
    readonly waitedMs: Hours;
    /** Starts refused because the connector was taken or kept for somebody. */
    readonly refused: Hours;
  };
  readonly revenue: Record<RevenuePart, number>;
  readonly periods: Record<PeriodKind, PeriodFigures>;
  readonly ways: Record<PaymentWay, { orders: number; revenueFen: number }>;
  /** By how they ended, at the hour in which they were made: `settled`, a failure, or a state. */
  readonly outcomes: Record<string, number>;
  readonly origins: Record<"app" | "card" | "operator", number>;
  readonly stays: {
    /** Settled charges that began, and how long their cars stood there. */
    charges: number;
    dwellMs: number;
    /** The part of it in which the meter rose. */
    chargingMs: number;
    readonly energyBuckets: number[];
    readonly dwellBuckets: number[];
    readonly chargingBuckets: number[];
  };
  /** Sessions without an order: metered and not billed. */
  readonly unbilled: { sessions: number; energyWh: number };
  readonly reservations: Record<string, number>;
  /** By `vendor|model|firmware` as the pile last told them. */
  readonly devices: Record<string, DeviceFigures>;
  /** Faults opened, by error code. */
  readonly faultCodes: Record<string, number>;
  /** By `pile:connector`; only in a station's figures. */
  readonly connectors: Record<string, ConnectorFigures>;
};

export type HourMeasure = keyof Figures["hours"];

export const revenueParts = [
  "electricity",
  "service",
  "idle",
  "start",
  "reservation",
  "noShow",
  /** Below nought. */
  "discount",
  /** What an order's total differs from its parts by. */
  "correction",
] as const;
export type RevenuePart = (typeof revenueParts)[number];

export type PeriodFigures = { energyWh: number; electricityFen: number; serviceFen: number };

export type DeviceFigures = {
  /** Faults that opened, and how long faults stood open. */
  faults: number;
  faultMs: number;
  /** How long piles of the kind were in service. */
  pileMs: number;
};

export type ConnectorFigures = {
  sessions: number;
  takenMs: number;
  serviceMs: number;
  energyWh: number;
  revenueFen: number;
  faultMs: number;
};

/** Upper ends, excluded, in kWh and minutes; the last bucket is what is beyond. */
export const energyBucketsKwh = [10, 20, 30, 40, 50, 60, 80, 100] as const;
export const minuteBuckets = [15, 30, 45, 60, 90, 120, 240, 480] as const;

export const bucketOf = (value: number, ends: readonly number[]): number => {
  const at = ends.findIndex((end) => value < end);
  return at === -1 ? ends.length : at;
};

const hours = (): Hours => Array.from({ length: 24 }, () => 0);
const buckets = (ends: readonly number[]): number[] =>
  Array.from({ length: ends.length + 1 }, () => 0);
const period = (): PeriodFigures => ({ energyWh: 0, electricityFen: 0, serviceFen: 0 });
const way = () => ({ orders: 0, revenueFen: 0 });

export const noFigures = (): Figures => ({
  hours: {
    sessions: hours(),
    takenMs: hours(),
    serviceMs: hours(),
    faultMs: hours(),
    energyWh: hours(),
    revenueFen: hours(),
    joined: hours(),
    waitedMs: hours(),
    refused: hours(),
  },
  revenue: {
    electricity: 0,
    service: 0,
    idle: 0,
    start: 0,
    reservation: 0,
    noShow: 0,
    discount: 0,
    correction: 0,
  },
  periods: { sharp: period(), peak: period(), flat: period(), valley: period() },
  ways: { wechatpay: way(), alipay: way(), balance: way() },
  outcomes: {},
  origins: { app: 0, card: 0, operator: 0 },
  stays: {
    charges: 0,
    dwellMs: 0,
    chargingMs: 0,
    energyBuckets: buckets(energyBucketsKwh),
    dwellBuckets: buckets(minuteBuckets),
    chargingBuckets: buckets(minuteBuckets),
  },
  unbilled: { sessions: 0, energyWh: 0 },
  reservations: {},
  devices: {},
  faultCodes: {},
  connectors: {},
});

export const noConnectorFigures = (): ConnectorFigures => ({
  sessions: 0,
  takenMs: 0,
  serviceMs: 0,
  energyWh: 0,
  revenueFen: 0,
  faultMs: 0,
});

export const noDeviceFigures = (): DeviceFigures => ({ faults: 0, faultMs: 0, pileMs: 0 });

/** Figures as they are stored: without noughts, their keys in one order. */
export type Packed = { readonly [key: string]: number | readonly number[] | Packed };

type Tree = number | readonly Tree[] | { readonly [key: string]: Tree };
type Growing = { [key: string]: number | number[] | Growing };

/** Adds figures, packed or not, into others; what they lack is nought. */
export function addInto(sums: Figures, more: Figures | Packed): void {
  addTree(sums, more);
}

function addTree(sums: object, more: Tree): void {
  const into: Growing = Object(sums);
  for (const [key, value] of Object.entries(more)) {
    const had = into[key];
    if (typeof value === "number") into[key] = (typeof had === "number" ? had : 0) + value;
    else {
      const below = typeof had === "object" ? had : Array.isArray(value) ? [] : {};
      into[key] = below;
      addTree(below, value);
    }
  }
}

export function sumOf(all: Iterable<Figures | Packed>): Figures {
  const sums = noFigures();
  for (const one of all) addInto(sums, one);
  // Noughts were not stored; of what has a name in the figures' own form they are there already.
  const { devices, connectors } = sums;
  for (const [key, device] of Object.entries(devices)) {
    devices[key] = { ...noDeviceFigures(), ...device };
  }
  for (const [key, connector] of Object.entries(connectors)) {
    connectors[key] = { ...noConnectorFigures(), ...connector };
  }
  return sums;
}

export const packed = (figures: Figures): Packed => packTree(figures);

function packTree(tree: { readonly [key: string]: Tree }): Packed {
  const entries = Object.entries(tree).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.flatMap(([key, value]): [string, Packed[string]][] => {
      if (typeof value === "number") return value === 0 ? [] : [[key, value]];
      if (isList(value)) {
        const numbers = value.filter((one) => typeof one === "number");
        return numbers.every((one) => one === 0) ? [] : [[key, numbers]];
      }
      const below = packTree(value);
      return Object.keys(below).length === 0 ? [] : [[key, below]];
    }),
  );
}

const isList = (tree: Exclude<Tree, number>): tree is readonly Tree[] => Array.isArray(tree);

export const total = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0);

export const revenueFenOf = ({ revenue }: Pick<Figures, "revenue">): number =>
  total(revenueParts.map((part) => revenue[part]));
