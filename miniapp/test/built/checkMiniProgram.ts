// What WeChat's or Alipay's upload would refuse.
import { posix } from "node:path";
import { foreignAddresses } from "./addresses.ts";
import { jsonOf, pagesOf, type Json } from "./app.ts";
import { type BuiltFile, filesOf, withExtension } from "./files.ts";
import { sizeFindings } from "./packages.ts";
import { privacyFindings } from "./privacy.ts";
import { scriptFindings } from "./scripts.ts";
import { themeFindings } from "./theme.ts";
import { compilerFindings } from "./vendorCompilers.ts";

type MiniProgram = "weapp" | "alipay";

const forms = {
  weapp: { template: "wxml", style: "wxss" },
  alipay: { template: "axml", style: "acss" },
} as const;

const platformOrigin = process.env["ZHUANG_ORIGIN"] ?? "http://localhost:8787";

export const checkMiniProgram =
  (platform: MiniProgram) =>
  (root: string): readonly string[] => {
    const files = filesOf(root);
    const app = jsonOf(files, "app.json");
    if (app === null) return ["app.json is missing or no JSON"];
    const scripts = withExtension(files, ".js");
    return [
      ...jsonFindings(files),
      ...pageFindings(app, files, platform),
      ...referenceFindings(files, platform),
      ...pictureFindings(files),
      ...scripts.flatMap((file) => scriptFindings(file, platform)),
      ...sizeFindings(app, files),
      ...foreignAddresses(shipped(files), [platformOrigin]),
      ...(platform === "weapp" ? weappFindings(app, files, root) : []),
    ];
  };

const weappFindings = (app: Json, files: readonly BuiltFile[], root: string): readonly string[] => [
  ...privacyFindings(app, files),
  ...themeFindings(app, files),
  ...compilerFindings(root, files),
];

/** Licence texts name their homes. */
const shipped = (files: readonly BuiltFile[]): readonly BuiltFile[] =>
  files.filter((file) => !file.path.endsWith(".LICENSE.txt"));

const jsonFindings = (files: readonly BuiltFile[]): readonly string[] =>
  withExtension(files, ".json")
    .filter((file) => jsonOf(files, file.path) === null)
    .map((file) => `${file.path} is no JSON`);

function pageFindings(
  app: Json,
  files: readonly BuiltFile[],
  platform: MiniProgram,
): readonly string[] {
  const paths = new Set(files.map((file) => file.path));
  const pages = pagesOf(app);
  const wanted = pages.flatMap((page) =>
    ["js", "json", forms[platform].template].map((extension) => `${page}.${extension}`),
  );
  const twice = pages.filter((page, at) => pages.indexOf(page) !== at);
  return [
    ...(pages.length === 0 ? ["app.json names no page"] : []),
    ...twice.map((page) => `${page} is named twice`),
    ...wanted.filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
  ];
}

/** Components of every JSON, imports of every template and style: each leads to a file. */
function referenceFindings(files: readonly BuiltFile[], platform: MiniProgram): readonly string[] {
  const paths = new Set(files.map((file) => file.path));
  const { template, style } = forms[platform];
  const findings: string[] = [];
  const expect = (from: string, to: string, suffix: string): void => {
    const base = to.startsWith("/") ? to.slice(1) : posix.join(posix.dirname(from), to);
    if (!paths.has(base + suffix)) findings.push(`${from} refers to ${to}, which is missing`);
  };
  for (const file of withExtension(files, ".json")) {
    const components = jsonOf(files, file.path)?.["usingComponents"];
    for (const path of Object.values(Object(components)))
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

/** Pictures of the package that scripts name are there; a style can load none of them. */
function pictureFindings(files: readonly BuiltFile[]): readonly string[] {
  const paths = new Set(files.map((file) => file.path));
  const named = withExtension(files, ".js").flatMap((file) =>
    [...file.text().matchAll(/"\/?((?:[\w-]+\/)+[\w.@-]+\.(?:png|jpe?g|gif|webp|svg))"/g)].map(
      ([, path = ""]) => path,
    ),
  );
  const local = withExtension(files, ".wxss", ".acss").flatMap((file) =>
    [...file.text().matchAll(/url\(\s*["']?(?!data:)([^"')]+)/g)].map(
      ([, path = ""]) => `${file.path} loads ${path}`,
    ),
  );
  return [
    ...[...new Set(named)].filter((path) => !paths.has(path)).map((path) => `${path} is missing`),
    ...local,
  ];
}
