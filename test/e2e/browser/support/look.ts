// A critical look at a page as it stands: can everybody use it, and does it fit the screen.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Window } from "./window.ts";

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** The smallest phones still in use. */
const smallest = { width: 320, height: 568 };

/** Nothing of axe-core's that is serious, and nothing beyond the right edge at any size it has. */
export async function look({ page, kind }: Window, name: string): Promise<void> {
  await untilStill(page);
  expect(await findingsOn(page), `axe-core on ${name}`).toEqual([]);
  expect(await overflowOn(page), `beyond the edge on ${name}`).toEqual([]);
  const usual = page.viewportSize();
  if (kind === "desktop" || usual === null) return;
  await page.setViewportSize(smallest);
  expect(await overflowOn(page), `beyond the edge on ${name}, ${smallest.width} wide`).toEqual([]);
  await page.setViewportSize(usual);
}

/** A dialog on its way in is pale, and pale text has too little contrast. */
async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const moves = document
      .getAnimations()
      .filter((one) => one instanceof CSSTransition && one.playState === "running");
    const pale = Array.from(document.querySelectorAll("[role=dialog]")).filter(
      (one) => one.checkVisibility() && Number(getComputedStyle(one).opacity) < 1,
    );
    return moves.length === 0 && pale.length === 0;
  });
}

async function findingsOn(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(await axeSource);
  const { violations }: AxeResults = await page.evaluate(
    (values) =>
      Reflect.get(window, "axe").run(document, {
        runOnly: { type: "tag", values },
        // To say of each element what is right with it takes three times as long.
        resultTypes: ["violations"],
      }),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** What is seen beyond the right edge, unless it lies in a part that scrolls by itself. */
const overflowOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const isInScroller = (element: Element): boolean => {
      for (let up = element.parentElement; up !== null; up = up.parentElement) {
        // These are the page itself: in them nothing has to be looked for.
        if (up.matches("html, body, #app, .taro_router, .taro_page")) continue;
        // A map and a drawing are windows on more than they show.
        const isWindow = up.matches(".leaflet-container, svg");
        const scrolls = isWindow || /auto|scroll/.test(getComputedStyle(up).overflowX);
        if (scrolls && up.getBoundingClientRect().right <= width + 1) return true;
      }
      return false;
    };
    return Array.from(document.body.querySelectorAll("*"))
      .filter((element) => {
        const { right, width: own, height } = element.getBoundingClientRect();
        return right > width + 1 && own > 1 && height > 1 && element.checkVisibility();
      })
      .filter((element) => !isInScroller(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
