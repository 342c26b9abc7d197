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

function One({ label, value, before, format, hint }: Total) {
  const { analysis } = useText();
  const isCompared = before !== null && before !== 0 && value !== null;
  const change = isCompared ? (value - before) / Math.abs(before) : 0;
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return (
    <div>
      <dt title={hint}>{label}</dt>
      <dd>
        <span className={classes["value"]}>{value === null ? "—" : format(value)}</span>
        {isCompared && (
          <Text component="span" size="xs" className="z-quiet">
            {analysis.compared} {format(before)} · {sign}
            {formatShare(Math.abs(change))}
          </Text>
        )}
      </dd>
    </div>
  );
}
