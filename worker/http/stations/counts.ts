// What is free at stations this second: from the Areas of the map; from the records where an Area is
// out of reach, as far as a search may read; or not known. Each Area is asked once in a search.
import { AREA_CELL_LENGTH, type LiveCounts } from "../../../core/contract/live.ts";
import type { CountsFrom, CurrentType } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { countsOf, type StationSummary } from "../../../core/live/summaries.ts";
import { atOnce } from "../../../durable-objects/live/atOnce.ts";
import { areaOf } from "../../../durable-objects/live/objects.ts";
import type { Database } from "../../db/database.ts";
import { geohash, type Point } from "../../db/geohash.ts";
import type { ConnectorKindCount } from "../../db/packedStation.ts";
import { connectorsByStation, type ConnectorRow } from "../../db/stations.ts";
import type { Env } from "../../env.ts";
import { logError } from "../errors.ts";
import { shownState } from "./availability.ts";
import type { Filters } from "./filters.ts";

export type Counts = {
  readonly from: CountsFrom;
  readonly dc: LiveCounts;
  readonly ac: LiveCounts;
};

export type Counted = Point & {
  readonly stationId: string;
  readonly connectorKinds: readonly ConnectorKindCount[];
};

type Words = ReadonlyMap<string, StationSummary>;

const totalOf = ({ connectorKinds }: Counted): number =>
  connectorKinds.reduce((sum, [, , , count]) => sum + count, 0);

const cellOf = (station: Counted): string => geohash(station, AREA_CELL_LENGTH);

type Bounds = { readonly areas: number; readonly connectors: number };

const ofASearch: Bounds = {
  areas: limits.areasPerSearch.most,
  connectors: limits.connectorsFromRecords.most,
};

export class StationCounts {
  readonly #env: Pick<Env, "AREA">;
  readonly #db: Database;
  /** Null for an Area that is out of reach. */
  readonly #areas = new Map<string, Words | null>();
  readonly #records = new Map<string, readonly ConnectorRow[]>();
  #areasLeft: number;
  #connectorsLeft: number;

  /** @param most how many Areas are asked, and connectors read where an Area is out of reach */
  constructor(env: Pick<Env, "AREA">, db: Database, most: Bounds = ofASearch) {
    this.#env = env;
    this.#db = db;
    this.#areasLeft = most.areas;
    this.#connectorsLeft = most.connectors;
  }

  /** How many of these, from the first on, can still be asked for. */
  reach(stations: readonly Counted[]): number {
    const wanted = new Set<string>();
    let within = 0;
    for (const station of stations) {
      const cell = cellOf(station);
      if (!this.#areas.has(cell)) wanted.add(cell);
      if (wanted.size > this.#areasLeft) break;
      within += 1;
    }
    return within;
  }

  async load(stations: readonly Counted[]): Promise<void> {
    const cells = [...new Set(stations.map(cellOf))].filter((cell) => !this.#areas.has(cell));
    const asked = cells.slice(0, this.#areasLeft);
    this.#areasLeft -= asked.length;
    await atOnce(asked, limits.callsAtOnce.most, async (cell) => {
      this.#areas.set(cell, await this.#ask(cell));
    });
    await this.#loadRecords(stations);
  }

  async #ask(cell: string): Promise<Words | null> {
    try {
      const answer = await beforeLong(areaOf(this.#env, cell).summaries());
      if (answer?.ok !== true) return null;
      return new Map(answer.value.map((summary) => [summary.stationId, summary]));
    } catch (error) {
      logError("area out of reach", error, { cell });
      return null;
    }
  }

  /** Stations in turn, until their connectors are as many as may be read. */
  async #loadRecords(stations: readonly Counted[]): Promise<void> {
    const wanted: string[] = [];
    for (const station of stations) {
      const { stationId } = station;
      if (this.#live(station) !== undefined || this.#records.has(stationId)) continue;
      const total = totalOf(station);
      if (total > this.#connectorsLeft) break;
      this.#connectorsLeft -= total;
      wanted.push(stationId);
    }
    const rows = await connectorsByStation(this.#db, wanted);
    for (const stationId of wanted) this.#records.set(stationId, rows.get(stationId) ?? []);
  }

  #live(station: Counted): StationSummary | undefined {
    return this.#areas.get(cellOf(station))?.get(station.stationId);
  }

  of(station: Counted): Counts {
    const live = this.#live(station);
    if (live !== undefined) return { from: "live", dc: live.dc, ac: live.ac };
    const rows = this.#records.get(station.stationId);
    return rows === undefined ? unknownCounts(station) : recordedCounts(rows);
  }
}

/** Null when there is no answer in the time that a driver may wait. */
async function beforeLong<T>(answer: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limits.areaAnswerMs.most);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function recordedCounts(rows: readonly ConnectorRow[]): Counts {
  const of = (wanted: CurrentType): LiveCounts =>
    countsOf(
      rows
        .filter(({ currentType }) => currentType === wanted)
        .map(({ online, state, maxPowerW }) => ({ state: shownState(online, state), maxPowerW })),
    );
  return { from: "records", dc: of("DC"), ac: of("AC") };
}

function unknownCounts({ connectorKinds }: Counted): Counts {
  const of = (wanted: CurrentType): LiveCounts => ({
    ...countsOf([]),
    total: connectorKinds
      .filter(([currentType]) => currentType === wanted)
      .reduce((sum, [, , , count]) => sum + count, 0),
  });
  return { from: "unknown", dc: of("DC"), ac: of("AC") };
}

/** GB/T's and IEC's AC sockets are their own standards, so a standard names its current. */
const currentOf = ({ currentType, standard }: Filters): CurrentType | undefined =>
  currentType ??
  (standard === undefined
    ? undefined
    : standard === "GBT_AC" || standard === "IEC_62196_T2"
      ? "AC"
      : "DC");

/** Whether a connector as powerful as asked for is free; where nothing is known, none is. */
export function hasFree({ dc, ac }: Counts, wanted: Filters): boolean {
  const current = currentOf(wanted);
  const kinds = current === undefined ? [dc, ac] : [current === "DC" ? dc : ac];
  const least = wanted.minPowerW ?? 0;
  return kinds.some(({ available, availablePowerW }) => available > 0 && availablePowerW >= least);
}
