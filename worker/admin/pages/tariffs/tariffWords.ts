// Findings and changes of tariffs, which the core tells as facts, in the reader's words.
import type { TariffProblem } from "../../../../core/pricing/checkTariff.ts";
import type { DayType, Discount, Price } from "../../../../core/pricing/tariff.ts";
import type { FeeField, TariffChange } from "../../../../core/pricing/tariffChanges.ts";
import { formatFen, formatPrice } from "../../format/money.ts";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

/** 75 → "01:15"; the day's end is 24:00. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export const daysInWords = (dayTypes: readonly DayType[], { tariffs }: Text): string =>
  dayTypes.map((one) => tariffs.dayType[one]).join(" · ");

type Where = {
  readonly season: string;
  readonly dayTypes: readonly DayType[];
  readonly fromMinute: number;
  readonly toMinute: number;
};

const placed = ({ season, dayTypes, fromMinute, toMinute }: Where, text: Text) =>
  [
    `${season} · ${daysInWords(dayTypes, text)}`,
    text.tariffs.minutesOf(clockOf(fromMinute), clockOf(toMinute)),
  ] as const;

export function problemInWords(problem: TariffProblem, text: Text): string {
  const words = text.tariffs.problem;
  const { dayType, field } = text.tariffs;
  switch (problem.code) {
    case "too_many":
      return words.too_many(wordFor(manyOf(text), problem.what) ?? problem.what, problem.limit);
    case "season_date_invalid":
      return words.season_date_invalid(problem.season);
    case "season_gap":
    case "season_overlap":
      return words[problem.code](`${problem.date.month}-${problem.date.day}`);
    case "day_type_missing":
    case "day_type_repeated":
      return words[problem.code](problem.season, dayType[problem.dayType]);
    case "period_gap":
    case "period_overlap":
    case "period_invalid":
    case "price_out_of_range":
      return words[problem.code](...placed(problem, text));
    case "fee_out_of_range":
      return words.fee_out_of_range(wordFor(field, problem.field) ?? problem.field);
    case "date_invalid":
    case "date_conflict":
      return words[problem.code](problem.date);
    case "discount_out_of_range":
    case "discount_repeated":
      return words[problem.code](problem.membership);
  }
}

const manyOf = ({ tariffs }: Text): Readonly<Record<string, string>> => ({
  seasons: tariffs.seasons,
  periods: tariffs.periods,
  holidays: tariffs.dates,
  workdays: tariffs.dates,
  discounts: tariffs.discounts,
});

const priceInWords = ({ kind, electricityPrice, servicePrice }: Price, { words }: Text): string =>
  `${words.period[kind]} ${formatPrice(electricityPrice)} + ${formatPrice(servicePrice)}`;

function feeInWords(field: FeeField, value: number | null, { tariffs }: Text): string {
  if (value === null) return tariffs.noFee;
  return field.endsWith("Minutes") ? tariffs.minutes(value) : formatFen(value);
}

const discountInWords = (discount: Discount | null, { tariffs }: Text): string =>
  discount === null
    ? tariffs.noFee
    : tariffs.discountText(
        discount.electricityBasisPoints / 100,
        discount.serviceBasisPoints / 100,
      );

export function changeInWords(change: TariffChange, text: Text): readonly string[] {
  const words = text.tariffs.change;
  switch (change.kind) {
    case "seasons":
      return [words.seasons(change.before.join(", "), change.after.join(", "))];
    case "price": {
      const [where, span] = placed(change, text);
      const [before, after] = [change.before, change.after].map((one) => priceInWords(one, text));
      return [words.price(where, span, before ?? "", after ?? "")];
    }
    case "fee": {
      const { field, before, after } = change;
      const shown = [before, after].map((value) => feeInWords(field, value, text));
      return [words.fee(text.tariffs.field[field], shown[0] ?? "", shown[1] ?? "")];
    }
    case "dates": {
      const { list, added, removed } = change;
      return [
        ...(added.length > 0 ? [words[`${list}Added`](added.join(", "))] : []),
        ...(removed.length > 0 ? [words[`${list}Removed`](removed.join(", "))] : []),
      ];
    }
    case "discount": {
      const { membership, before, after } = change;
      const shown = [before, after].map((one) => discountInWords(one, text));
      return [words.discount(membership, shown[0] ?? "", shown[1] ?? "")];
    }
  }
}
