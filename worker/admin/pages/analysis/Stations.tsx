// Stations side by side, by revenue.
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link } from "wouter";
import type * as z from "zod/mini";
import { adminAnalysisStations } from "../../../../core/contract/admin/analysis.ts";
import type { StationLine } from "../../../../core/contract/admin/analysisParts.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel, type FigureColumn } from "./FigurePanel.tsx";
import { partNames } from "./partNames.ts";
import type { Period } from "./period.ts";
import { yuanOf } from "./units.ts";
import { usageColumns } from "./usageColumns.ts";

type Line = z.infer<typeof StationLine>;

export function Stations({ period }: { readonly period: Period }) {
  const query = useQuery(queryOf(adminAnalysisStations, period));
  return (
    <Fetched query={query}>
      {({ items, isCut }) => <StationsPanel stations={items} isCut={isCut} />}
    </Fetched>
  );
}

type Props = { readonly stations: readonly Line[]; readonly isCut?: boolean };

export function StationsPanel({ stations, isCut = false }: Props) {
  const { text, language } = useLanguage();
  const { analysis } = text;
  const words = analysis.revenue;
  const rows = useMemo(() => stations.toSorted((a, b) => b.revenueFen - a.revenueFen), [stations]);
  const option = useMemo(
    () =>
      sideways(
        rows.map((row) => ({
          name: stationName(row, language),
          value: yuanOf(row.revenueFen),
        })),
        analysis.measures.revenueYuan,
      ),
    [rows, language, analysis],
  );
  return (
    <FigurePanel
      title={words.stations}
      {...(isCut && { hint: analysis.cut })}
      label={words.stationsLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={columnsOf(text, language)}
      rows={rows}
      keyOf={({ stationId }) => stationId}
      name="stations"
    />
  );
}

function columnsOf({ analysis }: Text, language: Language): FigureColumn<Line>[] {
  const words = analysis.revenue;
  return [
    {
      key: "station",
      label: analysis.usage.station,
      value: (row) => stationName(row, language),
      cell: (row) => (
        <Anchor component={Link} href={`/stations/${encodeURIComponent(row.stationId)}`} size="sm">
          {stationName(row, language)}
        </Anchor>
      ),
    },
    {
      key: "revenue",
      label: analysis.measures.revenueYuan,
      isNumber: true,
      value: ({ revenueFen }) => yuanOf(revenueFen),
    },
    ...usageColumns<Line>(analysis),
    ...partNames.map(({ part }) => ({
      key: part,
      label: words.yuan(words.partNames[part]),
      isNumber: true,
      isLesser: true,
      value: ({ parts }: Line) => yuanOf(parts[part]),
    })),
  ];
}
