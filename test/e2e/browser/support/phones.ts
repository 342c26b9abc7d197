// A file's phones in one demonstration city, and a desk where one is wanted: opened as a test asks, closed after it, and looked at for
// what they asked of other machines and what their pages complained of.
import { afterEach, expect } from "vitest";
import type { City } from "./city.ts";
import { inTheCity } from "./inTheCity.ts";
import { pace } from "./pictures.ts";
import { openWindow, type Window, type WindowWish } from "./window.ts";

export const patience = { timeout: pace.patienceMs * 5 };

/** The smallest phones still in use. */
export const small = { width: 320, height: 568 };

export type Phones = {
  readonly city: () => City;
  readonly open: (
    wanted: Omit<WindowWish, "kind"> & Partial<Pick<WindowWish, "kind">>,
  ) => Promise<Window>;
};

export function phonesInTheCity(): Phones {
  const { city, browser } = inTheCity();
  const windows: Window[] = [];
  afterEach(async () => {
    for (const window of windows.splice(0)) {
      await window.close();
      expectQuiet(window);
    }
  });
  return {
    city,
    open: async (wanted) => {
      const window = await openWindow(browser(), { kind: "phone", ...wanted });
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
