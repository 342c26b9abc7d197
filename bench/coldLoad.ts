// What a browser that has nothing of an app loads until the app is shown.
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { median } from "./statistics.ts";

export type ColdLoad = {
  /** The shell: the page, its scripts and its styles. */
  readonly shellRequests: number;
  readonly shellBytes: number;
  /** What the first screen asks of the API until it is shown. */
  readonly apiRequests: number;
  readonly apiBytes: number;
  readonly shownMs: number;
};

/** Gzipped, as the edge sends it; Miniflare sends it as it is. */
const sent = (body: Buffer): number => gzipSync(body).length;

/** @param show goes to the app's address, and resolves when it is shown */
export async function coldLoad(page: Page, show: () => Promise<void>): Promise<ColdLoad> {
  const bodies: Promise<{ readonly isApi: boolean; readonly bytes: number }>[] = [];
  let isShown = false;
  page.on("response", (response) => {
    if (isShown) return;
    const isApi = new URL(response.url()).pathname.startsWith("/api/");
    const body = response.body().catch(() => Buffer.alloc(0));
    bodies.push(body.then((bytes) => ({ isApi, bytes: sent(bytes) })));
  });
  await show();
  const shownMs = await page.evaluate(() => performance.now());
  isShown = true;
  const all = await Promise.all(bodies);
  const bytesOf = (isApi: boolean): number =>
    all.filter((one) => one.isApi === isApi).reduce((sum, { bytes }) => sum + bytes, 0);
  const apiRequests = all.filter(({ isApi }) => isApi).length;
  return {
    shellRequests: all.length - apiRequests,
    shellBytes: bytesOf(false),
    apiRequests,
    apiBytes: bytesOf(true),
    shownMs,
  };
}

export function medianLoad(loads: readonly ColdLoad[]): ColdLoad {
  const of = (key: keyof ColdLoad): number => median(loads.map((one) => one[key]));
  return {
    shellRequests: of("shellRequests"),
    shellBytes: of("shellBytes"),
    apiRequests: of("apiRequests"),
    apiBytes: of("apiBytes"),
    shownMs: of("shownMs"),
  };
}
