// A file's own demonstration city, with a browser to look at it; both go when the file is done.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { startCity, type City } from "./city.ts";
import { launchBrowser } from "./window.ts";

export type InTheCity = { readonly city: () => City; readonly browser: () => Browser };

export function inTheCity(): InTheCity {
  let city: City;
  let browser: Browser;
  beforeAll(async () => {
    city = await startCity(inject("cityData"));
    browser = await launchBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });
  return { city: () => city, browser: () => browser };
}
