// One figure three ways: as a chart, as a table of the same numbers, and as a file of them.
import { Group, SegmentedControl, Text } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import { type ReactNode, useState } from "react";
import { Chart, type ChartColors } from "../../parts/Chart.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { rowsAtHand, type ExportValue } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";

export type FigureColumn<Row> = {
  readonly key: string;
  /** With the unit. */
  readonly label: string;
  readonly isNumber?: boolean;
  readonly value: (row: Row) => ExportValue;
  /** Where a reader is to see more than the bare value. */
  readonly cell?: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly title: string;
  readonly hint?: string;
  /** The chart in a sentence. */
  readonly label: string;
  readonly option: (colors: ChartColors) => EChartsCoreOption;
  readonly height?: number;
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Of the file. */
  readonly name: string;
  readonly aside?: ReactNode;
};

/** A table of more would only slow the page; the file has them all. */
const MOST_SHOWN = 200;

export function FigurePanel<Row>(props: Props<Row>) {
  const { title, hint, label, option, height = 260, columns, rows, keyOf, name, aside } = props;
  const { analysis } = useText();
  const [view, setView] = useState<string>("chart");
  return (
    <Panel
      title={title}
      aside={
        <Group gap="xs" className="z-no-print">
          {aside}
          <SegmentedControl
            size="xs"
            aria-label={`${title} · ${analysis.view}`}
            value={view}
            onChange={setView}
            data={[
              { value: "chart", label: analysis.asChart },
              { value: "table", label: analysis.asTable },
            ]}
          />
          <ExportMenu name={name} columns={columns} rows={() => rowsAtHand(rows)} />
        </Group>
      }
    >
      {hint !== undefined && (
        <Text size="sm" mb="xs" className="z-quiet">
          {hint}
        </Text>
      )}
      {view === "chart" ? (
        <Chart label={label} height={height} option={option} />
      ) : (
        <DataTable
          label={title}
          columns={columns.map(tableColumn)}
          rows={rows.slice(0, MOST_SHOWN)}
          keyOf={keyOf}
          minWidth={columns.length * 110}
        />
      )}
    </Panel>
  );
}

const number = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 3 });

const tableColumn = <Row,>(column: FigureColumn<Row>): Column<Row> => ({
  key: column.key,
  label: column.label,
  isNumber: column.isNumber === true,
  cell:
    column.cell ??
    ((row) => {
      const value = column.value(row);
      return typeof value === "number" ? number.format(value) : String(value ?? "");
    }),
});
