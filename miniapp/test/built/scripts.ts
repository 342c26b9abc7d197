// What a script must not do: be newer than the platforms' engines, make code at run time, or use what
// only a browser has.
import { parse } from "acorn";
import { analyze } from "eslint-scope";
import type { BuiltFile } from "./files.ts";

/** What the oldest engines that the platforms still run can parse. */
const ecmaVersion = 2020;

/** Global names that no mini-program has; `navigator` is there in Alipay, whose runtime in Taro uses it. */
const browserOnly = new Set([
  "window",
  "document",
  "navigator",
  "location",
  "history",
  "localStorage",
  "sessionStorage",
  "XMLHttpRequest",
  "fetch",
  "Headers",
  "WebSocket",
  "Worker",
  "alert",
  "HTMLElement",
]);

/** webpack asks for the global object this way where nothing else gives it: first tried, then asked for. */
const webpackGlobal =
  /try\{return this\|\|new Function\("return this"\)\(\)\}catch\(\w\)\{if\("object"===?typeof window\)return window\}/g;

export type Platform = "weapp" | "alipay" | "h5";

export function scriptFindings(file: BuiltFile, platform: Platform): readonly string[] {
  const source = file.text().replaceAll(webpackGlobal, "");
  let program: ReturnType<typeof parse>;
  try {
    program = parse(source, { ecmaVersion, sourceType: "script", ranges: true });
  } catch (reason) {
    return [`${file.path} does not parse as ES${ecmaVersion}: ${String(reason)}`];
  }
  const used = freeNames(program);
  const findings: string[] = [];
  if (used.has("eval")) findings.push(`${file.path} calls eval`);
  if (/\bnew Function\(/.test(source)) findings.push(`${file.path} makes a function from text`);
  if (platform === "h5") return findings;
  for (const name of used)
    if (browserOnly.has(name) && !(platform === "alipay" && name === "navigator"))
      findings.push(`${file.path} uses the browser's ${name}`);
  return findings;
}

/** Names that no scope of the file declares; `typeof name` asks without using. */
function freeNames(program: ReturnType<typeof parse>): ReadonlySet<string> {
  const asked = typeofOperands(program);
  const { globalScope } = analyze(program, { ecmaVersion, sourceType: "script" });
  const free = (globalScope?.through ?? []).filter(
    ({ identifier }) => !asked.has(identifier.range?.[0] ?? -1),
  );
  return new Set(free.map(({ identifier }) => identifier.name));
}

function typeofOperands(program: unknown): ReadonlySet<number> {
  const starts = new Set<number>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && node.type === "UnaryExpression" && "operator" in node) {
      const argument = "argument" in node ? node.argument : null;
      const isName = typeof argument === "object" && argument !== null && "start" in argument;
      if (node.operator === "typeof" && isName && typeof argument.start === "number")
        starts.add(argument.start);
    }
    Object.values(node).forEach(visit);
  };
  visit(program);
  return starts;
}
