import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const source = join(import.meta.dirname, "../../src");
const tokens = readFileSync(join(source, "kit/tokens.css"), "utf8");
const [light = "", dark = ""] = tokens.split("@media (prefers-color-scheme: dark)");

type Looks = ReadonlyMap<string, string>;
const looksIn = (css: string): Looks =>
  new Map(
    [...css.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = "", colour = ""]) => [
      name,
      colour,
    ]),
  );
const looks = { light: looksIn(light), dark: new Map([...looksIn(light), ...looksIn(dark)]) };

/** WCAG 2.2: relative luminance, and the contrast of two. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(look: Looks, one: string, other: string): number {
  const [a = "", b = ""] = [look.get(one), look.get(other)];
  if (a === "" || b === "") throw new Error(`no colour ${one} or ${other}`);
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const written: readonly (readonly [text: string, ground: string])[] = [
  ...["text", "text-2", "text-3", "accent-text", "danger-text"].flatMap((text) =>
    ["ground", "surface"].map((ground) => [text, ground] as const),
  ),
  ["text", "surface-2"],
  ["text-2", "surface-2"],
  ["text-3", "surface-2"],
  ["on-accent", "accent"],
  ["on-danger", "danger"],
  ["accent-text", "accent-soft"],
  ["warn-text", "warn-soft"],
  ["danger-text", "danger-soft"],
  ["info-text", "info-soft"],
  ...["sharp", "peak", "flat", "valley"].map((one) => ["bar-text", `period-${one}`] as const),
];

describe.each(["light", "dark"] as const)("in %s", (name) => {
  test.each(written)("%s can be read on %s", (text, ground) => {
    expect(contrast(looks[name], text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test("the edges of what can be tapped are seen", () => {
    expect(contrast(looks[name], "line-strong", "surface")).toBeGreaterThanOrEqual(3);
    expect(contrast(looks[name], "accent", "surface")).toBeGreaterThanOrEqual(3);
  });
});

test("every size of type follows the size that the driver has chosen", () => {
  const sheets = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".css"),
  );
  const fixed = sheets.flatMap((path) =>
    [...readFileSync(join(source, path), "utf8").matchAll(/font-size:(.*)/g)]
      .map(([, value = ""]) => value)
      .filter((value) => !value.includes("var(--type)") && !value.includes("inherit"))
      .map((value) => `${path}:${value}`),
  );
  expect(fixed).toEqual([]);
});
