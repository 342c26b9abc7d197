// What a search costs among 200,000 stations and a million connectors: rows read, as D1 counts them,
// and milliseconds. `node bench/search.ts` prints the table; the bench's page has it as a section.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { listClusters } from "../core/contract/places.ts";
import { listStations } from "../core/contract/stations.ts";
import { requestOf } from "../core/contract/client.ts";
import type { Endpoint } from "../core/contract/endpoint.ts";
import { chanceOf, insertCity, makeCity, type CityPlan } from "../test/support/aCity.ts";
import { buildWorker, repositoryRoot } from "../test/support/builtWorker.ts";
import { dbOf } from "../worker/db/database.ts";
import { rebuildSearch } from "../worker/db/searchUpkeep.ts";
import { median, quantile } from "./statistics.ts";

const cities = [
  { latitude: 31.2304, longitude: 121.4737, spreadM: 2_500, share: 2 },
  { latitude: 31.2304, longitude: 121.4737, spreadM: 14_000, share: 9 },
  { latitude: 39.9042, longitude: 116.4074, spreadM: 14_000, share: 9 },
  { latitude: 22.5431, longitude: 114.0579, spreadM: 12_000, share: 9 },
  { latitude: 23.1291, longitude: 113.2644, spreadM: 12_000, share: 8 },
  { latitude: 30.5728, longitude: 104.0668, spreadM: 12_000, share: 7 },
  { latitude: 30.2741, longitude: 120.1551, spreadM: 11_000, share: 6 },
  { latitude: 29.563, longitude: 106.5516, spreadM: 13_000, share: 6 },
  { latitude: 34.3416, longitude: 108.9398, spreadM: 10_000, share: 5 },
  { latitude: 36.0611, longitude: 103.8343, spreadM: 9_000, share: 3 },
  // The country between them.
  { latitude: 31.5, longitude: 113, spreadM: 500_000, share: 36 },
];

const plan: CityPlan = { stations: 200_000, operators: 60, tariffs: 1_200, centres: cities };

/** Within Shanghai's rings, where stations are the densest, and out in the country. */
const placesAsked = 24;
const timesAsked = 3;

type Asked = { readonly latitude: number; readonly longitude: number };
type Kind = {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly input: (at: Asked) => Readonly<Record<string, unknown>>;
};

const boxAt = ({ latitude, longitude }: Asked, half: number) => ({
  south: latitude - half,
  north: latitude + half,
  west: longitude - half,
  east: longitude + half,
});

const search = (name: string, more: Readonly<Record<string, unknown>> = {}): Kind => ({
  name,
  endpoint: listStations,
  input: (at) => ({ ...at, ...more }),
});

const kinds: readonly Kind[] = [
  search("nearby, 20 stations"),
  search("nearby, the largest page", { limit: 100 }),
  search("free now, DC from 100 kW", {
    availableOnly: "true",
    currentType: "DC",
    minPowerW: 100_000,
  }),
  search("a rare connector, within 50 km", {
    standard: "CHADEMO",
    radiusM: 50_000,
    parking: "free",
  }),
  search("five filters at once", {
    currentType: "DC",
    openNow: "true",
    parking: "free",
    facilities: "toilet,shop",
    operatorId: "city-op-7",
  }),
  search("by price, within 5 km", { sort: "price" }),
  search("by power, within 50 km", { sort: "power", radiusM: 50_000 }),
  {
    name: "the map's box, 5 km",
    endpoint: listStations,
    input: (at) => boxAt(at, 0.025),
  },
  {
    name: "the map's box, 50 km, by price, free now",
    endpoint: listStations,
    input: (at) => ({ ...boxAt(at, 0.25), sort: "price", availableOnly: "true" }),
  },
  search("text: two characters that all have", { text: "充电" }),
  search("text: four characters of a name", { text: "虹桥医院" }),
  search("text: initials", { text: "rmgc" }),
  search("text: pinyin", { text: "shijigongyuan" }),
  search("text: nothing fits", { text: "月球背面" }),
  ...[4, 8, 10, 13, 16].map((zoom) => ({
    name: `clusters at zoom ${zoom}`,
    endpoint: listClusters,
    input: (at: Asked) => ({ ...boxAt(at, 360 / 2 ** zoom), zoom }),
  })),
];

