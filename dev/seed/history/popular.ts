// The stations that everybody drives to: most charges are theirs, and there people queue.

/** Every so many is one. */
const EVERY = 12;

export function popularStations(
  piles: readonly { readonly stationId: string }[],
): ReadonlySet<string> {
  const stations = [...new Set(piles.map(({ stationId }) => stationId))];
  return new Set(stations.filter((_, at) => at % EVERY === 0));
}
