// The operator's orders, newest first, filtered by state, station, pile and number.
import { Button, Group, Paper, Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { adminListOrders } from "../../../../core/contract/admin/orders.ts";
import { OrderId, PileId } from "../../../../core/contract/common.ts";
import { OrderState } from "../../../../core/contract/orders.ts";
import { queryOf } from "../../api/ask.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Pager } from "../../parts/Pager.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { OrderTable } from "./OrderTable.tsx";

const REFRESH_MS = 15_000;

type Filter = "state" | "station" | "pile" | "order";

export default function OrdersPage() {
  const { orders: words } = useText();
  const address = useListAddress<Filter>(["state", "station", "pile", "order"]);
  return (
    <Page title={words.title}>
      <Filters address={address} />
      <Paper>
        <OrderList address={address} />
      </Paper>
    </Page>
  );
}

const isPileId = (value: string): boolean => z.safeParse(PileId, value).success;
const isOrderId = (value: string): boolean => z.safeParse(OrderId, value).success;

function Filters({ address }: { readonly address: ListAddress<Filter> }) {
  const { orders, words, shell, piles } = useText();
  const { valueOf, set } = address;
  const [order, state, pile] = [valueOf("order"), valueOf("state"), valueOf("pile")];
  return (
    <Group align="flex-start">
      <SearchField
        label={orders.orderFilter}
        hint="01…"
        width={240}
        value={order}
        error={order === "" || isOrderId(order) ? null : orders.orderFilterInvalid}
        onSearch={(typed) => set({ order: typed.trim().toUpperCase() })}
      />
      <Select
        w={150}
        label={orders.stateFilter}
        placeholder={shell.all}
        clearable
        value={state === "" ? null : state}
        onChange={(chosen) => set({ state: chosen ?? "" })}
        data={OrderState.options.map((option) => ({
          value: option,
          label: words.orderState[option],
        }))}
      />
      <StationPicker
        label={orders.stationFilter}
        placeholder={piles.stationFilterHint}
        value={valueOf("station")}
        onChange={(station) => set({ station })}
        width={200}
      />
      <SearchField
        label={orders.pileFilter}
        hint={orders.pileFilter}
        width={140}
        value={pile}
        error={pile === "" || isPileId(pile) ? null : orders.pileFilterInvalid}
        onSearch={(typed) => set({ pile: typed.trim() })}
      />
      {address.isFiltered && (
        <Button variant="subtle" mt={24} onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}

function OrderList({ address }: { readonly address: ListAddress<Filter> }) {
  const { orders: words } = useText();
  const { valueOf } = address;
  const [state, station] = [valueOf("state"), valueOf("station")];
  const [pile, order] = [valueOf("pile"), valueOf("order")];
  const query = useQuery({
    ...queryOf(adminListOrders, {
      state: OrderState.options.find((option) => option === state),
      stationId: station === "" ? undefined : station,
      pileId: isPileId(pile) ? pile : undefined,
      orderId: isOrderId(order) ? order : undefined,
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Fetched query={query}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <Empty
              title={address.isFiltered ? words.nothingFound : words.empty}
              hint={address.isFiltered ? words.nothingFoundHint : words.emptyHint}
            />
          ) : (
            <OrderTable orders={items} isBusy={query.isPlaceholderData} />
          )}
          <Pager
            count={items.length}
            cursor={address.cursor}
            nextCursor={nextCursor}
            onGo={address.goTo}
          />
        </>
      )}
    </Fetched>
  );
}
