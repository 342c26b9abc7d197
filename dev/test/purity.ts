// Proves that `core` is pure as far as imports go: nothing from outside it but zod/mini. The compiler
// sees to the rest, because core's own tsconfig knows no platform.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { root } from "../start/folders.ts";
import { impureImports } from "./impureImports.ts";

const core = join(root, "core");
/** Builders of the tests stand in folders of their own, which nothing else may import. */
const isForTests = (name: string): boolean =>
  name.endsWith(".test.ts") || name.split(/[\\/]/).includes("support");
const files = (await readdir(core, { recursive: true }))
  .filter((name) => /\.(ts|js)$/.test(name) && !isForTests(name))
  .map((name) => join(core, name));

const found = await Promise.all(
  files.map(async (file) => {
    const text = await readFile(file, "utf8");
    const inside = relative(core, dirname(file));
    return impureImports(text, inside).map((from) => `${relative(root, file)} imports ${from}`);
  }),
);

for (const problem of found.flat()) console.error(problem);
process.exitCode = found.flat().length === 0 ? 0 : 1;
