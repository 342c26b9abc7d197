// The live sockets of a pile's, a station's and a map cell's screen: what the server says and what a
// client may say. A client that sees a gap in `seq` reconnects and gets a new snapshot; "ping" is
// answered "pong" at no cost.
import * as z from "zod/mini";
import { ConnectorId, Fen, OrderId, PileId, StationId, TimeMs, Wh } from "./common.ts";
import { OrderFailure, OrderState } from "./orders.ts";
import { ReservationEnd, ReservationId } from "./reservations.ts";
import { ConnectorState, CurrentType } from "./stations.ts";

export const LiveConnector = z.object({
  connectorId: ConnectorId,
  state: ConnectorState,
  stateSinceMs: TimeMs,
  /** OCPP's error code while faulted, else null. */
  errorCode: z.nullable(z.string()),
});
export type LiveConnector = z.infer<typeof LiveConnector>;

export const LivePile = z.object({
  pileId: PileId,
  online: z.boolean(),
  connectors: z.array(LiveConnector),
});
export type LivePile = z.infer<typeof LivePile>;

/** The board of a station's screen, in order of the piles' ids; names and prices come by the API. */
export const LiveStation = z.object({ stationId: StationId, piles: z.array(LivePile) });
export type LiveStation = z.infer<typeof LiveStation>;

/** Connectors of one kind of current. Out of service counts as offline, a plugged car as busy. */
export const LiveCounts = z.object({
  total: z.number(),
  available: z.number(),
  busy: z.number(),
  reserved: z.number(),
  faulted: z.number(),
  offline: z.number(),
  /** Of the most powerful connector that is available; 0 while none is. */
  availablePowerW: z.number(),
});
export type LiveCounts = z.infer<typeof LiveCounts>;

export const LiveStationCounts = z.object({ stationId: StationId, dc: LiveCounts, ac: LiveCounts });
export type LiveStationCounts = z.infer<typeof LiveStationCounts>;

/** A geohash of five characters: a piece of the map of about 4.9 km. */
export const AREA_CELL_LENGTH = 5;
export const AreaCell = z.string().check(z.regex(/^[0-9b-hjkmnp-z]{5}$/));

/** In order of the stations' ids. A station that a client does not know is found by a search. */
export const LiveArea = z.object({ cell: AreaCell, stations: z.array(LiveStationCounts) });
export type LiveArea = z.infer<typeof LiveArea>;

/** The charge under way, as the driver sees it. */
export const LiveOrder = z.object({
  orderId: OrderId,
  connectorId: ConnectorId,
  state: OrderState,
  /** The start's next step, while `starting`. */
  step: z.nullable(z.enum(["waitingForPile", "waitingForCable", "starting"])),
  startedAtMs: z.nullable(TimeMs),
  sampledAtMs: z.nullable(TimeMs),
  energyWh: Wh,
  powerW: z.nullable(z.number()),
  voltageV: z.nullable(z.number()),
  currentA: z.nullable(z.number()),
  socPercent: z.nullable(z.number()),
  electricityFen: Fen,
  serviceFen: Fen,
  otherFen: Fen,
  totalFen: Fen,
  prepaidFen: Fen,
  /** Until the limit or full, when the samples allow to say. */
  remainingS: z.nullable(z.number()),
  /** False while the pile is offline: the figures are the last known. */
  pileOnline: z.boolean(),
  stopReason: z.nullable(z.string()),
  failure: z.nullable(OrderFailure),
});
export type LiveOrder = z.infer<typeof LiveOrder>;

/** The driver's own reservation on this pile as it is now; an `end` other than null is its last word. */
export const LiveReservation = z.object({
  reservationId: ReservationId,
  connectorId: ConnectorId,
  fromMs: TimeMs,
  untilMs: TimeMs,
  end: z.nullable(ReservationEnd),
});
export type LiveReservation = z.infer<typeof LiveReservation>;

