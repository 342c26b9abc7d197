// How many connectors are free, in use, faulty and offline: a bar for the eye, numbers for the mind.
import { Group, Text } from "@mantine/core";
import { formatCount } from "../format/energy.ts";
import { useText } from "../text/language.tsx";
import type { OverviewFigures } from "../text/kinds.ts";
import { Mark, type Tone } from "./Mark.tsx";
import classes from "./connectorBar.module.css";

type Counts = Omit<OverviewFigures["counts"], "piles" | "connectors">;

const shares = [
  { key: "available", tone: "good" },
  { key: "busy", tone: "busy" },
  { key: "faulted", tone: "bad" },
  { key: "offline", tone: "idle" },
] as const satisfies readonly { key: keyof Counts; tone: Tone }[];

export function ConnectorBar({ counts }: { readonly counts: Counts }) {
  return (
    <div className={classes["bar"]} aria-hidden>
      {shares.map(({ key, tone }) => (
        <span key={key} data-tone={tone} style={{ flexGrow: counts[key] }} />
      ))}
    </div>
  );
}

export function ConnectorCounts({ counts }: { readonly counts: Counts }) {
  const { words } = useText();
  const labels = {
    available: words.connectorState.available,
    busy: words.busy,
    faulted: words.connectorState.faulted,
    offline: words.offline,
  };
  return (
    <Group gap="md">
      {shares.map(({ key, tone }) => (
        <Text key={key} size="sm" component="span" className={counts[key] === 0 ? "z-quiet" : ""}>
          <Mark tone={tone}>
            {labels[key]} {formatCount(counts[key])}
          </Mark>
        </Text>
      ))}
    </Group>
  );
}
