// A charge's limit: what can be chosen, by which steps, and how it is said.
import type { ChargeLimit } from "../../../core/contract/orders.ts";
import { limits } from "../../../core/limits.ts";
import type { Catalogue } from "../text/zh.ts";
import { minutesLong, minutesShort, money } from "./format.ts";

export type LimitKind = ChargeLimit["kind"];
/** What each way of saying it is set to, so that going to and fro forgets nothing. */
export type Amounts = Readonly<Record<Exclude<LimitKind, "full">, number>>;

export const usualAmounts: Amounts = { amount: 5_000, energy: 20_000, minutes: 60, soc: 80 };

type Scale = {
  readonly presets: readonly number[];
  readonly step: number;
  readonly least: number;
  readonly most: number;
  readonly shown: (text: Catalogue, value: number) => string;
  /** Where there is little room. */
  readonly short: (text: Catalogue, value: number) => string;
};

export const scales: Readonly<Record<keyof Amounts, Scale>> = {
  amount: {
    presets: [2_000, 5_000, 10_000, 20_000],
    step: 1_000,
    least: 1_000,
    most: limits.orderAmountFen.most,
    shown: (_, fen) => money(fen),
    short: (_, fen) => `¥${fen / 100}`,
  },
  energy: {
    presets: [10_000, 20_000, 30_000, 50_000],
    step: 5_000,
    least: 5_000,
    most: limits.orderEnergyWh.most,
    shown: (text, wh) => `${wh / 1_000} ${text.units.kwh}`,
    short: (_, wh) => String(wh / 1_000),
  },
  minutes: {
    presets: [30, 60, 120, 240],
    step: 15,
    least: 15,
    most: limits.orderMinutes.most,
    shown: minutesLong,
    short: minutesShort,
  },
  soc: {
    presets: [70, 80, 90, 100],
    step: 5,
    least: 10,
    most: 100,
    shown: (_, n) => `${n}%`,
    short: (_, n) => `${n}%`,
  },
};

export function limitOf(kind: LimitKind, amounts: Amounts): ChargeLimit {
  switch (kind) {
    case "full":
      return { kind };
    case "amount":
      return { kind, amountFen: amounts.amount };
    case "energy":
      return { kind, energyWh: amounts.energy };
    case "minutes":
      return { kind, minutes: amounts.minutes };
    case "soc":
      return { kind, percent: amounts.soc };
  }
}

/** A limit in words, as a charge's goal. */
export function limitText(text: Catalogue, limit: ChargeLimit): string {
  switch (limit.kind) {
    case "full":
      return text.pile.limits.full;
    case "amount":
      return scales.amount.shown(text, limit.amountFen);
    case "energy":
      return scales.energy.shown(text, limit.energyWh);
    case "minutes":
      return scales.minutes.shown(text, limit.minutes);
    case "soc":
      return scales.soc.shown(text, limit.percent);
  }
}