/** A connector that is kept for a driver who waited for one; an `end` other than null is its last word. */
export const LiveOffer = z.object({
  offerId: z.string(),
  pileId: PileId,
  connectorId: ConnectorId,
  /** Until then nobody else gets it. */
  untilMs: TimeMs,
  end: z.nullable(ReservationEnd),
});
export type LiveOffer = z.infer<typeof LiveOffer>;

/** How a driver's waiting at a station ended. */
export const WaitingEnd = z.enum([
  /** He charges on the connector that was kept for him. */
  "used",
  /** He did not come in time. */
  "lapsed",
  /** He did not want to wait any longer, or did not want what was offered. */
  "left",
  /** None was free for so long that he will have charged elsewhere. */
  "expired",
  "station_removed",
]);
export type WaitingEnd = z.infer<typeof WaitingEnd>;

/** The driver's own waiting for a connector of a station as it is now. */
export const LiveWaiting = z.object({
  stationId: StationId,
  /** What he waits for; null: any connector. */
  currentType: z.nullable(CurrentType),
  joinedAtMs: TimeMs,
  expiresAtMs: TimeMs,
  /** 1: he is the next. */
  place: z.number(),
  /** The connector that is kept for him now. */
  offer: z.nullable(z.omit(LiveOffer, { end: true })),
  end: z.nullable(WaitingEnd),
});
export type LiveWaiting = z.infer<typeof LiveWaiting>;

const seq = z.number();

const pileMessages = [
  z.object({ kind: z.literal("pile"), seq, pile: LivePile }),
  z.object({ kind: z.literal("connector"), seq, connector: LiveConnector }),
  z.object({ kind: z.literal("online"), seq, online: z.boolean() }),
  /** Only to the order's own driver. */
  z.object({ kind: z.literal("order"), order: LiveOrder }),
  /** Only to its own driver: made, moved to another connector, or over. */
  z.object({ kind: z.literal("reservation"), reservation: LiveReservation }),
  /** Only to its own driver: a connector of this pile is kept for him because he waited for one. */
  z.object({ kind: z.literal("offer"), offer: LiveOffer }),
  /** The records are written: read the order for its bill, its refund or its failure. */
  z.object({
    kind: z.literal("orderEnded"),
    orderId: OrderId,
    state: z.enum(["settled", "start_failed", "cancelled"]),
  }),
  z.object({ kind: z.literal("refused"), code: z.enum(["unauthorized", "bad_request"]) }),
] as const;

/** What a pile's socket says. */
export const LiveServerMessage = z.discriminatedUnion("kind", pileMessages);
export type LiveServerMessage = z.infer<typeof LiveServerMessage>;

/** What any live socket says: a snapshot first, then changes, numbered without gaps. */
export const LiveMessage = z.discriminatedUnion("kind", [
  ...pileMessages,
  z.object({ kind: z.literal("station"), seq, station: LiveStation }),
  /** These piles as they are now, whole; `gone` ones are no longer the station's. */
  z.object({ kind: z.literal("piles"), seq, piles: z.array(LivePile), gone: z.array(PileId) }),
  /** Only to its own driver: after his hello, and when his place, his offer or its end is another. */
  z.object({ kind: z.literal("waiting"), waiting: LiveWaiting }),
  z.object({ kind: z.literal("area"), seq, area: LiveArea }),
  /** These stations as they are now, whole; `gone` ones are no longer in the cell. */
  z.object({
    kind: z.literal("stations"),
    seq,
    stations: z.array(LiveStationCounts),
    gone: z.array(StationId),
  }),
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** The token goes in the first message, never in the URL, where logs would keep it. */
export const LiveClientMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hello"), token: z.string().check(z.maxLength(2048)) }),
]);
export type LiveClientMessage = z.infer<typeof LiveClientMessage>;

export const livePath = (pileId: string): string => `/live/piles/${encodeURIComponent(pileId)}`;

/** Codes by which the server ends a live socket for good: connecting again at once changes nothing. */
export const liveCloseCodes = { policy: 1008, gone: 4004 } as const;
