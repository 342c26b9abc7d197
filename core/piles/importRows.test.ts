import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "../limits.ts";
import { connectorsIn, importColumns, importRows } from "./importRows.ts";

const header = [...importColumns];
const aLine = (change: Partial<Record<(typeof importColumns)[number], string>> = {}): string[] => {
  const line = { pile_id: "SH-1", station_id: "SH001", name: "1 号桩", connectors: "GBT_DC 120" };
  return header.map((column) => ({ ...line, ...change })[column]);
};
const codes = (lines: readonly (readonly string[])[]) =>
  importRows(lines).problems.map(({ line, column, code }) => [line, column, code]);

describe("a file of piles", () => {
  test("is read line by line, empty lines aside", () => {
    const { rows, problems } = importRows([header, aLine(), ["", " "], aLine({ pile_id: "SH-2" })]);
    expect(problems).toEqual([]);
    expect(rows.map(({ line, pileId }) => [line, pileId])).toEqual([
      [2, "SH-1"],
      [4, "SH-2"],
    ]);
    expect(rows[0]).toEqual({
      line: 2,
      pileId: "SH-1",
      stationId: "SH001",
      name: "1 号桩",
      connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 120_000 }],
    });
  });

  test("may name its columns in Chinese and in any order", () => {
    const { rows, problems } = importRows([
      ["名称", "枪口", " 桩号 ", "充电站编号", "备注"],
      ["一号", "GBT_AC 7", "SH-1", "SH001", "x"],
    ]);
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ name: "一号", pileId: "SH-1", stationId: "SH001" });
  });

  test("says every column that is missing", () => {
    expect(codes([["name"], ["x"]])).toEqual([
      [1, "pile_id", "column_missing"],
      [1, "station_id", "column_missing"],
      [1, "connectors", "column_missing"],
    ]);
    expect(codes([]).length).toBe(importColumns.length);
  });

  test("says everything that is wrong with every line", () => {
    const lines = [
      header,
      aLine({ pile_id: "x", name: "" }),
      aLine(),
      aLine({ station_id: "站" }),
      aLine({ pile_id: "SH-2", connectors: "GBT_DC" }),
      aLine({ pile_id: "SH-3", connectors: "" }),
      aLine({ pile_id: "SH-4", connectors: "PLUG 7" }),
      aLine({ pile_id: "SH-5", connectors: "GBT_AC 0.5" }),
      aLine({ pile_id: "SH-6", connectors: "GBT_AC 7 x17" }),
    ];
    expect(codes(lines)).toEqual([
      [2, "pile_id", "pile_id_invalid"],
      [2, "name", "name_invalid"],
      [4, "pile_id", "pile_id_twice"],
      [4, "station_id", "station_id_invalid"],
      [5, "connectors", "connector_unreadable"],
      [6, "connectors", "connectors_missing"],
      [7, "connectors", "connector_standard_unknown"],
      [8, "connectors", "connector_power_invalid"],
      [9, "connectors", "connectors_too_many"],
    ]);
  });

  test("may be only so long", () => {
    const lines = Array.from({ length: limits.importLines.most + 1 }, (_, at) =>
      aLine({ pile_id: `SH-${at}` }),
    );
    expect(codes([header, ...lines])).toEqual([
      [limits.importLines.most + 2, null, "too_many_lines"],
    ]);
    expect(codes([header, ...lines.slice(1)])).toEqual([]);
  });

  test("never throws, and every line is a row or has a problem", () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(...aLine()));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 })), (lines) => {
        const { rows, problems } = importRows([header, ...lines]);
        const told = new Set([...rows, ...problems].map(({ line }) => line));
        const filled = lines.filter((cells) => cells.some((one) => one.trim() !== ""));
        expect(told.size).toBe(filled.length);
      }),
    );
  });
});

describe("connectors in a cell", () => {
  test("are a plug, its power and how many", () => {
    const read = connectorsIn("GBT_DC 120kW x2； gbt_ac 7.5 ×1;");
    expect(
      read.ok && read.value.map((one) => [one.standard, one.currentType, one.maxPowerW]),
    ).toEqual([
      ["GBT_DC", "DC", 120_000],
      ["GBT_DC", "DC", 120_000],
      ["GBT_AC", "AC", 7_500],
    ]);
  });

  test("none of a plug are none", () => {
    expect(connectorsIn("GBT_DC 60 x0")).toMatchObject({ ok: false });
  });
});
