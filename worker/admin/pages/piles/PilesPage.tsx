// The operator's piles: search, filters by state and station, and the ways to add one.
import { Button, Group, Paper, Select } from "@mantine/core";
import { IconCreditCard, IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { adminListPiles } from "../../../../core/contract/admin/piles.ts";
import { ConnectorState } from "../../../../core/contract/stations.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Pager } from "../../parts/Pager.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { PileTable } from "./PileTable.tsx";

const RegisterPile = lazy(() => import("./RegisterPile.tsx"));
const AddCard = lazy(() => import("./AddCard.tsx"));

const REFRESH_MS = 10_000;

type Filter = "search" | "state" | "station";

export default function PilesPage() {
  const { piles: words } = useText();
  const address = useListAddress<Filter>(["search", "state", "station"]);
  return (
    <Page title={words.title} actions={<Additions stationId={address.valueOf("station")} />}>
      <Filters address={address} />
      <Paper>
        <PileList address={address} />
      </Paper>
    </Page>
  );
}

function Filters({ address }: { readonly address: ListAddress<Filter> }) {
  const { piles, words, shell } = useText();
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
        data={ConnectorState.options.map((option) => ({
          value: option,
          label: words.connectorState[option],
        }))}
      />
      <StationPicker
        label={piles.stationFilter}
        placeholder={piles.stationFilterHint}
        value={valueOf("station")}
        onChange={(station) => set({ station })}
        width={260}
      />
      {address.isFiltered && (
        <Button variant="subtle" onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}

function PileList({ address }: { readonly address: ListAddress<Filter> }) {
  const { piles: words } = useText();
  const [search, state, station] = [
    address.valueOf("search"),
    address.valueOf("state"),
    address.valueOf("station"),
  ];
  const known = ConnectorState.options.find((option) => option === state);
  const query = useQuery({
    ...queryOf(adminListPiles, {
      search: search === "" ? undefined : search,
      state: known,
      stationId: station === "" ? undefined : station,
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
            <PileTable piles={items} isBusy={query.isPlaceholderData} />
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

function Additions({ stationId }: { readonly stationId: string }) {
  const { piles: words } = useText();
  const staff = useStaff();
  const [open, setOpen] = useState<"pile" | "card" | null>(null);
  if (!mayRun(staff)) return null;
  const close = (): void => setOpen(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCreditCard size={17} />}
        onClick={() => setOpen("card")}
      >
        {words.addCard}
      </Button>
      <Button leftSection={<IconPlus size={17} />} onClick={() => setOpen("pile")}>
        {words.register}
      </Button>
      <Suspense>
        {open === "pile" && <RegisterPile stationId={stationId} onClose={close} />}
        {open === "card" && <AddCard onClose={close} />}
      </Suspense>
    </>
  );
}
