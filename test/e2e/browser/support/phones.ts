// A file's phones in one demonstration city: opened as a test asks, closed after it, and looked at for
// what they asked of other machines and what their pages complained of.
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { startCity, type City } from "./city.ts";
import { pace } from "./pictures.ts";
import { launchBrowser, openWindow, type Window, type WindowWish } from "./window.ts";

export const patience = { timeout: pace.patienceMs * 5 };

/** The smallest phones still in use. */
export const small = { width: 320, height: 568 };

export type Phones = {
  readonly city: () => City;
  readonly open: (wanted: Omit<WindowWish, "kind">) => Promise<Window>;
};

export function phonesInTheCity(): Phones {
  let city: City;
  let browser: Browser;
  const windows: Window[] = [];
  beforeAll(async () => {
    city = await startCity(inject("cityData"));
    browser = await launchBrowser();
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) {
      await window.close();
      expectQuiet(window);
    }
  });
  return {
    city: () => city,
    open: async (wanted) => {
      const window = await openWindow(browser, { kind: "phone", ...wanted });
      windows.push(window);
      return window;
    },
  };
}

/** It asked nothing of any other machine, and its console has nothing to complain of. */
function expectQuiet({ outside, complaints }: Window): void {
  expect(outside).toEqual([]);
  expect(complaints).toEqual([]);
}
