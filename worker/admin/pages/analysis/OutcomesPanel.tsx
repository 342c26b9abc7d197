// How orders ended: on the page of revenue and in reports.
import { useMemo } from "react";
import { useText, wordFor } from "../../text/language.tsx";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";

type Props = { readonly outcomes: Readonly<Record<string, number>> };

export function OutcomesPanel({ outcomes }: Props) {
  const { analysis, words: all } = useText();
  const words = analysis.revenue;
  const rows = useMemo(
    () =>
      Object.entries(outcomes)
        .map(([outcome, count]) => ({
          outcome,
          name:
            outcome === "settled"
              ? words.settled
              : (wordFor(words.failures, outcome) ??
                wordFor(all.orderState, outcome) ??
                words.other),
          count,
        }))
        .toSorted((a, b) => b.count - a.count),
    [outcomes, words, all],
  );
  const option = useMemo(
    () => sideways(rows.map(({ name, count }) => ({ name, value: count }))),
    [rows],
  );
  return (
    <FigurePanel
      title={words.outcomes}
      label={words.outcomesLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "outcome", label: words.outcome, value: ({ name }) => name },
        { key: "count", label: analysis.count, isNumber: true, value: ({ count }) => count },
      ]}
      rows={rows}
      keyOf={({ outcome }) => outcome}
      name="order-outcomes"
    />
  );
}
