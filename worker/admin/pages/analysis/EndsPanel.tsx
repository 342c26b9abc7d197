// How reservations ended: on their page and in reports.
import { useMemo } from "react";
import { ReservationEnd } from "../../../../core/contract/reservations.ts";
import { useText } from "../../text/language.tsx";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";

type Props = { readonly ends: Readonly<Record<string, number>> };

export function EndsPanel({ ends }: Props) {
  const { analysis, feedback } = useText();
  const words = analysis.reservations;
  const rows = useMemo(
    () =>
      ReservationEnd.options
        .map((end) => ({ name: feedback.reservations.ends[end], count: ends[end] ?? 0 }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count),
    [ends, feedback],
  );
  const option = useMemo(
    () => sideways(rows.map(({ name, count }) => ({ name, value: count }))),
    [rows],
  );
  return (
    <FigurePanel
      title={words.ends}
      hint={analysis.hints.noShow}
      label={words.endsLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "end", label: words.end, value: ({ name }) => name },
        { key: "count", label: analysis.count, isNumber: true, value: ({ count }) => count },
      ]}
      rows={rows}
      keyOf={({ name }) => name}
      name="reservations-by-end"
    />
  );
}
