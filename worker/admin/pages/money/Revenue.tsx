// Revenue by component, station and month.
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { adminRevenue, type RevenueRow } from "../../../../core/contract/admin/books.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { type ExportColumn, rowsAtHand } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import type { Days } from "./days.ts";
import { placeName } from "../../parts/stationName.ts";

const COMPONENTS = [
  "electricity",
  "service",
  "idle",
  "start",
  "reservation",
  "noShow",
  "penalty",
] as const;

const placeIn =
  (language: Language) =>
  (row: RevenueRow): string =>
    placeName(row, language);

/** The same figures for the page and for the file. */
function shownOf({ books, orders }: Catalogue, language: Language) {
  const words = books.book;
  const placeOf = placeIn(language);
  const figures = COMPONENTS.map((component) => ({
    component,
    label: words.components[component],
    of: (row: RevenueRow): number => row[`${component}Fen`],
  }));
  const columns: Column<RevenueRow>[] = [
    { key: "month", label: words.month, cell: ({ month }) => month },
    { key: "place", label: orders.place, cell: placeOf },
    ...figures.map(({ component, label, of }): Column<RevenueRow> => ({
      key: component,
      label,
      isNumber: true,
      cell: (row) => formatFen(of(row)),
    })),
    {
      key: "total",
      label: words.sum,
      isNumber: true,
      cell: ({ totalFen }) => <b>{formatFen(totalFen)}</b>,
    },
  ];
  const exported: ExportColumn<RevenueRow>[] = [
    { label: words.month, value: ({ month }) => month },
    { label: orders.place, value: placeOf },
    ...figures.map(({ label, of }): ExportColumn<RevenueRow> => ({
      label: `${label} (¥)`,
      value: (row) => of(row) / 100,
    })),
    { label: `${words.sum} (¥)`, value: ({ totalFen }) => totalFen / 100 },
  ];
  return { figures, columns, exported };
}

export function Revenue({ days }: { readonly days: Days }) {
  const { text, language } = useLanguage();
  const words = text.books.book;
  const query = useQuery(queryOf(adminRevenue, days));
  const { figures, columns, exported } = shownOf(text, language);
  return (
    <Panel
      title={words.revenue}
      isFlush
      aside={
        <ExportMenu
          name="revenue"
          columns={exported}
          rows={() => rowsAtHand(query.data?.items ?? [])}
        />
      }
    >
      <Fetched query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={words.noRevenue} hint={words.noRevenueHint} />
          ) : (
            <DataTable
              label={words.revenue}
              columns={columns}
              rows={items}
              keyOf={({ month, stationId }) => `${month} ${stationId}`}
              minWidth={960}
              foot={
                <Table.Tr>
                  <Table.Th colSpan={2}>{words.sum}</Table.Th>
                  {figures.map(({ component, of }) => (
                    <Table.Th key={component} ta="right">
                      {formatFen(items.reduce((sum, row) => sum + of(row), 0))}
                    </Table.Th>
                  ))}
                  <Table.Th ta="right">
                    {formatFen(items.reduce((sum, row) => sum + row.totalFen, 0))}
                  </Table.Th>
                </Table.Tr>
              }
            />
          )
        }
      </Fetched>
    </Panel>
  );
}
