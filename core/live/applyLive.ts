// What a client knows from a live socket, message by message: a snapshot, then changes numbered
// without gaps. The same function serves the apps and the tests.
import type { LiveArea, LiveMessage, LivePile, LiveStation } from "../contract/live.ts";
import { byPileId, byStationId, sorted } from "./sortedById.ts";

export type Board =
  | { readonly kind: "nothing" }
  | { readonly kind: "pile"; readonly seq: number; readonly pile: LivePile }
  | { readonly kind: "station"; readonly seq: number; readonly station: LiveStation }
  | { readonly kind: "area"; readonly seq: number; readonly area: LiveArea };

export const emptyBoard: Board = { kind: "nothing" };

/** "gap": something is missing or out of place; only a new snapshot, by a new connection, helps. */
export function applyLive(board: Board, message: LiveMessage): Board | "gap" {
  switch (message.kind) {
    case "pile":
      return { kind: "pile", seq: message.seq, pile: message.pile };
    case "station":
      return { kind: "station", seq: message.seq, station: message.station };
    case "area":
      return { kind: "area", seq: message.seq, area: message.area };
    case "connector":
    case "online":
      if (board.kind !== "pile" || message.seq !== board.seq + 1) return "gap";
      return { ...board, seq: message.seq, pile: changedPile(board.pile, message) };
    case "piles":
      if (board.kind !== "station" || message.seq !== board.seq + 1) return "gap";
      return { ...board, seq: message.seq, station: changedStation(board.station, message) };
    case "stations":
      if (board.kind !== "area" || message.seq !== board.seq + 1) return "gap";
      return { ...board, seq: message.seq, area: changedArea(board.area, message) };
    // Not numbered: they say nothing of the board.
    case "order":
    case "orderEnded":
    case "reservation":
    case "offer":
    case "waiting":
    case "refused":
      return board;
  }
}

type Message<K extends LiveMessage["kind"]> = Extract<LiveMessage, { kind: K }>;

function changedPile(pile: LivePile, message: Message<"connector" | "online">): LivePile {
  if (message.kind === "online") return { ...pile, online: message.online };
  const { connector } = message;
  const others = pile.connectors.filter((one) => one.connectorId !== connector.connectorId);
  const connectors = sorted([...others, connector], (a, b) => a.connectorId - b.connectorId);
  return { ...pile, connectors };
}

function changedStation(station: LiveStation, { piles, gone }: Message<"piles">): LiveStation {
  const replaced = new Set([...gone, ...piles.map(({ pileId }) => pileId)]);
  const others = station.piles.filter(({ pileId }) => !replaced.has(pileId));
  return { ...station, piles: sorted([...others, ...piles], byPileId) };
}

function changedArea(area: LiveArea, { stations, gone }: Message<"stations">): LiveArea {
  const replaced = new Set([...gone, ...stations.map(({ stationId }) => stationId)]);
  const others = area.stations.filter(({ stationId }) => !replaced.has(stationId));
  return { ...area, stations: sorted([...others, ...stations], byStationId) };
}
