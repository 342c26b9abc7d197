// A country of stations from one number: dense in its cities, as alike on every machine as its seed.
// Tests and the bench fill a database with it, piles by SQL, because there are a million of them.
import type { D1Database } from "@cloudflare/workers-types";
import type { Facility, ParkingKind } from "../../core/contract/places.ts";
import type { ConnectorStandard, CurrentType } from "../../core/contract/stations.ts";
import type { ConnectorKindCount } from "../../worker/db/packedStation.ts";
import { geohash } from "../../worker/db/geohash.ts";
import { aTariffContent } from "./builders.ts";

export type CityPlan = {
  readonly stations: number;
  readonly operators: number;
  readonly tariffs: number;
  /** Where stations stand: how many of a hundred, and within what distance of the middle most do. */
  readonly centres: readonly {
    readonly latitude: number;
    readonly longitude: number;
    readonly spreadM: number;
    readonly share: number;
  }[];
};

export type CityStation = {
  readonly stationId: string;
  readonly operatorId: string;
  readonly tariffId: string;
  readonly name: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly cell: string;
  readonly openingHours: string;
  readonly parkingKind: ParkingKind;
  readonly facilities: readonly Facility[];
  readonly kinds: readonly ConnectorKindCount[];
};

const parkings: readonly ParkingKind[] = ["free", "freeWhileCharging", "paid", "paid", "unknown"];
const hours = ["24/7", "24/7", "Mo-Su 00:00-24:00", "Mo-Su off", "see the gate"];
const facilities: readonly Facility[] = ["toilet", "shop", "lounge", "canopy"];
const kinds: readonly (readonly [CurrentType, ConnectorStandard, number])[] = [
  ["AC", "GBT_AC", 7_000],
  ["AC", "IEC_62196_T2", 22_000],
  ["DC", "GBT_DC", 60_000],
  ["DC", "GBT_DC", 120_000],
  ["DC", "GBT_DC", 480_000],
  ["DC", "CHADEMO", 50_000],
];
const areas = [
  "人民",
  "世纪",
  "虹桥",
  "长江",
  "解放",
  "中山",
  "滨江",
  "高新",
  "大学",
  "科技",
  "体育",
];
const places = ["广场", "公园", "大厦", "中心", "医院", "车站", "小区", "商城", "会展", "物流园"];
const kindsOfName = ["充电站", "超充站", "快充站", "地下车库充电站"];

/** Mulberry32: enough chance for a map. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(chance: () => number, of: readonly T[]): T {
  const picked = of[Math.floor(chance() * of.length)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
}

function placeOf(chance: () => number, { centres }: CityPlan) {
  let rest = chance() * centres.reduce((sum, { share }) => sum + share, 0);
  const centre = centres.find(({ share }) => (rest -= share) < 0) ?? pick(chance, centres);
  // Rayleigh's distances: dense in the middle, thin outside.
  const metres = centre.spreadM * Math.sqrt(-2 * Math.log(1 - chance() * 0.999));
  const bearing = chance() * 2 * Math.PI;
  const latitude = centre.latitude + (metres * Math.cos(bearing)) / 111_195;
  const across = 111_195 * Math.cos((latitude * Math.PI) / 180);
  return { latitude, longitude: centre.longitude + (metres * Math.sin(bearing)) / across };
}

/** About five connectors each, of one or two kinds. */
function kindsOf(chance: () => number): ConnectorKindCount[] {
  const first = pick(chance, kinds);
  const second = chance() < 0.4 ? pick(chance, kinds) : null;
  const all: ConnectorKindCount[] = [[...first, 1 + Math.floor(chance() * 7)]];
  if (second !== null && second !== first) all.push([...second, 1 + Math.floor(chance() * 5)]);
  return all.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
}

export function makeCity(plan: CityPlan, seed: number): CityStation[] {
  const chance = chanceOf(seed);
  return Array.from({ length: plan.stations }, (_, at) => {
    const place = placeOf(chance, plan);
    const tariff = Math.floor(chance() * plan.tariffs);
    const area = `${pick(chance, areas)}${pick(chance, places)}`;
    return {
      stationId: `C${String(at).padStart(6, "0")}`,
      operatorId: `city-op-${tariff % plan.operators}`,
      tariffId: `city-tariff-${tariff}`,
      name: `${area}${pick(chance, kindsOfName)}`,
      address: `${pick(chance, areas)}路 ${1 + Math.floor(chance() * 900)} 号`,
      ...place,
      cell: geohash(place),
      openingHours: pick(chance, hours),
      parkingKind: pick(chance, parkings),
      facilities: facilities.filter(() => chance() < 0.5),
      kinds: kindsOf(chance),
    };
  });
}

