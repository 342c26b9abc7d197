// The stations in a list, those that need somebody first.
import { Anchor, Text } from "@mantine/core";
import { Link } from "wouter";
import type { adminGetLive, LiveStationState } from "../../../../core/contract/admin/live.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatCount } from "../../format/energy.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { stationTone } from "./stationTone.ts";

type Live = OutputOf<typeof adminGetLive>;

const hrefOf = ({ stationId }: LiveStationState): string =>
  `/stations/${encodeURIComponent(stationId)}`;

type Props = { readonly live: Live; readonly maxHeight: number };

export function StationList({ live, maxHeight }: Props) {
  const { text, language } = useLanguage();
  const words = text.pages.overview;
  if (live.stations.length === 0) {
    return <Empty title={words.noStations} hint={words.noStationsHint} />;
  }
  return (
    <>
      <DataTable
        label={words.stations}
        columns={columnsOf(text, language)}
        rows={live.stations}
        keyOf={({ stationId }) => stationId}
        hrefOf={hrefOf}
        minWidth={420}
        maxHeight={maxHeight}
      />
      {live.isCut && (
        <Text size="xs" p="sm" className="z-quiet">
          {words.isCut(formatCount(live.stations.length))}
        </Text>
      )}
    </>
  );
}

function columnsOf(text: Catalogue, language: Language): Column<LiveStationState>[] {
  const { words, pages } = text;
  const figure = (key: "available" | "busy" | "faulted" | "offline", label: string) => ({
    key,
    label,
    isNumber: true,
    cell: ({ counts, isKnown }: LiveStationState) =>
      isKnown ? formatCount(counts[key]) : pages.overview.unknown,
  });
  return [
    {
      key: "name",
      label: pages.stations.name,
      cell: (station) => (
        <Mark tone={stationTone(station)}>
          <Anchor component={Link} href={hrefOf(station)} size="sm">
            {stationName(station, language)}
          </Anchor>
        </Mark>
      ),
    },
    figure("available", words.connectorState.available),
    figure("busy", words.busy),
    figure("faulted", words.connectorState.faulted),
    figure("offline", words.offline),
  ];
}
