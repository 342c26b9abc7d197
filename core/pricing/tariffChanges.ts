// What one version of a tariff does differently from another, as facts that a page puts into words.
import {
  isSamePrice,
  type DayType,
  type Discount,
  type Period,
  type Price,
  type Season,
  type Tariff,
} from "./tariff.ts";

type Content = Omit<Tariff, "id" | "version">;

export type FeeField =
  | "startFeeFen"
  | "idle.graceMinutes"
  | "idle.fenPerMinute"
  | "idle.capFen"
  | "reservation.feeFen"
  | "reservation.noShowFeeFen"
  | "reservation.holdMinutes"
  | "reservation.graceMinutes";

export type TariffChange =
  /** The year is cut otherwise: prices are then not compared one by one. */
  | {
      readonly kind: "seasons";
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly kind: "price";
      readonly season: string;
      readonly dayTypes: readonly DayType[];
      readonly fromMinute: number;
      readonly toMinute: number;
      readonly before: Price;
      readonly after: Price;
    }
  /** Null where the tariff has no such fee. */
  | {
      readonly kind: "fee";
      readonly field: FeeField;
      readonly before: number | null;
      readonly after: number | null;
    }
  | {
      readonly kind: "dates";
      readonly list: "holidays" | "workdays";
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | {
      readonly kind: "discount";
      readonly membership: string;
      readonly before: Discount | null;
      readonly after: Discount | null;
    };

/** Empty where both charge alike. */
export function tariffChanges(before: Content, after: Content): TariffChange[] {
  return [
    ...seasonChanges(before.seasons, after.seasons),
    ...feeChanges(before, after),
    ...dateChanges("holidays", before, after),
    ...dateChanges("workdays", before, after),
    ...discountChanges(before.discounts, after.discounts),
  ];
}

const stretchOf = ({ from, to }: Season): string =>
  `${from.month}-${from.day}/${to.month}-${to.day}`;

function seasonChanges(before: readonly Season[], after: readonly Season[]): TariffChange[] {
  const [old, young] = [before.map(stretchOf), after.map(stretchOf)];
  if (old.toSorted().join() !== young.toSorted().join()) {
    return [{ kind: "seasons", before: before.map(named), after: after.map(named) }];
  }
  return after.flatMap((season) => {
    const earlier = before[old.indexOf(stretchOf(season))];
    return earlier === undefined ? [] : priceChanges(earlier, season);
  });
}

const named = (season: Season): string => `${season.name} ${stretchOf(season)}`;

const DAY_TYPES: readonly DayType[] = ["weekday", "weekend", "holiday"];

const periodsOf = ({ days }: Season, dayType: DayType): readonly Period[] =>
  days.find(({ dayTypes }) => dayTypes.includes(dayType))?.periods ?? [];

type PriceChange = Extract<TariffChange, { kind: "price" }>;

/** Day types that change alike are one change. */
function priceChanges(before: Season, after: Season): PriceChange[] {
  const found: PriceChange[] = [];
  for (const dayType of DAY_TYPES) {
    for (const change of dayChanges(before, after, dayType)) {
      const at = found.findIndex((one) => isSameChange(one, change));
      const alike = found[at];
      if (alike === undefined) found.push(change);
      else found[at] = { ...alike, dayTypes: [...alike.dayTypes, dayType] };
    }
  }
  return found;
}

const isSameChange = (a: PriceChange, b: PriceChange): boolean =>
  a.fromMinute === b.fromMinute &&
  a.toMinute === b.toMinute &&
  isSamePrice(a.before, b.before) &&
  isSamePrice(a.after, b.after);

const priceOf = ({ kind, electricityPrice, servicePrice }: Price): Price => ({
  kind,
  electricityPrice,
  servicePrice,
});

const at = (periods: readonly Period[], minute: number): Period | undefined =>
  periods.find(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);

function dayChanges(before: Season, after: Season, dayType: DayType): PriceChange[] {
  const [old, young] = [periodsOf(before, dayType), periodsOf(after, dayType)];
  const cuts = new Set([...old, ...young].flatMap((one) => [one.fromMinute, one.toMinute]));
  const minutes = [...cuts].toSorted((a, b) => a - b);
  const changes: PriceChange[] = [];
  for (const [index, fromMinute] of minutes.slice(0, -1).entries()) {
    const toMinute = minutes[index + 1] ?? fromMinute;
    const [was, is] = [at(old, fromMinute), at(young, fromMinute)];
    if (was === undefined || is === undefined || isSamePrice(was, is)) continue;
    const change = { before: priceOf(was), after: priceOf(is), fromMinute, toMinute };
    const last = changes.at(-1);
    const goesOn =
      last?.toMinute === fromMinute && isSamePrice(last.before, was) && isSamePrice(last.after, is);
    if (goesOn) changes[changes.length - 1] = { ...last, toMinute };
    else changes.push({ kind: "price", season: after.name, dayTypes: [dayType], ...change });
  }
  return changes;
}

const fees: Readonly<Record<FeeField, (tariff: Content) => number | null>> = {
  startFeeFen: ({ startFeeFen }) => startFeeFen,
  "idle.graceMinutes": ({ idle }) => idle?.graceMinutes ?? null,
  "idle.fenPerMinute": ({ idle }) => idle?.fenPerMinute ?? null,
  "idle.capFen": ({ idle }) => idle?.capFen ?? null,
  "reservation.feeFen": ({ reservation }) => reservation?.feeFen ?? null,
  "reservation.noShowFeeFen": ({ reservation }) => reservation?.noShowFeeFen ?? null,
  "reservation.holdMinutes": ({ reservation }) => reservation?.holdMinutes ?? null,
  "reservation.graceMinutes": ({ reservation }) => reservation?.graceMinutes ?? null,
};

const FEE_FIELDS: readonly FeeField[] = [
  "startFeeFen",
  "idle.graceMinutes",
  "idle.fenPerMinute",
  "idle.capFen",
  "reservation.feeFen",
  "reservation.noShowFeeFen",
  "reservation.holdMinutes",
  "reservation.graceMinutes",
];

const feeChanges = (before: Content, after: Content): TariffChange[] =>
  FEE_FIELDS.flatMap((field) => {
    const [was, is] = [fees[field](before), fees[field](after)];
    return was === is ? [] : [{ kind: "fee" as const, field, before: was, after: is }];
  });

function dateChanges(
  list: "holidays" | "workdays",
  before: Content,
  after: Content,
): TariffChange[] {
  const added = after[list].filter((date) => !before[list].includes(date));
  const removed = before[list].filter((date) => !after[list].includes(date));
  return added.length + removed.length === 0 ? [] : [{ kind: "dates", list, added, removed }];
}

function discountChanges(before: readonly Discount[], after: readonly Discount[]): TariffChange[] {
  const names = new Set([...before, ...after].map(({ membership }) => membership));
  return [...names].flatMap((membership): TariffChange[] => {
    const was = before.find((one) => one.membership === membership) ?? null;
    const is = after.find((one) => one.membership === membership) ?? null;
    const isSame =
      was?.electricityBasisPoints === is?.electricityBasisPoints &&
      was?.serviceBasisPoints === is?.serviceBasisPoints;
    return isSame ? [] : [{ kind: "discount", membership, before: was, after: is }];
  });
}
