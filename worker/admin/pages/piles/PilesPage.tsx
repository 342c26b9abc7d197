// The operator's piles: search, filters by state and station, and the ways to add one.
import { Button, Group, Paper, Select } from "@mantine/core";
import { IconCreditCard, IconFileImport, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Link } from "wouter";
import {
  adminListPileKinds,
  adminListPiles,
  PileListState,
} from "../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { PileTable } from "./PileTable.tsx";

const AddCard = lazy(() => import("./AddCard.tsx"));

const REFRESH_MS = 10_000;

const filters = ["search", "state", "station", "vendor", "model", "firmware"] as const;
type Filter = (typeof filters)[number];

export default function PilesPage() {
  const { piles: words } = useText();
  const address = useListAddress<Filter>(filters);
  return (
    <Page
      title={words.title}
      actions={
        <>
          <SavedViews />
          <Additions stationId={address.valueOf("station")} />
        </>
      }
    >
      <Filters address={address} />
      <Paper>
        <PileList address={address} />
      </Paper>
    </Page>
  );
}

function Filters({ address }: { readonly address: ListAddress<Filter> }) {
  const { piles, pileTools, words, shell } = useText();
  const { valueOf, set } = address;
  const state = valueOf("state");
  return (
    <Group align="flex-end">
      <SearchField
        label={piles.searchLabel}
        hint={piles.searchHint}
        value={valueOf("search")}
        onSearch={(search) => set({ search })}
      />
      <Select
        w={160}
        label={piles.stateFilter}
        placeholder={shell.all}
        clearable
        value={state === "" ? null : state}
        onChange={(chosen) => set({ state: chosen ?? "" })}
        data={PileListState.options.map((option) => ({
          value: option,
          label: { ...words.connectorState, ...pileTools.list }[option],
        }))}
      />
      <StationPicker
        label={piles.stationFilter}
        value={valueOf("station")}
        onChange={(station) => set({ station })}
        width={260}
      />
      <KindFilters address={address} />
      {address.isFiltered && (
        <Button variant="subtle" onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}

/** Vendor and model are one choice: a model's name alone says little. */
const joined = (vendor: string, model: string): string => JSON.stringify([vendor, model]);

function KindFilters({ address }: { readonly address: ListAddress<Filter> }) {
  const { pileTools, shell } = useText();
  const { valueOf, set } = address;
  const [vendor, model, firmware] = [valueOf("vendor"), valueOf("model"), valueOf("firmware")];
  const { data } = useQuery(queryOf(adminListPileKinds, {}));
  const kinds = (data?.kinds ?? []).flatMap((kind) =>
    kind.vendor === null || kind.model === null
      ? []
      : [{ vendor: kind.vendor, model: kind.model, firmware: kind.firmwareVersion }],
  );
  const models = new Map(
    kinds.map((one) => [joined(one.vendor, one.model), `${one.vendor} ${one.model}`] as const),
  );
  const isChosen = (one: { vendor: string; model: string }): boolean =>
    model === "" || (one.vendor === vendor && one.model === model);
  const versions = new Set(kinds.filter(isChosen).flatMap((one) => one.firmware ?? []));
  return (
    <>
      <Select
        w={190}
        label={pileTools.list.kind}
        placeholder={shell.all}
        clearable
        searchable
        value={model === "" ? null : joined(vendor, model)}
        onChange={(chosen) => {
          const one = kinds.find((kind) => joined(kind.vendor, kind.model) === chosen);
          set({ vendor: one?.vendor ?? "", model: one?.model ?? "", firmware: "" });
        }}
        data={[...models].map(([value, label]) => ({ value, label }))}
      />
      <Select
        w={130}
        label={pileTools.list.firmware}
        placeholder={shell.all}
        clearable
        value={firmware === "" ? null : firmware}
        onChange={(chosen) => set({ firmware: chosen ?? "" })}
        data={[...versions].toSorted()}
      />
    </>
  );
}

function PileList({ address }: { readonly address: ListAddress<Filter> }) {
  const { piles: words } = useText();
  const given = (name: Filter): string | undefined => {
    const value = address.valueOf(name);
    return value === "" ? undefined : value;
  };
  const state = address.valueOf("state");
  const query = useQuery({
    ...queryOf(adminListPiles, {
      search: given("search"),
      state: PileListState.options.find((option) => option === state),
      stationId: given("station"),
      vendor: given("vendor"),
      model: given("model"),
      firmware: given("firmware"),
      cursor: address.cursor,
    }),
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
      {(items, isBusy) => <PileTable piles={items} isBusy={isBusy} />}
    </Paged>
  );
}

function Additions({ stationId }: { readonly stationId: string }) {
  const { piles: words, pileTools } = useText();
  const staff = useStaff();
  const [isCardOpen, setCardOpen] = useState(false);
  if (!mayRun(staff)) return null;
  const station = stationId === "" ? "" : `?station=${encodeURIComponent(stationId)}`;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCreditCard size={17} />}
        onClick={() => setCardOpen(true)}
      >
        {words.addCard}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileImport size={17} />}
        component={Link}
        href="/pile-import"
      >
        {pileTools.import.open}
      </Button>
      <Button
        leftSection={<IconPlus size={17} />}
        component={Link}
        href={`/commissioning${station}`}
      >
        {words.register}
      </Button>
      <Suspense>{isCardOpen && <AddCard onClose={() => setCardOpen(false)} />}</Suspense>
    </>
  );
}
