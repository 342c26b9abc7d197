import { expect, test } from "vitest";
import { makeIntentKeys, randomKey } from "./intentKeys.ts";

function keys() {
  let made = 0;
  return makeIntentKeys(() => {
    made += 1;
    return `k${made}`;
  });
}

test("a wish repeated after a lost answer carries the same key", () => {
  const { keyFor } = keys();
  expect([keyFor({ pileId: "A" }), keyFor({ pileId: "A" })]).toEqual(["k1", "k1"]);
});

test("another wish carries another key, and so does the same one after an answer", () => {
  const { keyFor, answered } = keys();
  expect(keyFor({ amountFen: 1 })).toBe("k1");
  expect(keyFor({ amountFen: 2 })).toBe("k2");
  answered();
  expect(keyFor({ amountFen: 2 })).toBe("k3");
});

test("keys are 32 hexadecimal digits and differ", () => {
  const made = new Set(Array.from({ length: 1_000 }, randomKey));
  expect(made.size).toBe(1_000);
  for (const key of made) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
