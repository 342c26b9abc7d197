// The operator's stations: search, counts of their connectors, the tariff.
import { Anchor, Button, Group, Paper, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListStations, type AdminStation } from "../../../../core/contract/admin/stations.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { formatCount } from "../../format/energy.ts";
import { ConnectorBar, ConnectorCounts } from "../../parts/ConnectorBar.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { stationAddress, stationName } from "../../parts/stationName.ts";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

const REFRESH_MS = 15_000;

const hrefOf = (station: AdminStation): string =>
  `/stations/${encodeURIComponent(station.stationId)}`;

export default function StationsPage() {
  const { text, language } = useLanguage();
  const words = text.pages.stations;
  const address = useListAddress(["search"]);
  const isMine = mayRun(useStaff());
  const search = address.valueOf("search");
  const query = useQuery({
    ...queryOf(adminListStations, {
      search: search === "" ? undefined : search,
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      actions={
        isMine && (
          <Button component={Link} href="/stations/new" leftSection={<IconPlus size={16} />}>
            {text.stationEditing.create}
          </Button>
        )
      }
    >
      <Group align="flex-end">
        <SearchField
          label={words.searchLabel}
          hint={words.searchHint}
          value={search}
          width={320}
          onSearch={(next) => address.set({ search: next })}
        />
      </Group>
      <Paper>
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
          {(items, isBusy) => (
            <DataTable
              label={words.title}
              columns={columnsOf(text, language)}
              rows={items}
              keyOf={(station) => station.stationId}
              hrefOf={hrefOf}
              minWidth={820}
              isBusy={isBusy}
            />
          )}
        </Paged>
      </Paper>
    </Page>
  );
}

function columnsOf(text: Catalogue, language: Language): Column<AdminStation>[] {
  const words = text.pages.stations;
  return [
    {
      key: "name",
      label: words.name,
      cell: (station) => (
        <>
          <Anchor component={Link} href={hrefOf(station)} size="sm" fw={600}>
            {stationName(station, language)}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {stationAddress(station, language)}
          </Text>
        </>
      ),
    },
    {
      key: "live",
      label: words.live,
      cell: (station) => (
        <>
          <ConnectorCounts counts={station.counts} />
          <div style={{ marginTop: 5 }}>
            <ConnectorBar counts={station.counts} />
          </div>
        </>
      ),
    },
    {
      key: "piles",
      label: words.piles,
      isNumber: true,
      cell: (station) => formatCount(station.counts.piles),
    },
    {
      key: "connectors",
      isLesser: true,
      label: words.connectors,
      isNumber: true,
      cell: (station) => formatCount(station.counts.connectors),
    },
    {
      key: "tariff",
      label: words.tariff,
      cell: (station) =>
        (language === "en" && station.tariffNameEn) ||
        (station.tariffName ?? (
          <Text size="sm" component="span" className="z-quiet">
            {words.noTariff}
          </Text>
        )),
    },
  ];
}
