// What is known of a pile from its live socket, message by message.
import type { LiveOrder, LivePile, LiveServerMessage } from "../../../core/contract/live.ts";

export type LiveView = {
  readonly pile: LivePile | null;
  readonly order: LiveOrder | null;
  /** The order whose bill, refund or failure the platform has written. */
  readonly endedOrderId: string | null;
};

export const nothingLive: LiveView = { pile: null, order: null, endedOrderId: null };

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
      return { ...view, order: message.order };
    case "orderEnded":
      return { ...view, endedOrderId: message.orderId };
    case "refused":
      return view;
  }
}
