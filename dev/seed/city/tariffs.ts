// The demonstration's tariffs: time-of-use prices shaped like Shanghai's (尖峰平谷, a sharp noon in
// high summer, a sharp evening in deep winter), and the fees that operators put around them.
import type { Tariff } from "../../../core/pricing/tariff.ts";
import { everyDay, flatSeasons, timeOfUse, type PriceTable } from "./seasons.ts";

export type DemoTariff = {
  readonly operatorId: string;
  readonly name: string;
  readonly nameEn: string;
  /** How many days before the seeding this version came into force; null: it always was. */
  readonly validSinceDays: number | null;
  readonly content: Tariff;
};

/** The State Council's arrangement of 2026: public holidays, and weekend days that are worked. */
const holidays = [
  ...everyDay("2026-01-01", 3),
  ...everyDay("2026-02-15", 9),
  ...everyDay("2026-04-04", 3),
  ...everyDay("2026-05-01", 5),
  ...everyDay("2026-06-19", 3),
  ...everyDay("2026-09-25", 3),
  ...everyDay("2026-10-01", 7),
];
const workdays = [
  "2026-01-04",
  "2026-02-14",
  "2026-02-28",
  "2026-05-09",
  "2026-09-20",
  "2026-10-10",
];

/** Electricity by period and what the operator adds, in 1/10,000 yuan a kWh. */
const city: PriceTable = {
  sharp: [13_850, 5_000],
  peak: [11_620, 5_000],
  flat: [7_080, 5_500],
  valley: [3_460, 5_500],
};
const cityBefore: PriceTable = {
  sharp: [13_850, 4_500],
  peak: [11_620, 4_500],
  flat: [7_080, 5_000],
  valley: [3_460, 5_000],
};
const premium: PriceTable = {
  sharp: [13_850, 8_000],
  peak: [11_620, 8_000],
  flat: [7_080, 8_000],
  valley: [3_460, 7_000],
};
const travel: PriceTable = {
  sharp: [14_200, 9_000],
  peak: [12_000, 9_000],
  flat: [7_400, 9_000],
  valley: [3_900, 9_000],
};
const cheapNight: PriceTable = {
  sharp: [13_850, 4_800],
  peak: [11_620, 4_800],
  flat: [7_080, 4_800],
  valley: [3_060, 2_400],
};
const officePark: PriceTable = {
  sharp: [13_500, 3_500],
  peak: [11_300, 3_500],
  flat: [6_900, 3_500],
  valley: [3_400, 3_500],
};
const trucks: PriceTable = {
  sharp: [12_900, 2_600],
  peak: [10_800, 2_600],
  flat: [6_600, 2_600],
  valley: [3_100, 2_000],
};

const members = [
  { membership: "silver", electricityBasisPoints: 0, serviceBasisPoints: 1_000 },
  { membership: "gold", electricityBasisPoints: 200, serviceBasisPoints: 2_000 },
];

type Terms = Partial<Pick<Tariff, "startFeeFen" | "idle" | "reservation" | "discounts">>;

function tariff(
  key: `${string}-${string}`,
  [name, nameEn]: readonly [string, string],
  seasons: Tariff["seasons"],
  { version = 1, validSinceDays = null, ...terms }: Terms & Version = {},
): DemoTariff {
  const none = { startFeeFen: 0, idle: null, reservation: null, discounts: [] };
  return {
    operatorId: key.slice(0, key.indexOf("-")),
    name,
    nameEn,
    validSinceDays,
    content: { id: key, version, seasons, holidays, workdays, ...none, ...terms },
  };
}
type Version = { readonly version?: number; readonly validSinceDays?: number | null };

const usualReservation = { feeFen: 0, noShowFeeFen: 500, holdMinutes: 5, graceMinutes: 15 };
const cityNames = ["市区分时电价", "City time-of-use"] as const;

export const demoTariffs: readonly DemoTariff[] = [
  tariff("pujiang-centre", ["中心城区分时电价", "City centre time-of-use"], timeOfUse(premium), {
    idle: { graceMinutes: 15, fenPerMinute: 50, capFen: 5_000 },
    reservation: { feeFen: 200, noShowFeeFen: 1_000, holdMinutes: 10, graceMinutes: 15 },
    discounts: members,
  }),
  // Without an idle fee the bill does not wait for the car to leave: a visitor sees it at once.
  tariff(
    "pujiang-square",
    ["人民广场分时电价", "People's Square time-of-use"],
    timeOfUse(premium),
    {
      reservation: usualReservation,
      discounts: members,
    },
  ),
  tariff("pujiang-travel", ["枢纽景区电价", "Stations, airports and sights"], timeOfUse(travel), {
    idle: { graceMinutes: 10, fenPerMinute: 100, capFen: 10_000 },
    reservation: { feeFen: 300, noShowFeeFen: 1_000, holdMinutes: 10, graceMinutes: 10 },
    discounts: members,
  }),
  tariff("shencheng-standard", cityNames, timeOfUse(cityBefore), {
    discounts: members.slice(0, 1),
  }),
  tariff("shencheng-standard", cityNames, timeOfUse(city), {
    version: 2,
    validSinceDays: 30,
    idle: { graceMinutes: 30, fenPerMinute: 30, capFen: 3_000 },
    reservation: usualReservation,
    discounts: members,
  }),
  tariff("shencheng-night", ["夜间优惠电价", "Cheap nights"], timeOfUse(cheapNight), {
    reservation: usualReservation,
  }),
  tariff("wutong-flat", ["全天一口价", "One price all day"], flatSeasons(8_800, 4_500), {
    startFeeFen: 100,
  }),
  tariff("wutong-logistics", ["物流车电价", "Logistics fleets"], timeOfUse(trucks), {
    idle: { graceMinutes: 20, fenPerMinute: 80, capFen: 8_000 },
  }),
  tariff("jiangwan-evening", ["园区电价", "Office parks"], timeOfUse(officePark), {
    reservation: usualReservation,
    discounts: members,
  }),
  tariff("jiangwan-night", ["校区社区电价", "Campus and homes"], timeOfUse(cheapNight), {
    idle: { graceMinutes: 60, fenPerMinute: 20, capFen: 2_000 },
    discounts: members,
  }),
];
