// A file of piles to register, line by line: what each cell means, and everything that is wrong with
// the file, so that it is put right at once and not line after line.
import * as z from "zod/mini";
import { PileId, StationId } from "../contract/common.ts";
import {
  ConnectorStandard,
  type ConnectorStandard as Standard,
  type CurrentType,
} from "../contract/stations.ts";
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";

export const importColumns = ["pile_id", "station_id", "name", "connectors"] as const;
export type ImportColumn = (typeof importColumns)[number];

/** What a person may have called a column; spaces and case aside. */
const columnNames: Readonly<Record<string, ImportColumn>> = {
  pile_id: "pile_id",
  pileid: "pile_id",
  pile: "pile_id",
  桩号: "pile_id",
  station_id: "station_id",
  stationid: "station_id",
  station: "station_id",
  充电站编号: "station_id",
  站编号: "station_id",
  充电站: "station_id",
  name: "name",
  名称: "name",
  connectors: "connectors",
  枪口: "connectors",
};

export type ImportProblemCode =
  | "column_missing"
  | "too_many_lines"
  | "pile_id_invalid"
  | "pile_id_twice"
  | "station_id_invalid"
  | "name_invalid"
  | "connectors_missing"
  | "connector_unreadable"
  | "connector_standard_unknown"
  | "connector_power_invalid"
  | "connectors_too_many"
  /** Found by the records. */
  | "station_not_found"
  | "pile_exists"
  | "pile_elsewhere";

export type ImportProblem = {
  /** As a spreadsheet counts, the header being line 1. */
  readonly line: number;
  readonly column: ImportColumn | null;
  readonly code: ImportProblemCode;
  /** What stands there. */
  readonly value: string;
};

type NewConnector = {
  readonly currentType: CurrentType;
  readonly standard: Standard;
  readonly maxPowerW: number;
};

export type ImportRow = {
  readonly line: number;
  readonly pileId: string;
  readonly stationId: string;
  readonly name: string;
  readonly connectors: readonly NewConnector[];
};

export type ImportFile = {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
};

/** @param lines the cells as they stand in the file, the header first; empty lines are passed over. */
export function importRows(lines: readonly (readonly string[])[]): ImportFile {
  const [header = [], ...rest] = lines;
  const columns = header.map((cell) => columnNames[cell.trim().toLowerCase().replace(/\s+/g, "_")]);
  const missing = importColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const problems = missing.map((column): ImportProblem => {
      return { line: 1, column, code: "column_missing", value: "" };
    });
    return { rows: [], problems };
  }
  const filled = rest
    .map((cells, index) => ({ cells, line: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const tooMany = filled[limits.importLines.most];
  if (tooMany !== undefined) {
    const value = String(filled.length);
    return {
      rows: [],
      problems: [{ line: tooMany.line, column: null, code: "too_many_lines", value }],
    };
  }
  return checked(filled, columns);
}

type Line = { readonly cells: readonly string[]; readonly line: number };

function checked(
  lines: readonly Line[],
  columns: readonly (ImportColumn | undefined)[],
): ImportFile {
  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Set<string>();
  for (const { cells, line } of lines) {
    const cellOf = (column: ImportColumn): string => cells[columns.indexOf(column)]?.trim() ?? "";
    const found: ImportProblem[] = [];
    const complain = (column: ImportColumn, code: ImportProblemCode, value?: string): void => {
      found.push({ line, column, code, value: (value ?? cellOf(column)).slice(0, 80) });
    };
    const [pileId, stationId] = [cellOf("pile_id"), cellOf("station_id")];
    const name = cellOf("name");
    if (!z.safeParse(PileId, pileId).success) complain("pile_id", "pile_id_invalid");
    else if (seen.has(pileId)) complain("pile_id", "pile_id_twice");
    seen.add(pileId);
    if (!z.safeParse(StationId, stationId).success) complain("station_id", "station_id_invalid");
    if (name.length < 1 || name.length > 40) complain("name", "name_invalid");
    const connectors = connectorsIn(cellOf("connectors"));
    if (connectors.ok) {
      if (found.length === 0)
        rows.push({ line, pileId, stationId, name, connectors: connectors.value });
    } else complain("connectors", connectors.error.code, connectors.error.value);
    problems.push(...found);
  }
  return { rows, problems };
}

type ConnectorProblem = { readonly code: ImportProblemCode; readonly value: string };

/** `GBT_DC 120 x2; GBT_AC 7`: a plug, its power in kW, and how many of them where it is not one. */
export function connectorsIn(text: string): Result<readonly NewConnector[], ConnectorProblem> {
  const parts = text.split(/[;；]/).map((part) => part.trim());
  const connectors: NewConnector[] = [];
  for (const part of parts.filter((one) => one !== "")) {
    const read = onePart(part);
    if (!read.ok) return read;
    connectors.push(...read.value);
    if (connectors.length > limits.connectorsPerPile.most) {
      return err({ code: "connectors_too_many", value: text });
    }
  }
  return connectors.length === 0
    ? err({ code: "connectors_missing", value: text })
    : ok(connectors);
}

const form = /^([A-Za-z0-9_]+)\s+(\d{1,5}(?:\.\d{1,3})?)\s*(?:k[wW])?(?:\s*[xX×*]\s*(\d{1,2}))?$/;

function onePart(part: string): Result<readonly NewConnector[], ConnectorProblem> {
  const [, plug, power, times] = form.exec(part) ?? [];
  if (plug === undefined) return err({ code: "connector_unreadable", value: part });
  const standard = ConnectorStandard.options.find((one) => one === plug.toUpperCase());
  if (standard === undefined) return err({ code: "connector_standard_unknown", value: plug });
  const maxPowerW = Math.round(Number(power) * 1000);
  if (maxPowerW < 1_000 || maxPowerW > 1_000_000) {
    return err({ code: "connector_power_invalid", value: part });
  }
  const connector = { currentType: currentOf[standard], standard, maxPowerW };
  return ok(Array.from({ length: Number(times ?? 1) }, () => connector));
}

const currentOf = {
  GBT_AC: "AC",
  IEC_62196_T2: "AC",
  GBT_DC: "DC",
  IEC_62196_T2_COMBO: "DC",
  CHADEMO: "DC",
} as const satisfies Record<Standard, CurrentType>;
