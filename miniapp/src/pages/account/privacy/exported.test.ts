import { describe, expect, it } from "vitest";
import { exportMyData } from "../../../../../core/contract/account.ts";
import { en } from "../../../text/en.ts";
import { zh } from "../../../text/zh.ts";
import { type Exported, fileNameOf, listsOf } from "./exported.ts";

const noLists = ["account", "madeAtMs", "isComplete"];
const lists = Object.keys(exportMyData.output.shape).filter((name) => !noLists.includes(name));
const empty = Object.fromEntries(lists.map((name) => [name, []]));
const exported = (some: Partial<Exported>): Exported =>
  exportMyData.output.parse({
    madeAtMs: Date.UTC(2026, 10, 28),
    isComplete: true,
    account: { driverId: "D" },
    ...empty,
    ...some,
  });

describe("an export", () => {
  it("is told list by list, without those that are empty", () => {
    expect(listsOf(exported({ orders: [{}, {}], messages: [{}] }))).toEqual([
      { name: "orders", rows: 2 },
      { name: "messages", rows: 1 },
    ]);
    expect(listsOf(exported({}))).toEqual([]);
  });

  it("has a name for every list in both languages", () => {
    for (const { privacy } of [zh, en])
      expect(new Set(Object.keys(privacy.lists))).toEqual(new Set(lists));
  });

  it("is a file of its day", () => {
    expect(fileNameOf(exported({}))).toBe("zhuang-my-data-2026-11-28.json");
  });
});
