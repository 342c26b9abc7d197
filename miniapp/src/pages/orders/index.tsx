// All of the driver's orders, newest first.
import { useDidShow } from "@tarojs/taro";
import { listOrders, type Order } from "../../../../core/contract/orders.ts";
import { limits } from "../../../../core/limits.ts";
import { Button } from "../../kit/button.tsx";
import { Page } from "../../kit/page.tsx";
import { Empty } from "../../kit/placeholders.tsx";
import { Box, Press, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { When } from "../../kit/when.tsx";
import { api } from "../../service/api.ts";
import { useAction, useLoaded } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { toOrder, toRoot } from "../../service/navigate.ts";
import { sessionStore } from "../../service/session.ts";
import { useStore } from "../../service/store.ts";
import { dateTime, energy, money, zoned } from "../../view/format.ts";
import { useNames } from "../../view/useNames.ts";
import { SignInWall } from "../../view/signInWall.tsx";
import { orderTone } from "../../view/tones.ts";

const OrderCard = ({ order }: { readonly order: Order }) => {
  const text = useText();
  const names = useNames();
  const { createdAtMs, clocks } = order;
  return (
    <Press className="press card" onPress={() => toOrder(order.orderId)}>
      <Box className="between">
        <Text className="section-title grow">{names.station(order)}</Text>
        <Tag tone={orderTone[order.state]}>{text.order.titles[order.state]}</Tag>
      </Box>
      <Box className="quiet figures">
        {zoned(dateTime(createdAtMs, clocks), createdAtMs, clocks)} · {names.pile(order)}
      </Box>
      {order.energyWh === 0 && order.bill === null ? null : (
        <Box className="between baseline">
          {order.energyWh === 0 ? null : (
            <Text className="figures">
              {energy(order.energyWh)} {text.units.kwh}
            </Text>
          )}
          {order.bill === null ? null : (
            <Text className="big figures">{money(order.bill.totalFen)}</Text>
          )}
        </Box>
      )}
    </Press>
  );
};

const page = (cursor?: string) =>
  api(listOrders, { limit: limits.pageSize.usual, ...(cursor === undefined ? {} : { cursor }) });

const List = () => {
  const text = useText();
  const orders = useLoaded("orders", () => page());
  useDidShow(() => void orders.reload());
  const { state, put } = orders;
  const more = useAction(async () => {
    if (state.kind !== "ready" || state.value.nextCursor === null) return;
    const next = await page(state.value.nextCursor);
    if (next.ok) put({ ...next.value, items: [...state.value.items, ...next.value.items] });
  });
  return (
    <When loading={orders} cards={3}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <Empty icon="list" title={text.orders.empty} hint={text.orders.emptyHint}>
            <Button onPress={() => toRoot("stations")}>{text.orders.find}</Button>
          </Empty>
        ) : (
          <Box className="stack">
            {items.map((order) => (
              <OrderCard key={order.orderId} order={order} />
            ))}
            {nextCursor === null ? null : (
              <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
                {text.common.more}
              </Button>
            )}
          </Box>
        )
      }
    </When>
  );
};

export default function OrdersPage() {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={text.orders.title} root="orders">
      {driver === undefined ? (
        <SignInWall title={text.orders.signInFirst} />
      ) : (
        <List key={driver} />
      )}
    </Page>
  );
}
