// What is known of a pile from its live socket, message by message.
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { LiveMessage, LiveOrder, LivePile } from "../../../core/contract/live.ts";
import type { getOrderCurve } from "../../../core/contract/orders.ts";
import type { Board } from "../../../core/live/applyLive.ts";

export type Sample = OutputOf<typeof getOrderCurve>["points"][number];

/** As many as the platform's own thinned curve has at most. */
const samplesKept = 240;

export type LiveView = {
  readonly pile: LivePile | null;
  readonly order: LiveOrder | null;
  /** What the order's samples said of the power since the page opened, the newest last. */
  readonly samples: readonly Sample[];
  /** The order whose bill, refund or failure the platform has written. */
  readonly endedOrderId: string | null;
  /** Connectors that are kept for this driver, by the reservation or the offer that keeps each. */
  readonly kept: ReadonlyMap<string, number>;
};

export const nothingLive: LiveView = {
  pile: null,
  order: null,
  samples: [],
  endedOrderId: null,
  kept: new Map(),
};

/** After a message, with the board as it is then. */
export function withMessage(view: LiveView, message: LiveMessage, board: Board): LiveView {
  const pile = board.kind === "pile" ? board.pile : view.pile;
  switch (message.kind) {
    case "order":
      return {
        ...view,
        pile,
        order: message.order,
        samples: withSample(view.order, view.samples, message.order),
      };
    case "orderEnded":
      return { ...view, pile, endedOrderId: message.orderId };
    case "reservation": {
      const { reservationId, connectorId, end } = message.reservation;
      return { ...view, pile, kept: withKept(view.kept, reservationId, { connectorId, end }) };
    }
    case "offer": {
      const { offerId, connectorId, end } = message.offer;
      return { ...view, pile, kept: withKept(view.kept, offerId, { connectorId, end }) };
    }
    case "pile":
    case "online":
    case "connector":
    case "waiting":
    case "refused":
    case "station":
    case "piles":
    case "area":
    case "stations":
      return pile === view.pile ? view : { ...view, pile };
  }
}

function withKept(
  kept: LiveView["kept"],
  id: string,
  { connectorId, end }: { readonly connectorId: number; readonly end: string | null },
): LiveView["kept"] {
  const others = [...kept].filter(([one]) => one !== id);
  return new Map(end === null ? [...others, [id, connectorId]] : others);
}

function withSample(
  before: LiveOrder | null,
  samples: readonly Sample[],
  { orderId, sampledAtMs, energyWh, powerW, socPercent }: LiveOrder,
): readonly Sample[] {
  const mine = before?.orderId === orderId ? samples : [];
  if (sampledAtMs === null || sampledAtMs <= (mine.at(-1)?.atMs ?? 0)) return mine;
  return [...mine, { atMs: sampledAtMs, energyWh, powerW, socPercent }].slice(-samplesKept);
}
