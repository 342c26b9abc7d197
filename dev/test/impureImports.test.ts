import { expect, test } from "vitest";
import { impureImports } from "./impureImports.ts";

test("core may import itself and zod/mini", () => {
  const text = `import * as z from "zod/mini";\nimport { ok } from "../result.ts";`;
  expect(impureImports(text, "charging")).toEqual([]);
});

test("a path that leaves core is found, however it is imported", () => {
  const text = `
    import type { Env } from "../../worker/env.ts";
    export { pileOf } from "../../worker/pileOf.ts";
    const later = await import("../../durable-objects/env.ts");`;
  expect(impureImports(text, "charging")).toEqual([
    "../../worker/env.ts",
    "../../worker/pileOf.ts",
    "../../durable-objects/env.ts",
  ]);
});

test("a package or a module of the platform is found", () => {
  const text = `import { DurableObject } from "cloudflare:workers";\nimport "node:fs";`;
  expect(impureImports(text, "")).toEqual(["cloudflare:workers", "node:fs"]);
});

test("what only tests use is found", () => {
  expect(impureImports(`import { aTariff } from "./support/aTariff.ts";`, "pricing")).toEqual([
    "./support/aTariff.ts",
  ]);
});
