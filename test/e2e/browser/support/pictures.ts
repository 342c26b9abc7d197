// The pictures of the README: taken on the way by `SCREENSHOTS=1 npm run test:e2e -- browser`, which
// then takes its time, so that what they show could have happened.
import { join } from "node:path";
import type { Page } from "playwright-core";
import { repositoryRoot } from "../../../support/builtWorker.ts";

export const isPicturing = process.env["SCREENSHOTS"] === "1";

/** A charge in a picture runs as slowly as in the world, and for some minutes. */
export const pace = isPicturing
  ? { chargerSpeed: 1, energyKwh: 6, patienceMs: 900_000 }
  : { chargerSpeed: 10, energyKwh: 0.3, patienceMs: 60_000 };

/** Overwrites the picture of that name; does nothing on an ordinary run. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!isPicturing) return;
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  await page.screenshot({
    path: join(repositoryRoot, "docs/screenshots", `${name}.png`),
    animations: "disabled",
    caret: "hide",
  });
}

/** One page of the drivers' app, small enough to keep all of them. */
export async function gallerySnap(page: Page, name: string): Promise<void> {
  if (!isPicturing) return;
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
  await page.screenshot({
    path: join(repositoryRoot, "docs/screenshots/app", `${name}.png`),
    animations: "disabled",
    caret: "hide",
    scale: "css",
  });
}
