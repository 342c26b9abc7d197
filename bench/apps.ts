// What the drivers' app costs a phone that has never seen it: bytes, requests and time from the address
// to the stations nearby. `node bench/app.ts` prints the table; the bench's page has it as a section.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { startCity, storeCity, type City } from "../test/e2e/browser/support/city.ts";
import { DriverApp } from "../test/e2e/browser/support/driverApp.ts";
import { launchBrowser, openWindow } from "../test/e2e/browser/support/window.ts";
import { buildIfStale, builds } from "../dev/start/builds.ts";
import { median } from "./statistics.ts";

const loads = 7;

type Load = {
  /** The shell: the page, its scripts and its styles. */
  readonly shellRequests: number;
  readonly shellBytes: number;
  /** What the first screen asks of the API until it shows stations. */
  readonly apiRequests: number;
  readonly apiBytes: number;
  readonly listMs: number;
};

/** Gzipped, as the edge sends it; Miniflare sends it as it is. */
const sent = (body: Buffer): number => gzipSync(body).length;

async function load(browser: Browser, { platform }: City): Promise<Load> {
  const window = await openWindow(browser, { kind: "phone", locale: "zh-CN" });
  const bodies: Promise<{ readonly isApi: boolean; readonly bytes: number }>[] = [];
  let isShown = false;
  window.page.on("response", (response) => {
    if (isShown) return;
    const isApi = new URL(response.url()).pathname.startsWith("/api/");
    const body = response.body().catch(() => Buffer.alloc(0));
    bodies.push(body.then((bytes) => ({ isApi, bytes: sent(bytes) })));
  });
  await new DriverApp(window.page, "zh").open(platform.url);
  const listMs = await window.page.evaluate(() => performance.now());
  isShown = true;
  const all = await Promise.all(bodies);
  await window.close();
  const bytesOf = (isApi: boolean): number =>
    all.filter((one) => one.isApi === isApi).reduce((sum, { bytes }) => sum + bytes, 0);
  const api = all.filter(({ isApi }) => isApi).length;
  return {
    shellRequests: all.length - api,
    shellBytes: bytesOf(false),
    apiRequests: api,
    apiBytes: bytesOf(true),
    listMs,
  };
}

/** Each load in a browser profile of its own, with nothing cached; the first one warms the platform. */
export async function measureApp(): Promise<Load> {
  await buildIfStale(builds.h5);
  const folder = await mkdtemp(join(tmpdir(), "zhuang-bench-city-"));
  await storeCity(folder);
  const city = await startCity(folder);
  const browser = await launchBrowser();
  try {
    await load(browser, city);
    const measured: Load[] = [];
    while (measured.length < loads) measured.push(await load(browser, city));
    const of = (key: keyof Load): number => median(measured.map((one) => one[key]));
    return {
      shellRequests: of("shellRequests"),
      shellBytes: of("shellBytes"),
      apiRequests: of("apiRequests"),
      apiBytes: of("apiBytes"),
      listMs: of("listMs"),
    };
  } finally {
    await browser.close();
    await city.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;

export function appSection(load: Load): string {
  const { shellRequests, shellBytes, apiRequests, apiBytes, listMs } = load;
  return `## The drivers' app in a browser

\`/app/\` on a phone that has nothing of it, until the stations nearby are shown: headless Chromium on
loopback, the median of ${loads} cold loads. Bytes are gzipped, as the edge sends them.

| What | Requests | Bytes |
|---|---|---|
| the shell: page, scripts, styles | ${shellRequests} | ${kib(shellBytes)} |
| the first screen: API | ${apiRequests} | ${kib(apiBytes)} |

Time to the list: ${Math.round(listMs)} ms.
`;
}

if (import.meta.main) console.log(appSection(await measureApp()));
