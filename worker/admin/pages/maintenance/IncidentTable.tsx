// Incidents as rows: what is wrong at a pile, why it stands where it stands, and who sees to it.
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { Link } from "wouter";
import type {
  Incident,
  IncidentSignal,
} from "../../../../core/contract/admin/maintenance/incidents.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Since } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { codeInWords } from "./codeInWords.ts";
import classes from "./maintenance.module.css";
import { SeverityMark, WorkOrderStateMark } from "./marks.tsx";

type Props = {
  readonly incidents: readonly Incident[];
  readonly isBusy: boolean;
  /** Null for who may not. */
  readonly onMake: ((incident: Incident) => void) | null;
};

const pileOf = ({ pileId }: Incident): string => `/piles/${encodeURIComponent(pileId)}`;

export function IncidentTable({ incidents, isBusy, onMake }: Props) {
  const { text, language } = useLanguage();
  return (
    <DataTable
      label={text.maintenance.incidents.title}
      columns={columnsOf(text, language, onMake)}
      rows={incidents}
      keyOf={({ pileId }) => pileId}
      hrefOf={pileOf}
      minWidth={700}
      isBusy={isBusy}
    />
  );
}

function columnsOf(
  text: Catalogue,
  language: Language,
  onMake: Props["onMake"],
): Column<Incident>[] {
  const words = text.maintenance.incidents;
  return [
    {
      key: "severity",
      label: words.rank,
      cell: (incident) => (
        <Stack gap={4}>
          <SeverityMark severity={incident.severity} />
          <Why incident={incident} />
        </Stack>
      ),
    },
    {
      key: "pile",
      label: words.pile,
      cell: (incident) => (
        <>
          <Anchor component={Link} href={pileOf(incident)} size="sm" className="z-id">
            {incident.pileId}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {placeName(incident, language)}
          </Text>
        </>
      ),
    },
    {
      key: "what",
      label: words.what,
      cell: ({ signals }) => (
        <Stack gap={4}>
          {signals.map((signal) => (
            <Signal key={signal.id} signal={signal} />
          ))}
        </Stack>
      ),
    },
    { key: "since", label: words.since, cell: ({ sinceMs }) => <Since atMs={sinceMs} /> },
    {
      key: "order",
      label: words.order,
      cell: (incident) => <Orders incident={incident} onMake={onMake} />,
    },
  ];
}

function Signal({ signal }: { readonly signal: IncidentSignal }) {
  const text = useText();
  const words = text.maintenance.incidents;
  const { connectorId, source, detail } = signal;
  const where = connectorId === null ? words.whole : text.piles.connector(connectorId);
  return (
    <div>
      <Text size="sm" component="span" fw={500}>
        {codeInWords(text, signal)}
      </Text>
      <Text size="xs" className="z-quiet">
        {[words.sources[source], where].join(" · ")}
      </Text>
      {detail !== "" && (
        <Text size="xs" className={classes["detail"] ?? ""}>
          {detail}
        </Text>
      )}
    </div>
  );
}

/** The sum, and what it is made of: nobody has to believe a number. */
function Why({ incident: { points, reasons } }: { readonly incident: Incident }) {
  const words = useText().maintenance.incidents;
  return (
    <details className={classes["why"]}>
      <summary>{words.points(points)}</summary>
      <ul>
        {reasons.map(({ kind, count, points: part }) => (
          <li key={kind}>
            {words.reasons[kind](count)}: {part > 0 ? `+${part}` : part}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Orders({ incident, onMake }: { readonly incident: Incident } & Pick<Props, "onMake">) {
  const words = useText().maintenance.incidents;
  return (
    <Stack gap={4} align="flex-start">
      {incident.workOrders.map(({ workOrderId, title, state }) => (
        <div key={workOrderId}>
          <Anchor component={Link} href={`/maintenance/work-orders/${workOrderId}`} size="sm">
            {title}
          </Anchor>{" "}
          <WorkOrderStateMark state={state} />
        </div>
      ))}
      {onMake !== null && incident.workOrders.length === 0 && (
        <Button size="xs" variant="default" onClick={() => onMake(incident)}>
          {words.make}
        </Button>
      )}
    </Stack>
  );
}
