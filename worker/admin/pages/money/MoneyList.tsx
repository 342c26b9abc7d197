// A list of payments or refunds: filters in the address, pages by the server, the export of all of it.
import { Button, Group, Paper, Select } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { DayFields } from "../../parts/DayFields.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import type { ListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";

export const MONEY_FILTERS = ["order", "state", "way", "from", "until"] as const;
export type MoneyAddress = ListAddress<(typeof MONEY_FILTERS)[number]>;

type Row = { readonly orderId: string };

type Props<T extends Row> = {
  readonly words: {
    readonly title: string;
    readonly lead: string;
    readonly empty: string;
    readonly emptyHint: string;
  };
  readonly address: MoneyAddress;
  readonly states: Readonly<Record<string, string>>;
  /** Null where the list has no filter by it. */
  readonly ways: Readonly<Record<string, string>> | null;
  readonly query: UseQueryResult<{ readonly items: T[]; readonly nextCursor: string | null }>;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly exporting: ReactNode;
};

export function MoneyList<T extends Row>(props: Props<T>) {
  const { orders } = useText();
  const { words, address, query } = props;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <SavedViews />
          {props.exporting}
        </>
      }
    >
      <Filters address={address} states={props.states} ways={props.ways} />
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={
            <Empty
              title={address.isFiltered ? orders.nothingFound : words.empty}
              hint={address.isFiltered ? orders.nothingFoundHint : words.emptyHint}
            />
          }
        >
          {(items, isBusy) => (
            <DataTable
              label={words.title}
              columns={props.columns}
              rows={items}
              keyOf={props.keyOf}
              hrefOf={({ orderId }) => `/orders/${orderId}`}
              minWidth={860}
              isBusy={isBusy}
            />
          )}
        </Paged>
      </Paper>
    </Page>
  );
}

function Filters({ address, states, ways }: Pick<Props<Row>, "address" | "states" | "ways">) {
  const { orders, shell, books } = useText();
  const { valueOf, set } = address;
  const choices = [
    ["state", books.filters.state, states],
    ["way", books.filters.way, ways],
  ] as const;
  return (
    <Group align="flex-start">
      <SearchField
        label={orders.orderFilter}
        hint="01…"
        width={240}
        value={valueOf("order")}
        onSearch={(typed) => set({ order: typed.trim().toUpperCase() })}
      />
      {choices.map(
        ([name, label, options]) =>
          options !== null && (
            <Select
              key={name}
              w={140}
              label={label}
              placeholder={shell.all}
              clearable
              value={valueOf(name) === "" ? null : valueOf(name)}
              onChange={(chosen) => set({ [name]: chosen ?? "" })}
              data={Object.entries(options).map(([value, shown]) => ({ value, label: shown }))}
            />
          ),
      )}
      <DayFields
        from={valueOf("from")}
        until={valueOf("until")}
        onChange={(from, until) => set({ from, until })}
      />
      {address.isFiltered && (
        <Button variant="subtle" mt={24} onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}
