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
};

export const nothingLive: LiveView = {
  pile: null,
  order: null,
  samples: [],
  endedOrderId: null,
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
    case "pile":
    case "online":
    case "connector":
    case "reservation":
    case "offer":
    case "waiting":
    case "refused":
    case "station":
    case "piles":
    case "area":
    case "stations":
      return pile === view.pile ? view : { ...view, pile };
  }
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
