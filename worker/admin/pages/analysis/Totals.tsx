// The period's figures in a row, each with what it was in the period that it is compared with.
import { Text } from "@mantine/core";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { formatShare } from "./units.ts";
import classes from "./totals.module.css";

export type Total = {
  readonly label: string;
  readonly value: number | null;
  /** Null where nothing is compared. */
  readonly before: number | null;
  readonly format: (value: number) => string;
  readonly hint?: string;
};

export function Totals({
  totals,
  title,
}: {
  readonly totals: readonly Total[];
  readonly title: string;
}) {
  return (
    <Panel title={title}>
      <dl className={classes["totals"]}>
        {totals.map((total) => (
          <One key={total.label} {...total} />
        ))}
      </dl>
    </Panel>
  );
}

function formatChange(change: number): string {
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return `${sign}${formatShare(Math.abs(change))}`;
}

function One({ label, value, before, format, hint }: Total) {
  const { analysis } = useText();
  // From nothing, no share of it tells how much it grew.
  const change =
    before === null || before === 0 || value === null ? null : (value - before) / Math.abs(before);
  return (
    <div>
      <dt title={hint}>{label}</dt>
      <dd>
        <span className={classes["value"]}>{value === null ? "—" : format(value)}</span>
        {before !== null && (
          <Text component="span" size="xs" className="z-quiet">
            {analysis.compared} {format(before)}
            {change !== null && ` · ${formatChange(change)}`}
          </Text>
        )}
      </dd>
    </div>
  );
}
