// A table of rows by columns that scrolls inside its own frame and leads each row to its page.
import { Table } from "@mantine/core";
import type { MouseEvent, ReactNode } from "react";
import { useLocation } from "wouter";
import classes from "./dataTable.module.css";

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  /** Figures stand at the right, digit under digit. */
  readonly isNumber?: boolean;
  /** Left out where the table has little room; the row's own page says it too. */
  readonly isLesser?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Where a click anywhere in the row leads; a cell holds the link for the keyboard. */
  readonly hrefOf?: (row: Row) => string;
  /** Below it the table scrolls sideways, unless it has lesser columns to leave out. */
  readonly minWidth?: number;
  /** Where a longer list scrolls under its head. */
  readonly maxHeight?: number;
  readonly isBusy?: boolean;
  readonly foot?: ReactNode;
};

const sideOf = (column: { readonly isNumber?: boolean }): "right" | "left" =>
  column.isNumber === true ? "right" : "left";

const classOf = (column: { readonly isLesser?: boolean }): string | undefined =>
  column.isLesser === true ? classes["lesser"] : undefined;

/** Above it a table is wider than a page on a desk. */
const WIDE_PX = 1200;

function yieldsOf(
  columns: readonly { readonly isLesser?: boolean }[],
  minWidth = 0,
): "early" | "late" | undefined {
  if (!columns.some(({ isLesser }) => isLesser === true)) return undefined;
  return minWidth > WIDE_PX ? "early" : "late";
}

const isInteractive = (target: EventTarget): boolean =>
  target instanceof Element && target.closest("a, button, input, summary") !== null;

export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, keyOf, hrefOf, minWidth, maxHeight, isBusy, foot } = props;
  const [, navigate] = useLocation();
  const follow = (row: Row) => (event: MouseEvent) => {
    const isSelecting = (window.getSelection()?.toString() ?? "") !== "";
    if (hrefOf !== undefined && !isInteractive(event.target) && !isSelecting) navigate(hrefOf(row));
  };
  return (
    <div
      className={classes["frame"]}
      style={{ maxHeight }}
      role="group"
      aria-label={label}
      tabIndex={0}
    >
      <Table
        style={{ "--table-min-width": `${minWidth ?? 0}px` }}
        data-yields={yieldsOf(columns, minWidth)}
        stickyHeader={maxHeight !== undefined}
        highlightOnHover={hrefOf !== undefined}
        aria-busy={isBusy === true}
        className={classes["table"]}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th
                key={column.key}
                ta={sideOf(column)}
                className={classOf(column)}
                data-number={column.isNumber === true || undefined}
                scope="col"
              >
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={keyOf(row)}
              onClick={follow(row)}
              data-leads={hrefOf !== undefined || undefined}
            >
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  ta={sideOf(column)}
                  className={classOf(column)}
                  data-number={column.isNumber === true || undefined}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {foot !== undefined && <Table.Tfoot>{foot}</Table.Tfoot>}
      </Table>
    </div>
  );
}
