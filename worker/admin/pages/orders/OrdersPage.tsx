// The operator's orders, newest first, filtered by state, station, pile and number.
import { Button, Checkbox, Group, Paper, Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { adminListOrders } from "../../../../core/contract/admin/orders.ts";
import { OrderId, PaymentWay, PileId } from "../../../../core/contract/common.ts";
import { OrderState } from "../../../../core/contract/orders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { DayFields, timeOfDays } from "../../parts/DayFields.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { pagesOf } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { orderColumns } from "../money/exportColumns.ts";
import { OrderTable } from "./OrderTable.tsx";

const REFRESH_MS = 15_000;

const FILTERS = [
  "state",
  "station",
  "pile",
  "order",
  "way",
  "driver",
  "owing",
  "from",
  "until",
] as const;
type Filter = (typeof FILTERS)[number];

export default function OrdersPage() {
  const { orders: words } = useText();
  const address = useListAddress<Filter>(FILTERS);
  return (
    <Page
      title={words.title}
      actions={
        <>
          <SavedViews />
          <OrderExport address={address} />
        </>
      }
    >
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
  const { orders, words, shell } = useText();
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
      <MoreFilters address={address} />
      {address.isFiltered && (
        <Button variant="subtle" mt={24} onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}

function MoreFilters({ address }: { readonly address: ListAddress<Filter> }) {
  const { words, shell, books } = useText();
  const { valueOf, set } = address;
  return (
    <>
      <Select
        w={130}
        label={books.filters.way}
        placeholder={shell.all}
        clearable
        value={valueOf("way") === "" ? null : valueOf("way")}
        onChange={(chosen) => set({ way: chosen ?? "" })}
        data={PaymentWay.options.map((option) => ({
          value: option,
          label: words.paymentWay[option],
        }))}
      />
      <SearchField
        label={books.filters.driver}
        hint={books.filters.driverHint}
        width={140}
        value={valueOf("driver")}
        onSearch={(typed) => set({ driver: typed.trim() })}
      />
      <DayFields
        from={valueOf("from")}
        until={valueOf("until")}
        onChange={(from, until) => set({ from, until })}
      />
      <Checkbox
        mt={30}
        label={books.filters.owing}
        checked={valueOf("owing") === "true"}
        onChange={(event) => set({ owing: event.currentTarget.checked ? "true" : "" })}
      />
    </>
  );
}

/** What is shown and what is exported are one filter. */
function inputOf({ valueOf }: ListAddress<Filter>) {
  const [state, station, pile] = [valueOf("state"), valueOf("station"), valueOf("pile")];
  const [order, way, driver] = [valueOf("order"), valueOf("way"), valueOf("driver")];
  return {
    state: OrderState.options.find((option) => option === state),
    stationId: station === "" ? undefined : station,
    pileId: isPileId(pile) ? pile : undefined,
    orderId: isOrderId(order) ? order : undefined,
    paymentWay: PaymentWay.options.find((option) => option === way),
    driver: driver === "" ? undefined : driver,
    owing: valueOf("owing") === "true" ? ("true" as const) : ("false" as const),
    ...timeOfDays(valueOf("from"), valueOf("until")),
  };
}

function OrderExport({ address }: { readonly address: ListAddress<Filter> }) {
  const { text, language } = useLanguage();
  return (
    <ExportMenu
      name="orders"
      columns={orderColumns(text, language)}
      rows={() =>
        pagesOf((cursor) =>
          ask(adminListOrders, { ...inputOf(address), limit: limits.pageSize.most, cursor }),
        )
      }
    />
  );
}

function OrderList({ address }: { readonly address: ListAddress<Filter> }) {
  const { orders: words } = useText();
  const query = useQuery({
    ...queryOf(adminListOrders, { ...inputOf(address), cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Paged
      query={query}
      place={address}
      empty={
        <Empty
          title={address.isFiltered ? words.nothingFound : words.empty}
          hint={address.isFiltered ? words.nothingFoundHint : words.emptyHint}
        />
      }
    >
      {(items, isBusy) => <OrderTable orders={items} isBusy={isBusy} />}
    </Paged>
  );
}
