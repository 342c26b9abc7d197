// Who comes back: of the drivers who first charged in a month, the share who charged in those after.
import { useMemo } from "react";
import type * as z from "zod/mini";
import type { DriverMonth } from "../../../../core/contract/admin/analysisParts.ts";
import { useText } from "../../text/language.tsx";
import { heat } from "./charts.ts";
import { FigurePanel, type FigureColumn } from "./FigurePanel.tsx";
import { percentOf, ratio } from "./units.ts";

type Month = z.infer<typeof DriverMonth>;
type Row = {
  readonly first: string;
  readonly size: number;
  readonly shares: readonly (number | null)[];
};

/** Only months whose beginning is in the period: of those before, nobody knows here how many began. */
function rowsOf(months: readonly Month[]): Row[] {
  return months.map(({ month: first, newDrivers: size }, at) => ({
    first,
    size,
    shares: months.slice(at).map(({ cohorts }) => {
      const share = ratio(cohorts[first] ?? 0, size);
      return share === null ? null : percentOf(share);
    }),
  }));
}

export function Cohorts({ months }: { readonly months: readonly Month[] }) {
  const { analysis } = useText();
  const words = analysis.drivers;
  const rows = useMemo(() => rowsOf(months), [months]);
  const option = useMemo(
    () =>
      heat({
        columns: months.map((_, at) => words.after(at)),
        rows: rows.map(({ first }) => first),
        cells: rows.flatMap(({ shares }, row) =>
          shares.map((share, column) => [column, row, share] as const),
        ),
        isLabelled: true,
      }),
    [months, rows, words],
  );
  const columns: FigureColumn<Row>[] = [
    { key: "first", label: words.first, value: ({ first }) => first },
    {
      key: "size",
      label: analysis.measures.newDrivers,
      isNumber: true,
      value: ({ size }) => size,
    },
    ...months.map((_, at) => ({
      key: `after-${at}`,
      label: `${words.after(at)} (%)`,
      isNumber: true,
      value: ({ shares }: Row) => shares[at] ?? null,
    })),
  ];
  return (
    <FigurePanel
      title={words.cohorts}
      hint={words.cohortsHint}
      label={words.cohortsLabel}
      option={option}
      height={110 + rows.length * 36}
      columns={columns}
      rows={rows}
      keyOf={({ first }) => first}
      name="cohorts"
    />
  );
}
