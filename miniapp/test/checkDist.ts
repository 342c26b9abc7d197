// Checks what was built, without the vendors' tools: what an upload would refuse, and what must never
// be shipped. Prints each finding and fails if there is one.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { checkBrowser } from "./built/checkBrowser.ts";
import { checkMiniProgram } from "./built/checkMiniProgram.ts";

const root = resolve(import.meta.dirname, "..");
const builds = [
  { name: "weapp", path: resolve(root, "dist/weapp"), check: checkMiniProgram("weapp") },
  { name: "alipay", path: resolve(root, "dist/alipay"), check: checkMiniProgram("alipay") },
  { name: "h5", path: resolve(root, "../dist/assets/app"), check: checkBrowser },
];

let findings = 0;
for (const { name, path, check } of builds) {
  const found = existsSync(path) ? check(path) : ["is not built: npm run build"];
  findings += found.length;
  for (const finding of found) console.error(`${name}: ${finding}`);
  if (found.length === 0) console.log(`${name}: ok`);
}
process.exitCode = findings === 0 ? 0 : 1;
