// Uptime by station, or by pile: what was up the least comes first.
import { Anchor } from "@mantine/core";
import { Link } from "wouter";
import type { UptimeRow } from "../../../../core/contract/admin/maintenance/uptime.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatSpan } from "../../format/time.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { formatHours } from "../analysis/units.ts";
import { formatShare } from "./formatShare.ts";

type Props = {
  readonly rows: readonly UptimeRow[];
  readonly isBusy: boolean;
  readonly onStation: (stationId: string) => void;
};

export function UptimeTable({ rows, isBusy, onStation }: Props) {
  const { text, language } = useLanguage();
  return (
    <DataTable
      label={text.maintenance.uptime.title}
      columns={columnsOf(text, language, onStation)}
      rows={rows}
      keyOf={({ pileId, stationId }) => pileId ?? stationId}
      minWidth={760}
      isBusy={isBusy}
    />
  );
}

function columnsOf(
  text: Catalogue,
  language: Language,
  onStation: Props["onStation"],
): Column<UptimeRow>[] {
  const words = text.maintenance.uptime;
  return [
    {
      key: "place",
      label: words.station,
      cell: ({ pileId, stationId, stationName: name, stationNameEn: nameEn }) =>
        pileId === null ? (
          <Anchor component="button" size="sm" ta="left" onClick={() => onStation(stationId)}>
            {stationName({ name, nameEn }, language)}
          </Anchor>
        ) : (
          <Anchor component={Link} href={`/piles/${pileId}`} size="sm" className="z-id">
            {pileId}
          </Anchor>
        ),
    },
    {
      key: "uptime",
      label: words.total,
      isNumber: true,
      cell: ({ uptime }) => formatShare(uptime) ?? words.noFigure,
    },
    { key: "down", label: words.down, isNumber: true, cell: ({ downMs }) => formatHours(downMs) },
    {
      key: "service",
      label: words.service,
      isLesser: true,
      isNumber: true,
      cell: ({ serviceMs }) => formatHours(serviceMs),
    },
    {
      key: "repaired",
      label: words.repaired,
      isNumber: true,
      cell: ({ repaired }) => repaired,
    },
    {
      key: "repair",
      label: words.repair,
      isNumber: true,
      cell: ({ meanRepairMs }) =>
        meanRepairMs === null ? words.noFigure : formatSpan(meanRepairMs, text.shell.units),
    },
  ];
}