export type SearchFigure = {
  readonly name: string;
  /** The most of all places. */
  readonly rows: number;
  readonly queries: number;
  readonly medianMs: number;
  readonly p90Ms: number;
};

export type SearchFigures = {
  readonly stations: number;
  readonly connectors: number;
  readonly figures: readonly SearchFigure[];
};

async function migrate(miniflare: Miniflare): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  const folder = join(repositoryRoot, "migrations");
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted()) {
    const text = await readFile(join(folder, file), "utf8");
    await db.batch(text.split("--> statement-breakpoint").map((sql) => db.prepare(sql)));
  }
}

async function fill(miniflare: Miniflare): Promise<number> {
  const db = await miniflare.getD1Database("DB");
  await insertCity(db, plan, makeCity(plan, 1));
  await rebuildSearch(dbOf({ DB: db }));
  const counted = await db
    .prepare("select count(*) as count from connectors")
    .first<{ count: number }>();
  return counted?.count ?? 0;
}

function places(): Asked[] {
  const chance = chanceOf(5);
  const between = (from: number, to: number): number => from + chance() * (to - from);
  return Array.from({ length: placesAsked }, (_, at) =>
    at % 4 === 3
      ? { latitude: between(28, 35), longitude: between(108, 118) }
      : { latitude: between(31.19, 31.27), longitude: between(121.43, 121.52) },
  );
}

async function ask(url: URL, { endpoint, input }: Kind, at: Asked, headers: HeadersInit) {
  const beganMs = performance.now();
  const response = await fetch(new URL(requestOf(endpoint, input(at)).url, url), { headers });
  await response.text();
  if (response.status !== 200) throw new Error(`${endpoint.path} answered ${response.status}`);
  const of = (name: string): number => Number(response.headers.get(name));
  return { ms: performance.now() - beganMs, rows: of("x-rows"), queries: of("x-queries") };
}

async function measureKind(url: URL, kind: Kind): Promise<SearchFigure> {
  const asked = places();
  let rows = 0;
  let queries = 0;
  const times: number[] = [];
  for (const at of asked) {
    const counted = await ask(url, kind, at, { "x-count": "1" });
    rows = Math.max(rows, counted.rows);
    queries = Math.max(queries, counted.queries);
    for (let time = 0; time < timesAsked; time += 1) times.push((await ask(url, kind, at, {})).ms);
  }
  return { name: kind.name, rows, queries, medianMs: median(times), p90Ms: quantile(times, 0.9) };
}

/** Builds the database anew: some minutes. */
export async function measureSearch(): Promise<SearchFigures> {
  const folder = await mkdtemp(join(tmpdir(), "zhuang-search-"));
  const { scriptPath } = await buildWorker(join(folder, "worker"), {
    config: "bench/workers/search.toml",
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      resourcePersistencePath: join(folder, "data"),
      rootPath: dirname(scriptPath),
      modulesRoot: dirname(scriptPath),
      modules: [{ type: "ESModule", path: scriptPath }],
      compatibilityDate: "2026-10-01",
      compatibilityFlags: ["nodejs_compat"],
      d1Databases: { DB: "search" },
    }),
  );
  try {
    const url = await miniflare.ready;
    await migrate(miniflare);
    const connectors = await fill(miniflare);
    const figures: SearchFigure[] = [];
    for (const kind of kinds) figures.push(await measureKind(url, kind));
    return { stations: plan.stations, connectors, figures };
  } finally {
    await miniflare.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

const MOST_ROWS = 300;

/** The section of docs/bench.md. */
export function searchSection({ stations, connectors, figures }: SearchFigures): string {
  const lines = figures.map(
    ({ name, rows, queries, medianMs, p90Ms }) =>
      `| ${name} | ${rows}${rows > MOST_ROWS ? " (**missed**)" : ""} | ${queries} | ${medianMs.toFixed(1)} | ${p90Ms.toFixed(1)} |`,
  );
  return `## Search

Among ${stations.toLocaleString("en")} stations, each connector on a pile of its own: ${connectors.toLocaleString("en")} of each. Budget: ${MOST_ROWS} rows read, in D1's own
count. The most of ${placesAsked} places, three of four in the densest square kilometres of the largest city;
milliseconds are of the whole request in Miniflare. The Areas are stand-ins that answer at once.

| Search | Rows read, at most | Queries, at most | Median, ms | p90, ms |
|---|---|---|---|---|
${lines.join("\n")}
`;
}
