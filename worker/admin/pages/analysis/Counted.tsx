// How many there are of each: bars of one measure.
import { useMemo } from "react";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";

type Props = {
  readonly title: string;
  readonly label: string;
  readonly rows: readonly { readonly name: string; readonly count: number }[];
  readonly bucket: string;
  readonly count: string;
  readonly file: string;
};

export function Counted({ title, label, rows, bucket, count, file }: Props) {
  const option = useMemo(
    () =>
      bars(
        rows.map(({ name }) => name),
        [{ name: count, values: rows.map((row) => row.count), color: "busy" }],
      ),
    [rows, count],
  );
  return (
    <FigurePanel
      title={title}
      label={label}
      option={option}
      height={220}
      columns={[
        { key: "bucket", label: bucket, value: ({ name }) => name },
        { key: "count", label: count, isNumber: true, value: (row) => row.count },
      ]}
      rows={rows}
      keyOf={({ name }) => name}
      name={file}
    />
  );
}
