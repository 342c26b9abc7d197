// The way back to an order under way, on every page that a tab leads to.
import { useDidShow } from "@tarojs/taro";
import { getMe } from "../../../core/contract/drivers.ts";
import { Icon } from "../kit/icon.tsx";
import { Box, Press, Text } from "../kit/primitives.tsx";
import { api } from "../service/api.ts";
import { useLoaded } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { toOrder } from "../service/navigate.ts";
import { sessionStore } from "../service/session.ts";
import { useStore } from "../service/store.ts";

/** Opens the order under way, asking for it first. */
export async function openActiveOrder(): Promise<void> {
  const me = await api(getMe, {});
  if (me.ok && me.value.activeOrderId !== null) toOrder(me.value.activeOrderId);
}

export const ActiveOrder = () => {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const me = useLoaded(driver, () => api(getMe, {}));
  useDidShow(() => {
    if (driver !== null) void me.reload();
  });
  const orderId =
    driver !== null && me.state.kind === "ready" ? me.state.value.activeOrderId : null;
  if (orderId === null) return null;
  return (
    <Press className="press notice notice-good" onPress={() => toOrder(orderId)}>
      <Icon name="bolt" />
      <Text className="grow strong">{text.stations.chargingNow}</Text>
      <Box className="row strong">
        {text.stations.open}
        <Icon name="next" />
      </Box>
    </Press>
  );
};
