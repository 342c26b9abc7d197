// The Areas of a made city: what is free at each station, by chance, and told as real Areas tell it.
import type { LiveCounts } from "../../../core/contract/live.ts";
import type { CurrentType } from "../../../core/contract/stations.ts";
import type { StationSummary } from "../../../core/live/summaries.ts";
import { ok } from "../../../core/result.ts";
import type { Env } from "../../../worker/env.ts";
import { chanceOf, type CityStation } from "../../support/aCity.ts";
import { aBinding } from "./support.ts";

/** Connectors in the order of their kinds; the first ones are free. */
export function liveOf({
  stationId,
  kinds,
  latitude,
  longitude,
  cell,
}: CityStation): StationSummary {
  const chance = chanceOf(Number(stationId.slice(1)) + 1);
  const of = (wanted: CurrentType): LiveCounts => {
    const own = kinds.filter(([currentType]) => currentType === wanted);
    const powers = own.flatMap(([, , powerW, count]) =>
      Array.from({ length: count }, () => powerW),
    );
    const free = powers.slice(0, Math.floor(chance() ** 2 * (powers.length + 1)));
    return {
      total: powers.length,
      available: free.length,
      busy: powers.length - free.length,
      reserved: 0,
      faulted: 0,
      offline: 0,
      availablePowerW: Math.max(0, ...free),
    };
  };
  const position = { latitude, longitude };
  const [dc, ac] = [of("DC"), of("AC")];
  return { stationId, seq: 1, areaCell: cell.slice(0, 5), position, dc, ac };
}

/** The binding; `asked` are the cells that were asked, in order. */
export function areasOf(city: readonly CityStation[], asked: string[] = []): Env["AREA"] {
  const byCell = Map.groupBy(city, ({ cell }) => cell.slice(0, 5));
  return aBinding<Env["AREA"]>({
    idFromName: (name: string) => name,
    get: (cell: string) => ({
      summaries: () => {
        asked.push(cell);
        return Promise.resolve(ok((byCell.get(cell) ?? []).map(liveOf)));
      },
    }),
  });
}
