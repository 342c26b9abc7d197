// Drivers' reports as rows, each opening what he said and showed.
import { Anchor, Button, Text } from "@mantine/core";
import { Link } from "wouter";
import type { AdminFaultReport } from "../../../../core/contract/admin/feedback.ts";
import type { FaultReportState } from "../../../../core/contract/faultReports.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import classes from "./reports.module.css";

const tones = { open: "bad", confirmed: "held", resolved: "good" } as const satisfies Record<
  FaultReportState,
  Tone
>;

type Props = {
  readonly reports: readonly AdminFaultReport[];
  readonly isBusy: boolean;
  readonly onOpen: (reportId: string) => void;
};

export function ReportTable({ reports, isBusy, onOpen }: Props) {
  return (
    <DataTable
      label={useText().feedback.reports.title}
      columns={useColumns(onOpen)}
      rows={reports}
      keyOf={({ reportId }) => reportId}
      minWidth={900}
      isBusy={isBusy}
    />
  );
}

function useColumns(onOpen: Props["onOpen"]): Column<AdminFaultReport>[] {
  const { text, language } = useLanguage();
  const isMine = mayOperate(useStaff());
  const words = text.feedback.reports;
  return [
    { key: "kind", label: words.kind, cell: ({ kind }) => words.kinds[kind] },
    {
      key: "pile",
      label: words.pile,
      cell: ({ pileId, connectorId, ...place }) => (
        <>
          <Anchor
            component={Link}
            href={`/piles/${encodeURIComponent(pileId)}`}
            size="sm"
            className="z-id"
          >
            {pileId}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {connectorId !== null && `${text.piles.connector(connectorId)} · `}
            {placeName(place, language)}
          </Text>
        </>
      ),
    },
    {
      key: "said",
      label: words.said,
      cell: (report) => <div className={classes["said"]}>{report.text}</div>,
    },
    {
      key: "pictures",
      label: words.pictures,
      isLesser: true,
      cell: ({ pictures }) => (pictures.length === 0 ? "" : words.pictureCount(pictures.length)),
    },
    {
      key: "state",
      label: words.state,
      cell: ({ state }) => <Mark tone={tones[state]}>{words.states[state]}</Mark>,
    },
    {
      key: "reported",
      label: words.reported,
      cell: ({ createdAtMs }) => <Time atMs={createdAtMs} />,
    },
    {
      key: "handle",
      label: "",
      cell: ({ reportId }) => (
        <Button size="xs" variant="default" onClick={() => onOpen(reportId)}>
          {isMine ? words.handle : words.look}
        </Button>
      ),
    },
  ];
}
