import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { checkMiniProgram } from "./checkMiniProgram.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const app = {
  pages: ["pages/home/index"],
  subPackages: [{ root: "rare", pages: ["pages/help/index"] }],
  window: { backgroundColor: "@ground" },
  themeLocation: "theme.json",
  permission: { "scope.userLocation": { desc: "用于按距离排序" } },
  requiredPrivateInfos: ["getLocation"],
  __usePrivacyCheck__: true,
};

const page = (path: string) => ({
  [`${path}.js`]: "Page({});",
  [`${path}.json`]: "{}",
  [`${path}.wxml`]: "<view>{{a}}</view>",
});

/** A small build that every check passes, with some files changed; null leaves one out. */
function aBuild(changes: Readonly<Record<string, string | null>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "zhuang-build-"));
  folders.push(folder);
  const files = {
    "app.js": "wx.getLocation({ success: function () {} });",
    "app.json": JSON.stringify(app),
    "app.wxss": ".a { color: red; }",
    "theme.json": JSON.stringify({ light: { ground: "#fff" }, dark: { ground: "#000" } }),
    ...page("pages/home/index"),
    ...page("rare/pages/help/index"),
    ...changes,
  };
  for (const [path, text] of Object.entries(files)) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const findings = (changes?: Parameters<typeof aBuild>[0]): readonly string[] =>
  checkMiniProgram("weapp")(aBuild(changes));
const withApp = (changes: object): readonly string[] =>
  findings({ "app.json": JSON.stringify({ ...app, ...changes }) });

test("a sound build has nothing to find", () => {
  expect(findings()).toEqual([]);
});

test("a page that is missing is found, in a subpackage too", () => {
  expect(findings({ "pages/home/index.wxml": null })).toEqual(["pages/home/index.wxml is missing"]);
  expect(findings({ "rare/pages/help/index.js": null })).toEqual([
    "rare/pages/help/index.js is missing",
  ]);
});

test("a component, an import or a picture that leads nowhere is found", () => {
  const json = JSON.stringify({ usingComponents: { comp: "../../comp" } });
  expect(findings({ "pages/home/index.json": json })).toEqual([
    "pages/home/index.json refers to ../../comp, which is missing",
  ]);
  expect(findings({ "app.js": `wx.getLocation({}); var pin = "/static/pin.png";` })).toEqual([
    "static/pin.png is missing",
  ]);
  expect(findings({ "app.wxss": ".a { background: url(./pin.png); }" })).toContain(
    "app.wxss loads ./pin.png",
  );
});

test("packages have their own bounds", () => {
  const much = `var text = "${"x".repeat(1.6 * 1024 * 1024)}";`;
  expect(findings({ "rare/much.js": much })).toEqual([]);
  expect(findings({ "much.js": much })[0]).toMatch(/^the main package has \d+ bytes$/);
  expect(findings({ "rare/much.js": much + much })[0]).toMatch(/^rare\/ has \d+ bytes$/);
  expect(findings({ "rare/pin.png": "x".repeat(41 * 1024) })[0]).toMatch(/^rare\/pin.png has/);
});

test("what is taken of a person is declared, explained and guarded", () => {
  expect(withApp({ requiredPrivateInfos: [] })).toEqual(["getLocation is not declared"]);
  expect(withApp({ requiredPrivateInfos: ["getLocation", "choosePoi"] })).toEqual([
    "choosePoi is never called",
  ]);
  expect(withApp({ permission: {} })).toEqual(["gives no reason for asking the position"]);
  expect(withApp({ __usePrivacyCheck__: false })).toEqual([
    "takes something of a person without __usePrivacyCheck__",
  ]);
});

test("a colour that one of the looks lacks is found", () => {
  expect(
    findings({ "theme.json": JSON.stringify({ light: { ground: "#fff" }, dark: {} }) }),
  ).toEqual(["@ground has no colour in dark"]);
});

const js = (source: string) => findings({ "app.js": `wx.getLocation({});${source}` });

test("what only a browser has, code made from text, and foreign addresses are found", () => {
  expect(js("localStorage.getItem('a');")).toEqual(["app.js uses the browser's localStorage"]);
  expect(js("eval('1');")).toEqual(["app.js calls eval"]);
  expect(js("var f = new Function('return 1');")).toEqual(["app.js makes a function from text"]);
  expect(js("var a = 'https://cdn.example.com/x.js';")).toEqual([
    "app.js holds the address https://cdn.example.com/x.js",
  ]);
});

const hasCompilers = arch() === "x64";

test.runIf(hasCompilers)("WeChat's own compilers say what they refuse", () => {
  expect(findings({ "pages/home/index.wxml": "<view>{{a}}" })[0]).toMatch(/^wcc: .*index\.wxml/s);
  expect(findings({ "app.wxss": ".a { color: red" })[0]).toMatch(/^wcsc: /);
});
