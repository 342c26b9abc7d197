// What each level tells the next: a Pile its Station, a Station its Area. A summary is always whole,
// so the newest one replaces all before it, and a repeat or a late one is known by its number.
import type { OfferRefusal, OfferRequest } from "../charging/pileApi.ts";
import type {
  LiveConnector,
  LiveCounts,
  LiveOffer,
  LivePile,
  LiveStationCounts,
  LiveWaiting,
} from "../contract/live.ts";
import type { Position } from "../contract/common.ts";
import type { ConnectorState, CurrentType } from "../contract/stations.ts";
import type { Result } from "../result.ts";

export type ConnectorSummary = LiveConnector & {
  readonly currentType: CurrentType;
  readonly maxPowerW: number;
};

export type PileSummary = {
  readonly pileId: string;
  readonly seq: number;
  readonly online: boolean;
  readonly connectors: readonly ConnectorSummary[];
  /** Connectors kept for drivers of the station's waiting list, and how those before them ended. */
  readonly offers: readonly Omit<LiveOffer, "pileId">[];
};

export type StationSummary = {
  readonly stationId: string;
  readonly seq: number;
  /** Where it stands: an Area that asked by records of a moment ago learns that it has left. */
  readonly areaCell: string;
  /** WGS-84. */
  readonly position: Position;
  readonly dc: LiveCounts;
  readonly ac: LiveCounts;
};

/** The station is in this cell no longer. */
export type StationLeft = { readonly stationId: string; readonly seq: number };

/** The highest number that the parent knows of the child, the one just told included. */
export type Acknowledgement = { readonly knownSeq: number };

export type LiveFailure = { readonly code: "unavailable" };

/** The Durable Object `Station` over RPC. */
export type StationApi = {
  /** A Pile's word. `not_member`: the records say that the pile stands elsewhere; it need not repeat it. */
  pileChanged(
    summary: PileSummary,
  ): Promise<Result<Acknowledgement, LiveFailure | { readonly code: "not_member" }>>;
  /** The records of the station or of its piles have changed: registered, moved, removed. Again is harmless. */
  recordsChanged(): Promise<Result<null, LiveFailure>>;
  summary(): Promise<Result<StationSummary, LiveFailure | { readonly code: "station_not_found" }>>;
  /** The live board, as drivers on the station's screen have it. */
  board(): Promise<
    Result<readonly LivePile[], LiveFailure | { readonly code: "station_not_found" }>
  >;
};

type UnknownStation = { readonly code: "station_not_found" };

export type JoinRequest = {
  readonly driverId: string;
  readonly currentType: CurrentType | null;
  /** His cards, by which he is let in at the pile. */
  readonly idTags: readonly string[];
};

export type JoinRefusal =
  | { readonly code: "waiting_list_full" }
  /** One that would do is free, and nobody waits for it. */
  | { readonly code: "connector_is_free" }
  /** The station has no connector of that kind. */
  | { readonly code: "connector_not_found" };

/** A Station's waiting list over RPC. */
export type WaitingApi = {
  /** Again is harmless: the place stays, the wish is the last one. */
  joinWaiting(
    request: JoinRequest,
  ): Promise<Result<LiveWaiting, LiveFailure | UnknownStation | JoinRefusal>>;
  /** A connector that is kept for him is free for the next. Again is harmless. */
  leaveWaiting(driverId: string): Promise<Result<null, LiveFailure | UnknownStation>>;
  /** Null: he does not wait here, or not any more. */
  waitingOf(driverId: string): Promise<Result<LiveWaiting | null, LiveFailure | UnknownStation>>;
};

/** The Durable Object `Area` over RPC. */
export type AreaApi = {
  stationChanged(summary: StationSummary): Promise<Result<Acknowledgement, LiveFailure>>;
  stationLeft(left: StationLeft): Promise<Result<Acknowledgement, LiveFailure>>;
  /** Every station of the cell with its live counts, for a search that touches the cell. */
  summaries(): Promise<Result<readonly StationSummary[], LiveFailure>>;
};

type UnknownPile = { readonly code: "pile_not_found" };

/** What a Station asks of a Pile. */
export type PileMember = {
  summary(): Promise<Result<PileSummary, UnknownPile>>;
  /** Keeps a free connector for a driver who waits. Again is harmless. */
  offer(request: OfferRequest): Promise<Result<PileSummary, UnknownPile | OfferRefusal>>;
  /** He does not want it any more. Again is harmless. */
  withdrawOffer(offerId: string): Promise<Result<PileSummary, UnknownPile>>;
};

export const livePileOf = ({
  pileId,
  online,
  connectors,
}: Pick<PileSummary, "pileId" | "online" | "connectors">): LivePile => ({
  pileId,
  online,
  connectors: connectors.map(({ connectorId, state, stateSinceMs, errorCode }) => ({
    connectorId,
    state,
    stateSinceMs,
    errorCode,
  })),
});

/** What drivers are sent; the position comes with a search, in the system that the client draws. */
export const liveCountsOf = ({ stationId, dc, ac }: StationSummary): LiveStationCounts => ({
  stationId,
  dc,
  ac,
});

/** Out of service counts with offline: neither can be used, and neither is a fault. */
const countedAs = {
  available: "available",
  plugged: "busy",
  occupied: "busy",
  reserved: "reserved",
  unavailable: "offline",
  faulted: "faulted",
  offline: "offline",
} as const satisfies Record<ConnectorState, keyof LiveCounts>;

export function countsOf(
  connectors: Iterable<Pick<ConnectorSummary, "state" | "maxPowerW">>,
): LiveCounts {
  const counts = {
    total: 0,
    available: 0,
    busy: 0,
    reserved: 0,
    faulted: 0,
    offline: 0,
    availablePowerW: 0,
  };
  for (const { state, maxPowerW } of connectors) {
    counts.total += 1;
    counts[countedAs[state]] += 1;
    if (state === "available" && maxPowerW > counts.availablePowerW) {
      counts.availablePowerW = maxPowerW;
    }
  }
  return counts;
}
