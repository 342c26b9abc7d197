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
import { useLivePile } from "../../live/useLivePile.ts";
import { api } from "../../service/api.ts";
import { type Loading, useEvery, useLoaded, useOnScreen, useShown } from "../../service/hooks.ts";
import { forgetPaying, payingNow } from "../../service/pending.ts";
import { isUnderWay } from "../../view/tones.ts";

/** The platform asks the gateway for each of these, so they are few. */
const paymentEveryMs = 4_000;
const withoutLiveEveryMs = 6_000;
const refundEveryMs = 8_000;

const progress = {
  created: 0,
  paying: 1,
  paid: 2,
  starting: 3,
  charging: 4,
  finishing: 5,
  cancelled: 6,
  start_failed: 6,
  disputed: 6,
  settled: 6,
} as const satisfies Record<OrderState, number>;

/** An order only goes forward: of two tellings the further one is the newer. */
export const furtherState = (stored: OrderState, live: OrderState | undefined): OrderState =>
  live !== undefined && progress[live] > progress[stored] ? live : stored;

export const isUnpaid = (state: OrderState): boolean => state === "created" || state === "paying";

export type OrderView = {
  readonly loading: Loading<Order>;
  /** Null until the live socket has told of this order. */
  readonly live: LiveOrder | null;
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

  const hasMoved = stored !== null && state !== stored.state;
  const hasEnded = pile.endedOrderId === orderId;
  useEffect(() => {
    // The bill, the refund and the reason are only in the stored order.
    if (hasMoved || hasEnded) void reload();
  }, [hasMoved, hasEnded, state, reload]);

  const isWaitingForMoney = state !== null && isUnpaid(state);
  const askGateway = (): void => {
    void api(refreshPayment, { orderId }).then((answer) => {
      if (answer.ok) put(answer.value);
    });
  };
  useEffect(() => {
    if (isWaitingForMoney) askGateway();
    else if (state !== null && payingNow()?.kind === "order") forgetPaying();
  }, [isWaitingForMoney, state === null]);
  useEvery(paymentEveryMs, isOnScreen && isWaitingForMoney, askGateway);

  const isSilent = isLive && !isWaitingForMoney && (pile.connection !== "open" || live === null);
  useEvery(
    withoutLiveEveryMs,
    isOnScreen && (isSilent || state === "finishing"),
    () => void reload(),
  );
  const refund = stored?.refund?.state;
  const isRefunding = refund === "due" || refund === "processing";
  useEvery(refundEveryMs, isOnScreen && isRefunding, () => void reload());

  return { loading, live, state, isLost: isLive && pile.isLost };
}
