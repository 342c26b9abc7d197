// The words by which stations are found: pairs of characters of Chinese names and addresses, so that
// any part of two or more matches; Latin words; and names as they sound, in full and by initials.
import type { pinyin as pinyinFunction } from "pinyin-pro";
import { asc, gt, sql } from "drizzle-orm";
import { real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Database } from "./database.ts";
import { geohash, type Point } from "./geohash.ts";
import { stations } from "./tables/stations.ts";

/** Longer ones are cut: nobody types so much of a name before he sees it. */
const MOST_SOUND = 24;
const MOST_INITIALS = 12;

/** Cells of 2 to 7 characters, about 150 m: a search for a common word begins close by. */
export const FINEST_PLACE = 7;
export const COARSEST_PLACE = 2;

/** FTS5's, as 0002_search.sql makes it; drizzle-kit knows no virtual tables. */
const stationTexts = sqliteTable("station_texts", {
  stationId: text("station_id"),
  latitude: real("latitude"),
  longitude: real("longitude"),
  ident: text("ident"),
  han: text("han"),
  latin: text("latin"),
  pinyin: text("pinyin"),
  place: text("place"),
});

export type StationText = Point & {
  readonly stationId: string;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string;
  readonly addressEn: string;
};

const runsOf = (written: string): readonly string[] =>
  written
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];

const isHan = (run: string): boolean => /^\p{Script=Han}/u.test(run);

/** "人民广场" → 人民, 民广, 广场, and 场, by which a search for one character finds the last as well. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.map((character, at) => character + (characters[at + 1] ?? ""));
}

/** From each syllable on, so that a driver may begin anywhere in the name. */
const fromEach = (parts: readonly string[], most: number): string[] =>
  parts.map((_, at) => parts.slice(at).join("").slice(0, most));

type Pinyin = typeof pinyinFunction;

/** Its dictionary takes as long to load as all else together, and only upkeep needs it. */
const pinyinOf = async (): Promise<Pinyin> => (await import("pinyin-pro")).pinyin;

function soundsOf(pinyin: Pinyin, name: string): string[] {
  const options = { toneType: "none", type: "array", v: true, nonZh: "removed" } as const;
  const syllables = pinyin(name.normalize("NFKC"), options);
  const initials = syllables.map((syllable) => syllable.charAt(0));
  return [...fromEach(syllables, MOST_SOUND), ...fromEach(initials, MOST_INITIALS)];
}

const hexOf = (id: string): string =>
  Array.from(new TextEncoder().encode(id), (byte) => byte.toString(16).padStart(2, "0")).join("");

const unique = (words: readonly string[]): string => [...new Set(words)].join(" ");

/** In the order of the table's columns. */
function rowOf(pinyin: Pinyin, station: StationText): readonly (string | number)[] {
  const { stationId, latitude, longitude, name, address, nameEn, addressEn } = station;
  const runs = [name, address].flatMap(runsOf);
  const latin = [...runs.filter((run) => !isHan(run)), ...[nameEn, addressEn].flatMap(runsOf)];
  const place = geohash(station, FINEST_PLACE);
  return [
    stationId,
    latitude,
    longitude,
    hexOf(stationId),
    // In order, because a longer search is a row of pairs.
    runs.filter(isHan).flatMap(pairsOf).join(" "),
    unique(latin.filter((run) => !isHan(run))),
    unique(soundsOf(pinyin, name)),
    Array.from({ length: FINEST_PLACE - COARSEST_PLACE + 1 }, (_, at) =>
      place.slice(0, COARSEST_PLACE + at),
    ).join(" "),
  ];
}

/** Puts these stations' words in place of those before; for a batch. */
export async function stationTextStatements(db: Database, changed: readonly StationText[]) {
  return [
    db
      .delete(stationTexts)
      .where(
        sql`rowid in (select rowid from station_texts where station_texts match ${identsOf(changed)})`,
      ),
    put(db, changed, await pinyinOf()),
  ] as const;
}

