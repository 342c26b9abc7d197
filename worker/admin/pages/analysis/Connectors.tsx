// Each connector by itself: how much of its time it was taken, and how many cars came to it a day.
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "wouter";
import { adminAnalysisConnectors } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { placeName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel, type FigureColumn } from "./FigurePanel.tsx";
import { hoursOf, kwhOf, percentOf, turnoverOf, utilisationOf } from "./units.ts";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

type Connector = OutputOf<typeof adminAnalysisConnectors>["items"][number];

const nameOf = ({ pileId, connectorId }: Connector): string => `${pileId}-${connectorId}`;

export function Connectors({ address }: { readonly address: AnalysisAddress }) {
  const { text, language } = useLanguage();
  const { analysis } = text;
  const words = analysis.usage;
  const query = useQuery(queryOf(adminAnalysisConnectors, address.input));
  const rows = useMemo(
    () => (query.data?.items ?? []).toSorted((a, b) => utilisationOf(b) - utilisationOf(a)),
    [query.data],
  );
  const option = useMemo(
    () =>
      sideways(
        rows.map((row) => ({
          name: nameOf(row),
          value: percentOf(utilisationOf(row)),
        })),
        "%",
      ),
    [rows],
  );
  return (
    <Fetched query={query}>
      {({ isCut }) => (
        <FigurePanel
          title={words.connectors}
          {...(isCut && { hint: analysis.cut })}
          label={words.connectorsLabel}
          option={option}
          height={heightOfSideways(rows.length)}
          columns={columnsOf(text, language)}
          rows={rows}
          keyOf={nameOf}
          name="connectors"
        />
      )}
    </Fetched>
  );
}

function columnsOf({ analysis }: Text, language: Language): FigureColumn<Connector>[] {
  const words = analysis.usage;
  return [
    {
      key: "connector",
      label: words.connector,
      value: nameOf,
      cell: (row) => (
        <Anchor component={Link} href={`/piles/${row.pileId}`} size="sm" className="z-id">
          {nameOf(row)}
        </Anchor>
      ),
    },
    {
      key: "station",
      label: words.station,
      value: (row) => placeName(row, language),
    },
    {
      key: "utilisation",
      label: analysis.measures.utilisationPercent,
      isNumber: true,
      value: (row) => percentOf(utilisationOf(row)),
    },
    {
      key: "turnover",
      label: analysis.measures.turnover,
      isNumber: true,
      value: (row) => Number(turnoverOf(row).toFixed(2)),
    },
    {
      key: "sessions",
      label: analysis.measures.sessions,
      isNumber: true,
      value: (row) => row.sessions,
    },
    {
      key: "energy",
      label: analysis.measures.energyKwh,
      isNumber: true,
      value: (row) => kwhOf(row.energyWh),
    },
    {
      key: "taken",
      label: analysis.measures.takenHours,
      isNumber: true,
      isLesser: true,
      value: (row) => hoursOf(row.takenMs),
    },
    {
      key: "fault",
      label: analysis.measures.faultHours,
      isNumber: true,
      value: (row) => hoursOf(row.faultMs),
    },
  ];
}
