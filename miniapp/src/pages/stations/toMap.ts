// Stations and clusters as the map's marks.
import type { StationSummary } from "../../../../core/contract/stations.ts";
import type { MapCluster, MapMarker, MarkerTone } from "../../map/types.ts";
import type { Catalogue } from "../../text/zh.ts";
import type { Clusters } from "./useFinder.ts";

type Counted = Pick<StationSummary, "dc" | "ac" | "countsFrom">;

/** Nothing free because all are taken, or because none works. */
export function toneOf({ dc, ac, countsFrom }: Counted): MarkerTone {
  if (countsFrom === "unknown") return "out";
  if (dc.available + ac.available > 0) return "free";
  return dc.busy + ac.busy > 0 ? "busy" : "out";
}

export function markersOf(
  text: Catalogue,
  isEnglish: boolean,
  stations: readonly StationSummary[],
): readonly MapMarker[] {
  return stations.map((station) => {
    const free = station.dc.available + station.ac.available;
    const name = isEnglish ? station.nameEn : station.name;
    return {
      id: station.stationId,
      position: station.position,
      label: station.countsFrom === "unknown" ? "?" : String(free),
      name: text.find.marker(name, free, station.dc.total + station.ac.total),
      tone: toneOf(station),
    };
  });
}

export const clustersOf = (text: Catalogue, clusters: Clusters): readonly MapCluster[] =>
  clusters.map(({ cell, position, stations }) => ({
    id: cell,
    position,
    label: stations > 999 ? "999+" : String(stations),
    name: text.find.cluster(stations),
  }));
