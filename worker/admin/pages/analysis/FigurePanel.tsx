// One figure three ways: as a chart, as a table of the same numbers, and as a file of them. Which of
// them is looked at stands in the address.
import { Group, SegmentedControl, Text } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import type { ReactNode } from "react";
import { Chart, type ChartColors } from "../../parts/Chart.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { rowsAtHand, type ExportValue } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { usePanelView } from "./usePanelView.ts";
import { useText } from "../../text/language.tsx";

export type FigureColumn<Row> = {
  readonly key: string;
  /** With the unit. */
  readonly label: string;
  readonly isNumber?: boolean;
  /** Left out of a table on a narrow screen; files have it. */
  readonly isLesser?: boolean;
  readonly value: (row: Row) => ExportValue;
  /** Where a reader is to see more than the bare value. */
  readonly cell?: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly title: string;
  readonly hint?: string;
  /** The chart in a sentence. */
  readonly label: string;
  readonly option: (colors: ChartColors, widthPx: number) => EChartsCoreOption;
  readonly height?: number;
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Of the file, and in the address. */
  readonly name: string;
  /** The figure in sentences, which is then what is seen first. */
  readonly reasons?: ReactNode;
  readonly aside?: ReactNode;
};

/** A table of more would only slow the page; the file has them all. */
const MOST_SHOWN = 200;

export function FigurePanel<Row>(props: Props<Row>) {
  const { title, hint, label, option, height = 260, columns, rows, keyOf, name, aside } = props;
  const { reasons } = props;
  const { analysis } = useText();
  const [view, setView] = usePanelView(name, reasons === undefined ? "chart" : "reasons");
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
              ...(reasons === undefined ? [] : [{ value: "reasons", label: analysis.asReasons }]),
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
      {view === "reasons" && reasons}
      {view === "chart" && <Chart label={label} height={height} option={option} />}
      {view === "table" && (
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
  isLesser: column.isLesser === true,
  cell:
    column.cell ??
    ((row) => {
      const value = column.value(row);
      return typeof value === "number" ? number.format(value) : String(value ?? "");
    }),
});
