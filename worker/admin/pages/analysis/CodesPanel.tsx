// Faults by their error codes: on their page and in reports.
import { useMemo } from "react";
import { useText, wordFor } from "../../text/language.tsx";
import { heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";

type Props = { readonly codes: Readonly<Record<string, number>> };

export function CodesPanel({ codes }: Props) {
  const { analysis, words: all } = useText();
  const words = analysis.faults;
  const rows = useMemo(
    () =>
      Object.entries(codes)
        .map(([code, count]) => ({ code, name: wordFor(all.errorCode, code) ?? code, count }))
        .toSorted((a, b) => b.count - a.count),
    [codes, all],
  );
  const option = useMemo(
    () => sideways(rows.map(({ name, count }) => ({ name, value: count }))),
    [rows],
  );
  return (
    <FigurePanel
      title={words.codes}
      label={words.codesLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "code", label: words.code, value: ({ name }) => name },
        { key: "count", label: analysis.count, isNumber: true, value: ({ count }) => count },
      ]}
      rows={rows}
      keyOf={({ code }) => code}
      name="faults-by-code"
    />
  );
}
