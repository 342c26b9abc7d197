import { expect, test } from "vitest";
import { pileOfCode } from "./pileCode.ts";

test("a code is the address of the browser's app, with or without a connector, or a bare number", () => {
  const base = "https://charge.example/app/#/pages/pile/index";
  expect(pileOfCode(`${base}?pileId=SH-0001-01&connector=2`)).toEqual({
    pileId: "SH-0001-01",
    connectorId: 2,
  });
  expect(pileOfCode(`${base}?pileId=SH-0001-01`)).toEqual({ pileId: "SH-0001-01" });
  expect(pileOfCode(" SH-0001-01 ")).toEqual({ pileId: "SH-0001-01" });
});

test("any other code leads nowhere", () => {
  for (const code of [
    "",
    "https://elsewhere.example/",
    "https://elsewhere.example/pages/pile/other?pileId=SH-0001-01",
    "https://charge.example/app/#/pages/pile/index?pileId=%3Cscript%3E",
    "https://charge.example/app/#/pages/pile/index?pileId=%E0%A4%A",
  ])
    expect(pileOfCode(code)).toBeNull();
});
