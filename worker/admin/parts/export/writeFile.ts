// Rows as a file: CSV that spreadsheets open as UTF-8 and run nothing of, or XLSX.
import Papa from "papaparse";
import writeXlsxFile from "write-excel-file/universal";
import type { ExportColumn, ExportValue } from "./columns.ts";

export type ExportFormat = "csv" | "xlsx";

const BYTE_ORDER_MARK = "\uFEFF";
const DATE_FORMAT = "yyyy-mm-dd hh:mm:ss";
const pad = (figure: number): string => String(figure).padStart(2, "0");

/** The reader's civil time, as spreadsheets read it. */
const civil = (at: Date): string =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ` +
  `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;

const csvCell = (value: ExportValue): string | number | boolean | null =>
  value instanceof Date ? civil(value) : value;

function csvOf(labels: readonly string[], rows: readonly (readonly ExportValue[])[]): Blob {
  const data = rows.map((row) => row.map(csvCell));
  const text = Papa.unparse({ fields: [...labels], data }, { escapeFormulae: true });
  return new Blob([BYTE_ORDER_MARK, text], { type: "text/csv;charset=utf-8" });
}

/** XLSX knows no zones: the civil time stands there as if it were UTC. */
const xlsxCell = (value: ExportValue) =>
  value instanceof Date
    ? {
        value: new Date(value.getTime() - value.getTimezoneOffset() * 60_000),
        format: DATE_FORMAT,
      }
    : value;

async function xlsxOf(
  labels: readonly string[],
  rows: readonly (readonly ExportValue[])[],
): Promise<Blob> {
  const heading = labels.map((value) => ({ value, fontWeight: "bold" as const }));
  const sheet = [heading, ...rows.map((row) => row.map(xlsxCell))];
  const columns = labels.map(() => ({ width: 18 }));
  return await writeXlsxFile(sheet, { columns, stickyRowsCount: 1 }).toBlob();
}

/** The file's content. */
export function fileOf<Row>(
  format: ExportFormat,
  columns: readonly ExportColumn<Row>[],
  rows: readonly Row[],
): Blob | Promise<Blob> {
  const labels = columns.map(({ label }) => label);
  const cells = rows.map((row) => columns.map(({ value }) => value(row)));
  return format === "csv" ? csvOf(labels, cells) : xlsxOf(labels, cells);
}
