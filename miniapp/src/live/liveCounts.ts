// Stations of a list with what the map's live socket says of them since.
import type { LiveCounts, LiveStationCounts } from "../../../core/contract/live.ts";
import type { Availability, StationSummary } from "../../../core/contract/stations.ts";

/** A list does not tell reserved from busy. */
const availabilityOf = (counts: LiveCounts): Availability => ({
  total: counts.total,
  available: counts.available,
  busy: counts.busy + counts.reserved,
  faulted: counts.faulted,
  offline: counts.offline,
});

export function withLiveCounts<S extends Pick<StationSummary, "stationId" | "dc" | "ac">>(
  stations: readonly S[],
  live: readonly LiveStationCounts[],
): readonly S[] {
  if (live.length === 0) return stations;
  const byId = new Map(live.map((one) => [one.stationId, one]));
  return stations.map((station) => {
    const counts = byId.get(station.stationId);
    if (counts === undefined) return station;
    return {
      ...station,
      dc: availabilityOf(counts.dc),
      ac: availabilityOf(counts.ac),
      countsFrom: "live",
    };
  });
}
