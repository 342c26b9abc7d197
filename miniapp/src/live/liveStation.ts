// A station's page with what its live socket has said since the page was loaded.
import type { LiveStation } from "../../../core/contract/live.ts";
import type {
  Availability,
  Connector,
  ConnectorState,
  Station,
} from "../../../core/contract/stations.ts";

/** Out of service counts with offline, a plugged car with busy, as in a list. */
const countedAs = {
  available: "available",
  plugged: "busy",
  occupied: "busy",
  reserved: "busy",
  unavailable: "offline",
  faulted: "faulted",
  offline: "offline",
} as const satisfies Record<ConnectorState, keyof Availability>;

function availabilityOf(connectors: readonly Connector[]): Availability {
  const counts = { total: 0, available: 0, busy: 0, faulted: 0, offline: 0 };
  for (const { state } of connectors) {
    counts.total += 1;
    counts[countedAs[state]] += 1;
  }
  return counts;
}

type Shown = Pick<Station, "piles" | "dc" | "ac">;

/** Names and powers are the page's, states are the board's; a pile that the board lacks stays. */
export function withLiveStation<S extends Shown>(station: S, board: LiveStation | null): S {
  if (board === null) return station;
  const live = new Map(board.piles.map((pile) => [pile.pileId, pile]));
  const piles = station.piles.map((pile) => {
    const now = live.get(pile.pileId);
    if (now === undefined) return pile;
    const states = new Map(now.connectors.map((one) => [one.connectorId, one]));
    const connectors = pile.connectors.map((one): Connector => {
      const said = states.get(one.connectorId);
      if (!now.online) return { ...one, state: "offline" };
      return said === undefined
        ? one
        : { ...one, state: said.state, stateSinceMs: said.stateSinceMs };
    });
    return { ...pile, online: now.online, connectors };
  });
  const all = piles.flatMap(({ connectors }) => connectors);
  return {
    ...station,
    piles,
    dc: availabilityOf(all.filter(({ currentType }) => currentType === "DC")),
    ac: availabilityOf(all.filter(({ currentType }) => currentType === "AC")),
  };
}
