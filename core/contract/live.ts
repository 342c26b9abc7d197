// The live socket of a pile's screen, /live/piles/:pileId: what the server says and what a client may say.
// A client that sees a gap in `seq` reconnects and gets a new snapshot; "ping" is answered "pong" at no cost.
import * as z from "zod/mini";
import { ConnectorId, Fen, OrderId, PileId, TimeMs, Wh } from "./common.ts";
import { OrderFailure, OrderState } from "./orders.ts";
import { ConnectorState } from "./stations.ts";

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

export const LiveServerMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pile"), seq: z.number(), pile: LivePile }),
  z.object({ kind: z.literal("connector"), seq: z.number(), connector: LiveConnector }),
  z.object({ kind: z.literal("online"), seq: z.number(), online: z.boolean() }),
  /** Only to the order's own driver. */
  z.object({ kind: z.literal("order"), order: LiveOrder }),
  /** The records are written: read the order for its bill, its refund or its failure. */
  z.object({
    kind: z.literal("orderEnded"),
    orderId: OrderId,
    state: z.enum(["settled", "start_failed", "cancelled"]),
  }),
  z.object({ kind: z.literal("refused"), code: z.enum(["unauthorized", "bad_request"]) }),
]);
export type LiveServerMessage = z.infer<typeof LiveServerMessage>;

/** The token goes in the first message, never in the URL, where logs would keep it. */
export const LiveClientMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hello"), token: z.string().check(z.maxLength(2048)) }),
]);
export type LiveClientMessage = z.infer<typeof LiveClientMessage>;

export const livePath = (pileId: string): string => `/live/piles/${encodeURIComponent(pileId)}`;