/** Flat, so that no clock changes what a test expects. In 1/10,000 yuan a kWh. */
export const priceOfTariff = (number: number): number => 6_000 + ((number * 617) % 12_000);

const STATIONS_AT_A_TIME = 2_000;

const numbers = (count: number): string =>
  JSON.stringify(Array.from({ length: count }, (_, at) => at));

/** Writes operators, tariffs and stations, and a pile for each connector; searches are made after it. */
export async function insertCity(
  database: D1Database,
  plan: CityPlan,
  city: readonly CityStation[],
): Promise<void> {
  await database.batch([
    database
      .prepare(
        `insert into operators (operator_id, name, name_en, created_at_ms)
         select 'city-op-' || value, '运营商' || value, 'Operator ' || value, 0 from json_each(?)`,
      )
      .bind(numbers(plan.operators)),
    database
      .prepare(tariffSql)
      .bind(
        JSON.stringify(
          Array.from({ length: plan.tariffs }, (_, at) => [
            `city-tariff-${at}`,
            `city-op-${at % plan.operators}`,
            contentOf(at),
          ]),
        ),
      ),
  ]);
  for (let from = 0; from < city.length; from += STATIONS_AT_A_TIME) {
    const rows = JSON.stringify(city.slice(from, from + STATIONS_AT_A_TIME).map(rowOf));
    await database.batch([
      database.prepare(stationSql).bind(rows),
      database.prepare(pileSql).bind(rows),
      database.prepare(connectorSql).bind(rows),
    ]);
  }
}

function contentOf(number: number) {
  const period = {
    kind: "flat" as const,
    fromMinute: 0,
    toMinute: 1440,
    electricityPrice: priceOfTariff(number),
    servicePrice: 0,
  };
  const content = aTariffContent({ id: `city-tariff-${number}` });
  const seasons = content.seasons.map((season) => ({
    ...season,
    days: season.days.map((day) => ({ ...day, periods: [period] })),
  }));
  return { ...content, seasons };
}

const rowOf = (station: CityStation): readonly unknown[] => [
  station.stationId,
  station.operatorId,
  station.name,
  station.address,
  station.latitude,
  station.longitude,
  station.cell,
  station.openingHours,
  station.parkingKind,
  station.facilities,
  station.tariffId,
  station.kinds.flatMap(([currentType, standard, powerW, count]) =>
    Array.from({ length: count }, () => [currentType, standard, powerW]),
  ),
];

const tariffSql = `insert into tariffs
  (tariff_id, version, operator_id, name, name_en, content, valid_from_ms, created_at_ms)
  select value ->> 0, 1, value ->> 1, '平价', 'Flat', value -> 2, 0, 0 from json_each(?)`;

const stationSql = `insert into stations (station_id, operator_id, name, name_en, address, address_en,
    latitude, longitude, cell, time_zone, opening_hours, parking, parking_en, parking_kind, facilities,
    phone, tariff_id, created_at_ms)
  select value ->> 0, value ->> 1, value ->> 2, 'Station ' || (value ->> 0), value ->> 3, '',
    value ->> 4, value ->> 5, value ->> 6, 'Asia/Shanghai', value ->> 7, '', '', value ->> 8,
    value -> 9, '', value ->> 10, 0
  from json_each(?)`;

const pileSql = `insert into piles
    (pile_id, operator_id, station_id, name, credential_hash, online, created_at_ms)
  select (s.value ->> 0) || '-' || p.key, s.value ->> 1, s.value ->> 0, p.key || ' 号', 'salt$hash', 1, 0
  from json_each(?) as s, json_each(s.value -> 11) as p`;

const connectorSql = `insert into connectors
    (pile_id, connector_id, current_type, standard, max_power_w, state, state_since_ms)
  select (s.value ->> 0) || '-' || p.key, 1, p.value ->> 0, p.value ->> 1, p.value ->> 2, 'available', 0
  from json_each(?) as s, json_each(s.value -> 11) as p`;
