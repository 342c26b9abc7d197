// What the apps cost a phone or a desk that has nothing of them: bytes, requests and time to the first
// screen in a browser, and the package that a mini-program loads. `node bench/apps.ts` prints it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { staffSignIn } from "../core/contract/admin/staff.ts";
import { buildIfStale, builds } from "../dev/start/builds.ts";
import { jsonOf } from "../miniapp/test/built/app.ts";
import { filesOf } from "../miniapp/test/built/files.ts";
import { bytesOfMain, mainPackageBytes } from "../miniapp/test/built/packages.ts";
import { startCity, storeCity, type City } from "../test/e2e/browser/support/city.ts";
import { DriverApp } from "../test/e2e/browser/support/driverApp.ts";
import { launchBrowser, openWindow, type Window } from "../test/e2e/browser/support/window.ts";
import { repositoryRoot } from "../test/support/builtWorker.ts";
import { zh } from "../worker/admin/text/zh.ts";
import { coldLoad, medianLoad, type ColdLoad } from "./coldLoad.ts";

const loads = 7;
const adminBudgetBytes = 300 * 1024;

export type Apps = {
  readonly drivers: ColdLoad;
  /** What everybody loads, whatever page he goes to: shown as the sign-in. */
  readonly admin: ColdLoad;
  readonly overview: ColdLoad;
  readonly wechatBytes: number;
  readonly alipayBytes: number;
};

async function loadDrivers(browser: Browser, { platform }: City): Promise<ColdLoad> {
  const window = await openWindow(browser, { kind: "phone", locale: "zh-CN" });
  const app = new DriverApp(window.page, "zh");
  const load = await coldLoad(window.page, () => app.open(platform.url));
  await window.close();
  return load;
}

async function loadAdmin(browser: Browser, { platform }: City): Promise<ColdLoad> {
  const window = await openWindow(browser, { kind: "desktop", locale: "zh-CN" });
  const load = await coldLoad(window.page, async () => {
    await window.page.goto(`${platform.url}/admin/`);
    await window.page.getByLabel(zh.shell.signIn.email).waitFor();
  });
  await window.close();
  return load;
}

/** Somebody who is signed in and comes back with nothing cached: to the overview and its map. */
async function loadOverview(browser: Browser, city: City): Promise<ColdLoad> {
  const window = await openWindow(browser, { kind: "desktop", locale: "zh-CN" });
  await signIn(window, city);
  const load = await coldLoad(window.page, async () => {
    await window.page.goto(`${city.platform.url}/admin/`);
    const { title } = zh.pages.overview;
    await window.page.getByRole("heading", { level: 1, name: title }).waitFor();
    await window.page.getByRole("main").getByText(city.station.name).first().waitFor();
  });
  await window.close();
  return load;
}

async function signIn({ page }: Window, { platform, owner }: City): Promise<void> {
  const { path } = staffSignIn;
  const data = { email: owner.email, password: owner.password };
  const headers = { origin: platform.url };
  const answer = await page.context().request.post(platform.url + path, { data, headers });
  if (!answer.ok()) throw new Error(`nobody could sign in: ${answer.status()}`);
}

/** Each load in a browser profile of its own, with nothing cached; the first one warms the platform. */
async function several(load: () => Promise<ColdLoad>): Promise<ColdLoad> {
  await load();
  const measured: ColdLoad[] = [];
  while (measured.length < loads) measured.push(await load());
  return medianLoad(measured);
}

function mainBytes(platform: "weapp" | "alipay"): number {
  const files = filesOf(join(repositoryRoot, "miniapp/dist", platform));
  const app = jsonOf(files, "app.json");
  if (app === null) throw new Error(`${platform} has no app.json`);
  return bytesOfMain(app, files);
}

export async function measureApps(): Promise<Apps> {
  for (const part of [builds.admin, builds.h5, builds.weapp, builds.alipay])
    await buildIfStale(part);
  const folder = await mkdtemp(join(tmpdir(), "zhuang-bench-city-"));
  await storeCity(folder);
  const city = await startCity(folder);
  const browser = await launchBrowser();
  try {
    return {
      drivers: await several(() => loadDrivers(browser, city)),
      admin: await several(() => loadAdmin(browser, city)),
      overview: await several(() => loadOverview(browser, city)),
      wechatBytes: mainBytes("weapp"),
      alipayBytes: mainBytes("alipay"),
    };
  } finally {
    await browser.close();
    await city.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;

/** Lines of the table of budgets. */
export const appLines = ({ admin, wechatBytes, alipayBytes }: Apps) => [
  {
    what: "the admin's first load, before the scripts of any page: until the sign-in is shown",
    budget: `≤ ${kib(adminBudgetBytes)} gzip`,
    measured: kib(admin.shellBytes),
    isMet: admin.shellBytes <= adminBudgetBytes,
  },
  {
    what: "the mini-program's main package, WeChat and Alipay",
    budget: `≤ ${kib(mainPackageBytes)}`,
    measured: `${kib(wechatBytes)}, ${kib(alipayBytes)}`,
    isMet: Math.max(wechatBytes, alipayBytes) <= mainPackageBytes,
  },
];

const row = (what: string, load: ColdLoad): string =>
  `| ${what} | ${load.shellRequests} | ${kib(load.shellBytes)} | ${load.apiRequests} | ${kib(load.apiBytes)} | ${Math.round(load.shownMs)} ms |`;

export function appSection({ drivers, admin, overview }: Apps): string {
  return `## The apps in a browser

A phone, or a desk, that has nothing of the app: headless Chromium on loopback,
the median of ${loads} cold loads. Bytes are gzipped, as the edge sends them.

| What | Shell: requests | bytes | API: requests | bytes | shown after |
|---|---|---|---|---|---|
${row("`/app/`, until the stations nearby are shown", drivers)}
${row("`/admin/`, until the sign-in is shown", admin)}
${row("`/admin/`, until the overview with its map and stations is shown", overview)}
`;
}

if (import.meta.main) {
  const apps = await measureApps();
  console.log(appSection(apps));
  for (const { what, measured } of appLines(apps)) console.log(`${what}: ${measured}`);
}
