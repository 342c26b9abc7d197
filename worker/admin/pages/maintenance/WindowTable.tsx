// Planned maintenance as rows.
import { Anchor, Button, Text } from "@mantine/core";
import { Link } from "wouter";
import type {
  MaintenanceWindow,
  WindowState,
} from "../../../../core/contract/admin/maintenance/windows.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Mark, type Tone } from "../../parts/Mark.tsx";
import { stationName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

type Props = {
  readonly windows: readonly MaintenanceWindow[];
  readonly isBusy: boolean;
  /** Null for who may not. */
  readonly onEnd: ((window: MaintenanceWindow) => void) | null;
};

export function WindowTable({ windows, isBusy, onEnd }: Props) {
  const { text, language } = useLanguage();
  return (
    <DataTable
      label={text.maintenance.windows.title}
      columns={columnsOf(text, language, onEnd)}
      rows={windows}
      keyOf={({ windowId }) => windowId}
      minWidth={720}
      isBusy={isBusy}
    />
  );
}

const tones = {
  planned: "held",
  active: "warn",
  ended: "good",
  cancelled: "idle",
} as const satisfies Record<WindowState, Tone>;

function columnsOf(
  text: Catalogue,
  language: Language,
  onEnd: Props["onEnd"],
): Column<MaintenanceWindow>[] {
  const words = text.maintenance.windows;
  return [
    {
      key: "state",
      label: words.state,
      cell: ({ state, pendingPileIds }) => (
        <>
          <Mark tone={tones[state]}>{words.states[state]}</Mark>
          {pendingPileIds.length > 0 && (
            <Text size="xs" className="z-quiet" title={pendingPileIds.join(", ")}>
              {words.pending(pendingPileIds.length)}
            </Text>
          )}
        </>
      ),
    },
    {
      key: "station",
      label: words.station,
      cell: ({ stationId, stationName: name, stationNameEn: nameEn }) => (
        <Anchor component={Link} href={`/stations/${stationId}`} size="sm">
          {stationName({ name, nameEn }, language)}
        </Anchor>
      ),
    },
    {
      key: "piles",
      label: words.piles,
      cell: ({ pileIds }) => (pileIds.length === 0 ? words.wholeStation : pileIds.join(", ")),
    },
    { key: "from", label: words.from, cell: ({ fromMs }) => <Time atMs={fromMs} /> },
    { key: "until", label: words.until, cell: ({ untilMs }) => <Time atMs={untilMs} /> },
    { key: "reason", label: words.reason, cell: ({ reason }) => reason },
    {
      key: "end",
      label: words.end,
      cell: (window) =>
        onEnd !== null &&
        (window.state === "planned" || window.state === "active") && (
          <Button size="xs" variant="default" onClick={() => onEnd(window)}>
            {window.state === "active" ? words.end : words.cancel}
          </Button>
        ),
    },
  ];
}
