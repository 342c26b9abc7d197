// A file of piles as its writer saved it: UTF-8, or the GB18030 that spreadsheets in China save.
import Papa from "papaparse";
import { adminCheckPiles } from "../../../../../core/contract/admin/pileImport.ts";
import { limits } from "../../../../../core/limits.ts";
import {
  importRows,
  type ImportProblem,
  type ImportRow,
} from "../../../../../core/piles/importRows.ts";
import { ask } from "../../../api/ask.ts";

export type CheckedFile = {
  readonly fileName: string;
  readonly lines: number;
  readonly problems: readonly ImportProblem[];
  /** Those that are to be registered; none while there are problems. */
  readonly fresh: readonly ImportRow[];
  readonly present: readonly string[];
};

/** Far more than the longest list; another kind of file is not read at all. */
const mostBytes = 2 * 1024 * 1024;

/** Null for what is no CSV file. */
export async function checkFile(file: File): Promise<CheckedFile | null> {
  if (file.size > mostBytes) return null;
  const { data } = Papa.parse<string[]>(textOf(await file.arrayBuffer()), { header: false });
  if (data.length === 0) return null;
  const { rows, problems } = importRows(data);
  const lines = data.filter((cells) => cells.some((cell) => cell.trim() !== "")).length - 1;
  const known = await knownOf(rows);
  const all = [...problems, ...known.problems].toSorted((one, other) => one.line - other.line);
  const present = new Set(known.present);
  return {
    fileName: file.name,
    lines,
    problems: all,
    fresh: all.length > 0 ? [] : rows.filter(({ pileId }) => !present.has(pileId)),
    present: known.present,
  };
}

function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** What only the records know, a part of the list at a time. */
async function knownOf(rows: readonly ImportRow[]) {
  const problems: ImportProblem[] = [];
  const present: string[] = [];
  for (let from = 0; from < rows.length; from += limits.importChecked.most) {
    const part = rows.slice(from, from + limits.importChecked.most);
    const piles = part.map(({ pileId, stationId }) => ({ pileId, stationId }));
    const checked = await ask(adminCheckPiles, { piles });
    present.push(...checked.present);
    for (const { pileId, code } of checked.problems) {
      const row = part.find((one) => one.pileId === pileId);
      if (row === undefined) continue;
      const isStation = code === "station_not_found";
      const column = isStation ? "station_id" : "pile_id";
      problems.push({ line: row.line, column, code, value: isStation ? row.stationId : pileId });
    }
  }
  return { problems, present };
}

export const template = (): Blob => {
  const text = Papa.unparse({
    fields: ["pile_id", "station_id", "name", "connectors"],
    data: [
      ["SH001-01", "SH001", "1 号桩", "GBT_DC 120 x2"],
      ["SH001-02", "SH001", "2 号桩", "GBT_DC 60; GBT_AC 7"],
    ],
  });
  return new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" });
};
