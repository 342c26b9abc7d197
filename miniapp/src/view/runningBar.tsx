// The way back to the order under way, on every page but its own, with what it is doing now.
import { useDidShow } from "@tarojs/taro";
import { useEffect } from "react";
import type { LiveOrder } from "../../../core/contract/live.ts";
import type { Order, OrderState } from "../../../core/contract/orders.ts";
import { Icon } from "../kit/icon.tsx";
import { Box, Press, Text } from "../kit/primitives.tsx";
import { useLivePile } from "../live/useLivePile.ts";
import { activeOrderStore, refreshActiveOrder } from "../service/activeOrder.ts";
import { useEvery, useOnScreen, useShown } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { toOrder } from "../service/navigate.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";
import { useNames } from "./useNames.ts";
import { energy, money } from "./format.ts";
import { isUnderWay } from "./tones.ts";
import "./runningBar.css";

/** While there is an order, for its end; the figures come by the live socket. */
const askEveryMs = 20_000;

const refresh = (): void => void refreshActiveOrder(Date.now());

/** Of a start the records know less than the live socket does. */
function stateNow(order: Order, live: LiveOrder | null): OrderState {
  if (live === null || !isUnderWay(live.state)) return order.state;
  return live.state;
}

type BarProps = { readonly order: Order; readonly isShown: boolean };

const Bar = ({ order, isShown }: BarProps) => {
  const text = useText();
  const names = useNames();
  const pile = useLivePile(order.pileId, isShown);
  const live = pile.order?.orderId === order.orderId ? pile.order : null;
  const state = stateNow(order, live);
  const hasFigures = live !== null && (state === "charging" || state === "finishing");
  const hasEnded = pile.endedOrderId === order.orderId;
  useEffect(() => {
    if (hasEnded) activeOrderStore.set(null);
  }, [hasEnded]);
  return (
    <Press className="press running-bar" onPress={() => toOrder(order.orderId)}>
      <Icon name="bolt" />
      <Box className="grow">
        <Text className="strong">{text.order.titles[state]}</Text>
        <Box className="small figures">
          {hasFigures
            ? `${energy(live.energyWh)} ${text.units.kwh} · ${money(live.totalFen)}`
            : `${names.pile(order)} · ${text.station.connector(order.connectorId)}`}
        </Box>
      </Box>
      <Text className="strong nowrap">{text.stations.open}</Text>
      <Icon name="next" />
    </Press>
  );
};

export type RunningBarProps = {
  /** The order that the page itself is about. */
  readonly exceptOrderId: string | undefined;
};

export const RunningBar = ({ exceptOrderId }: RunningBarProps) => {
  const isSignedIn = useStore(sessionStore) !== null;
  const order = useStore(activeOrderStore);
  // Asked here and not in the bar, which may come to be while its page lies hidden below another.
  const isShown = useShown();
  useEffect(refresh, [isSignedIn]);
  useDidShow(refresh);
  useEvery(askEveryMs, useOnScreen() && order !== null, refresh);
  if (order === null || order.orderId === exceptOrderId) return null;
  return <Bar key={order.orderId} order={order} isShown={isShown} />;
};
