// A file's desks in one demonstration city: a browser in which the operator's owner signs in.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { AdminApp, type AdminWish } from "./adminApp.ts";
import { startCity, type City } from "./city.ts";
import { launchBrowser } from "./window.ts";

export type Desks = {
  readonly city: () => City;
  readonly browser: () => Browser;
  readonly signedIn: (wish?: AdminWish) => Promise<AdminApp>;
};

export function desksInTheCity(): Desks {
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
  return {
    city: () => city,
    browser: () => browser,
    signedIn: (wish = {}) => AdminApp.signedIn(browser, city.platform.url, city.owner, wish),
  };
}
