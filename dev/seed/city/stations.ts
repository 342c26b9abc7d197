// The stations of the demonstration city, one a line of stations.tsv: places that exist in Shanghai,
// operators that do not. Positions are WGS-84.
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import type { Facility, ParkingKind } from "../../../core/contract/places.ts";
import { pileKinds, type PileKind } from "./piles.ts";

const parkings = {
  free: ["免费停车", "Free parking"],
  twoHours: ["充电期间免停车费 2 小时", "Two hours of parking are free while charging"],
  paid: ["停车费按停车场标准收取", "The car park's own fee applies"],
} as const;

const Row = z.object({
  stationId: z.string().check(z.regex(/^SH\d{3}$/)),
  operator: z.string(),
  tariff: z.string(),
  district: z.string(),
  districtEn: z.string(),
  name: z.string(),
  nameEn: z.string(),
  address: z.string(),
  addressEn: z.string(),
  latitude: z.coerce.number<string>(),
  longitude: z.coerce.number<string>(),
  piles: z.string().check(z.regex(/^[a-z\d]+\*\d+( [a-z\d]+\*\d+)*$/)),
  parking: z.enum(["free", "twoHours", "paid"]),
});

const parkingKinds = { free: "free", twoHours: "freeWhileCharging", paid: "paid" } as const;

/** What places of their kind have, by what their names say. */
const facilitiesByWord: readonly (readonly [RegExp, readonly Facility[]])[] = [
  [/超充/, ["lounge", "canopy", "wifi"]],
  [/广场|中心|万达|环球港|日月光|天地|世博源/, ["toilet", "shop", "restaurant"]],
  [/机场|火车站|南站|度假区/, ["toilet", "restaurant", "attendant"]],
  [/公园|体育场|足球场|大学城/, ["toilet", "canopy"]],
  [/物流/, ["toilet", "shop", "carWash"]],
];

/** Parks and campuses close at night; the others never do. */
const openingHoursOf = (name: string): string =>
  /公园|大学城/.test(name) ? "Mo-Fr 06:00-23:00; Sa,Su 08:00-22:00" : "24/7";

export type DemoStation = {
  readonly stationId: string;
  readonly operatorId: string;
  readonly tariffId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string;
  readonly addressEn: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly parking: string;
  readonly parkingEn: string;
  readonly parkingKind: ParkingKind;
  readonly openingHours: string;
  readonly facilities: readonly Facility[];
  /** In the order of their numbers. */
  readonly pileKinds: readonly PileKind[];
};

const isPileKind = (text: string): text is PileKind => Object.hasOwn(pileKinds, text);

function pileKindsOf(text: string): PileKind[] {
  return text.split(" ").flatMap((group) => {
    const [kind = "", count = ""] = group.split("*");
    if (!isPileKind(kind)) throw new Error(`stations.tsv names an unknown pile "${kind}"`);
    return Array.from({ length: Number(count) }, () => kind);
  });
}

function stationOf(line: string, names: readonly string[]): DemoStation {
  const cells = line.split("\t");
  const row = Row.parse(Object.fromEntries(names.map((name, at) => [name, cells[at]])));
  const [parking, parkingEn] = parkings[row.parking];
  return {
    stationId: row.stationId,
    operatorId: row.operator,
    tariffId: `${row.operator}-${row.tariff}`,
    name: row.name,
    nameEn: row.nameEn,
    address: `上海市${row.district}${row.address}`,
    addressEn: `${row.addressEn}, ${row.districtEn}, Shanghai`,
    latitude: row.latitude,
    longitude: row.longitude,
    parking,
    parkingEn,
    parkingKind: parkingKinds[row.parking],
    openingHours: openingHoursOf(row.name),
    facilities: [
      ...new Set(
        facilitiesByWord.flatMap(([word, facilities]) => (word.test(row.name) ? facilities : [])),
      ),
    ],
    pileKinds: pileKindsOf(row.piles),
  };
}

function readStations(): DemoStation[] {
  const text = readFileSync(new URL("./stations.tsv", import.meta.url), "utf8");
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head.split("\t");
  return lines.map((line) => stationOf(line, names));
}

export const demoStations: readonly DemoStation[] = readStations();
