// What is known of a pile from its live socket, message by message.
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { LiveOrder, LivePile, LiveServerMessage } from "../../../core/contract/live.ts";
import type { getOrderCurve } from "../../../core/contract/orders.ts";

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

/** A refusal changes nothing that is known. */
export function applyLive(view: LiveView, message: LiveServerMessage): LiveView {
  switch (message.kind) {
    case "pile":
      return { ...view, pile: message.pile };
    case "online":
      return view.pile === null
        ? view
        : { ...view, pile: { ...view.pile, online: message.online } };
    case "connector": {
      if (view.pile === null) return view;
      const { connector } = message;
      const connectors = view.pile.connectors.map((old) =>
        old.connectorId === connector.connectorId ? connector : old,
      );
      return { ...view, pile: { ...view.pile, connectors } };
    }
    case "order":
      return {
        ...view,
        order: message.order,
        samples: withSample(view.order, view.samples, message.order),
      };
    case "orderEnded":
      return { ...view, endedOrderId: message.orderId };
    case "reservation":
    case "refused":
      return view;
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