const identsOf = (of: readonly StationText[]): string =>
  `ident : (${of.map(({ stationId }) => `"${hexOf(stationId)}"`).join(" OR ")})`;

const put = (db: Database, rows: readonly StationText[], pinyin: Pinyin) =>
  db.insert(stationTexts).select(sql`
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
      value ->> 7 from json_each(${JSON.stringify(rows.map((row) => rowOf(pinyin, row)))})`);

/** Stations after this one in the order of ids, with all that their words are made of. */
export const stationsToWordQuery = (db: Database, after: string, most: number) =>
  db
    .select({
      stationId: stations.stationId,
      latitude: stations.latitude,
      longitude: stations.longitude,
      cell: stations.cell,
      name: stations.name,
      nameEn: stations.nameEn,
      address: stations.address,
      addressEn: stations.addressEn,
    })
    .from(stations)
    .where(gt(stations.stationId, after))
    .orderBy(asc(stations.stationId))
    .limit(most);

/** Those of the stations whose words are missing, or are no longer those of their names. */
export async function withStaleWords<T extends StationText>(
  db: Database,
  wanted: readonly T[],
): Promise<readonly T[]> {
  if (wanted.length === 0) return [];
  const rows = await db.all<{ words: string }>(sql`
    select json_array(station_id, latitude, longitude, ident, han, latin, pinyin, place) as words
    from station_texts where station_texts match ${identsOf(wanted)}`);
  const pinyin = await pinyinOf();
  const stored = new Set(rows.map(({ words }) => JSON.stringify(JSON.parse(words))));
  return wanted.filter((station) => !stored.has(JSON.stringify(rowOf(pinyin, station))));
}

const STATIONS_AT_A_TIME = 500;

/** All words anew, after stations were written in bulk. */
export async function rebuildStationTexts(db: Database): Promise<void> {
  await db.delete(stationTexts);
  const pinyin = await pinyinOf();
  for (let after = ""; ;) {
    const rows = await stationsToWordQuery(db, after, STATIONS_AT_A_TIME);
    const last = rows.at(-1);
    if (last === undefined) return;
    await put(db, rows, pinyin);
    after = last.stationId;
  }
}

/** More words than a person types; each is another list to be read. */
const MOST_WORDS = 6;

/**
 * A person's text as a condition of FTS5: each run of Chinese characters stands somewhere as it is,
 * and some word, or the sound from some syllable on, begins with each Latin one. Null when there is
 * nothing in it to look for.
 */
export function textCondition(searched: string): string | null {
  const words = runsOf(searched).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  return words
    .map((word) => (isHan(word) ? hanCondition(word) : latinCondition(word)))
    .join(" AND ");
}

function hanCondition(word: string): string {
  const pairs = pairsOf(word).slice(0, -1);
  return pairs.length === 0 ? `han : "${word}" *` : `han : "${pairs.join(" ")}"`;
}

const latinCondition = (word: string): string =>
  `{latin pinyin} : "${word.slice(0, MOST_SOUND)}" *`;

export type TextMatch = Point & { readonly stationId: string; readonly row: number };

/**
 * Stations that a condition fits, in these cells or, with none given, anywhere; not in `except`; in
 * the order of their rows, those after `after`.
 */
export async function textMatches(
  db: Database,
  wanted: {
    readonly condition: string;
    readonly cells: readonly string[] | null;
    readonly except: readonly string[];
    readonly after: number | null;
    readonly most: number;
  },
): Promise<readonly TextMatch[]> {
  const within = wanted.cells === null ? "" : ` AND ${placesOf(wanted.cells)}`;
  const without = wanted.except.length === 0 ? "" : ` NOT ${placesOf(wanted.except)}`;
  return db.all<TextMatch>(sql`select station_id as stationId, latitude, longitude, rowid as row
    from station_texts where station_texts match ${`((${wanted.condition})${within})${without}`}
      and rowid > ${wanted.after ?? 0} order by rowid limit ${wanted.most}`);
}

const placesOf = (cells: readonly string[]): string =>
  `place : (${cells.map((cell) => `"${cell}"`).join(" OR ")})`;
