// What WeChat's or Alipay's upload would refuse.
import { posix } from "node:path";
import { foreignAddresses } from "./addresses.ts";
import { type BuiltFile, filesOf, withExtension } from "./files.ts";
import { scriptFindings } from "./scripts.ts";

type MiniProgram = "weapp" | "alipay";

const forms = {
  weapp: { template: "wxml", style: "wxss" },
  alipay: { template: "axml", style: "acss" },
} as const;

/** WeChat takes 2 MB; the rest is room to grow. */
const mainPackageBytes = 1.5 * 1024 * 1024;
const pictureBytes = 40 * 1024;

/** The calls that WeChat wants declared in `requiredPrivateInfos`. */
const privateCalls = [
  "getFuzzyLocation",
  "getLocation",
  "onLocationChange",
  "startLocationUpdate",
  "startLocationUpdateBackground",
  "chooseLocation",
  "choosePoi",
  "chooseAddress",
];

const platformOrigin = process.env["ZHUANG_ORIGIN"] ?? "http://localhost:8787";

export const checkMiniProgram =
  (platform: MiniProgram) =>
  (root: string): readonly string[] => {
    const files = filesOf(root);
    const paths = new Set(files.map((file) => file.path));
    const app = jsonOf(files, "app.json");
    if (app === null) return ["app.json is missing or no JSON"];
    const scripts = withExtension(files, ".js");
    return [
      ...pageFindings(app, paths, platform),
      ...referenceFindings(files, paths, platform),
      ...scripts.flatMap((file) => scriptFindings(file, platform)),
      ...sizeFindings(files),
      ...foreignAddresses(shipped(files), [platformOrigin]),
      ...(platform === "weapp" ? privateFindings(app, scripts) : []),
    ];
  };

/** Licence texts name their homes. */
const shipped = (files: readonly BuiltFile[]): readonly BuiltFile[] =>
  files.filter((file) => !file.path.endsWith(".LICENSE.txt"));

function jsonOf(
  files: readonly BuiltFile[],
  path: string,
): Readonly<Record<string, unknown>> | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  try {
    const value: unknown = JSON.parse(file.text());
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

function pageFindings(
  app: Readonly<Record<string, unknown>>,
  paths: ReadonlySet<string>,
  platform: MiniProgram,
): readonly string[] {
  const pages = namesIn(app["pages"]);
  const theme = app["themeLocation"];
  const wanted = pages.flatMap((page) =>
    ["js", "json", forms[platform].template].map((extension) => `${page}.${extension}`),
  );
  if (typeof theme === "string") wanted.push(theme);
  return [
    ...(pages.length === 0 ? ["app.json names no page"] : []),
    ...wanted.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
  ];
}

/** Components of every JSON, imports of every template and style: each leads to a file. */
function referenceFindings(
  files: readonly BuiltFile[],
  paths: ReadonlySet<string>,
  platform: MiniProgram,
): readonly string[] {
  const { template, style } = forms[platform];
  const findings: string[] = [];
  const expect = (from: string, to: string, suffix: string): void => {
    const base = to.startsWith("/") ? to.slice(1) : posix.join(posix.dirname(from), to);
    if (!paths.has(base + suffix)) findings.push(`${from} refers to ${to}, which is missing`);
  };
  for (const file of withExtension(files, ".json")) {
    const components = jsonOf(files, file.path)?.["usingComponents"];
    const used = typeof components === "object" && components !== null ? components : {};
    for (const path of Object.values(used))
      if (typeof path === "string") expect(file.path, path, ".json");
  }
  for (const file of withExtension(files, `.${template}`))
    for (const [, path] of file
      .text()
      .matchAll(/<(?:import|include|wxs|import-sjs)\b[^>]*?\b(?:src|from)="([^"]+)"/g))
      if (path !== undefined) expect(file.path, path, "");
  for (const file of withExtension(files, `.${style}`))
    for (const [, path] of file.text().matchAll(/@import\s*["']([^"']+)["']/g))
      if (path !== undefined) expect(file.path, path, "");
  return findings;
}

function sizeFindings(files: readonly BuiltFile[]): readonly string[] {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const pictures = withExtension(files, ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg");
  return [
    ...(total > mainPackageBytes ? [`the main package has ${total} bytes`] : []),
    ...pictures
      .filter((file) => file.bytes > pictureBytes)
      .map((file) => `${file.path} has ${file.bytes} bytes`),
  ];
}

function privateFindings(
  app: Readonly<Record<string, unknown>>,
  scripts: readonly BuiltFile[],
): readonly string[] {
  const source = scripts.map((file) => file.text()).join("\n");
  const called = privateCalls.filter((name) => new RegExp(`\\.${name}\\(`).test(source));
  const declared = namesIn(app["requiredPrivateInfos"]);
  return [
    ...called.filter((name) => !declared.includes(name)).map((name) => `${name} is not declared`),
    ...declared.filter((name) => !called.includes(name)).map((name) => `${name} is never called`),
  ];
}
