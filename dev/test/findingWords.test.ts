// Each kind of finding of money has a name and a meaning in both languages of the admin.
import { expect, it } from "vitest";
import { moneyFindingKinds } from "../../core/money/findingWays.ts";
import { en } from "../../worker/admin/text/en.ts";
import { zh } from "../../worker/admin/text/zh.ts";

it.each([zh, en])("no finding is shown by its code", ({ books, pages }) => {
  const names: Readonly<Record<string, string>> = pages.security.kinds;
  const meanings: Readonly<Record<string, string>> = books.findings.meanings;
  expect(moneyFindingKinds.length).toBeGreaterThan(10);
  for (const words of [names, meanings]) {
    expect(moneyFindingKinds.filter((kind) => (words[kind] ?? "") === "")).toEqual([]);
  }
});
