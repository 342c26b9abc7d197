// One order as it happens: what the platform stored, the live socket over it, and asking again where
// neither tells by itself.
import { useEffect } from "react";
import {
  getOrder,
  type Order,
  type OrderState,
  refreshPayment,
} from "../../../../core/contract/orders.ts";
import type { LiveOrder } from "../../../../core/contract/live.ts";
import { nothingLive, type Sample } from "../../live/livePile.ts";
import { useLivePile } from "../../live/useLivePile.ts";
import { tellActiveOrder } from "../../service/activeOrder.ts";
import { api } from "../../service/api.ts";
import { type Loading, useEvery, useLoaded, useOnScreen, useShown } from "../../service/hooks.ts";
import { forgetPaying, payingNow } from "../../service/pending.ts";
import { isUnderWay } from "../../view/tones.ts";
import { furtherState, isUnpaid } from "./orderProgress.ts";

/** The platform asks the gateway for each of these, so they are few. */
const paymentEveryMs = 4_000;
const withoutLiveEveryMs = 6_000;
const refundEveryMs = 8_000;

export type OrderView = {
  readonly loading: Loading<Order>;
  /** Null until the live socket has told of this order. */
  readonly live: LiveOrder | null;
  readonly samples: readonly Sample[];
  readonly state: OrderState | null;
  /** The phone's own connection is lost and being remade. */
  readonly isLost: boolean;
};

export function useOrder(orderId: string): OrderView {
  const loading = useLoaded(orderId, () => api(getOrder, { orderId }));
  const { reload, put } = loading;
  const stored = loading.state.kind === "ready" ? loading.state.value : null;
  const isLive = stored !== null && isUnderWay(stored.state);
  const pile = useLivePile(isLive ? stored.pileId : null, useShown());
  const live = pile.order?.orderId === orderId ? pile.order : null;
  const state = stored === null ? null : furtherState(stored.state, live?.state);
  const isOnScreen = useOnScreen();

  const hasEnded = pile.endedOrderId === orderId;
  const moved = stored === null || live?.state === stored.state ? undefined : live?.state;
  useEffect(() => {
    // The bill, the refund and the reason are only in the stored order.
    if (moved !== undefined || hasEnded) void reload();
  }, [moved, hasEnded, reload]);

  useEffect(() => {
    if (stored !== null) tellActiveOrder(stored);
  }, [stored]);

  const isWaitingForMoney = state !== null && isUnpaid(state);
  const askGateway = async (): Promise<void> => {
    const answer = await api(refreshPayment, { orderId });
    if (answer.ok) put(answer.value);
  };
  useEvery(paymentEveryMs, isOnScreen && isWaitingForMoney, () => void askGateway(), true);
  useEffect(() => {
    if (state !== null && !isUnpaid(state) && payingNow()?.kind === "order") forgetPaying();
  }, [state]);

  const isSilent = isLive && !isWaitingForMoney && (pile.connection !== "open" || live === null);
  const isEnding = state === "finishing" || (isLive && live !== null && !isUnderWay(live.state));
  useEvery(withoutLiveEveryMs, isOnScreen && (isSilent || isEnding), () => void reload());
  const refund = stored?.refund?.state;
  const isRefunding = refund === "due" || refund === "processing";
  useEvery(refundEveryMs, isOnScreen && isRefunding, () => void reload());

  return {
    loading,
    live,
    samples: live === null ? nothingLive.samples : pile.samples,
    state,
    isLost: isLive && pile.isLost,
  };
}
