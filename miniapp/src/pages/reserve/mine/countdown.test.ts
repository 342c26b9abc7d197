import { expect, test } from "vitest";
import { phaseOf } from "./countdown.ts";

const standing = { end: null, heldFromMs: 1_000, fromMs: 2_000, comeByMs: 3_000 };

test("a reservation counts down to its keeping, its beginning and its last minute", () => {
  expect([0, 1_000, 1_999, 2_000, 3_000].map((nowMs) => phaseOf(standing, nowMs))).toEqual([
    { kind: "ahead", leftMs: 1_000 },
    { kind: "held", leftMs: 1_000 },
    { kind: "held", leftMs: 1 },
    { kind: "come", leftMs: 1_000 },
    { kind: "ending" },
  ]);
});

test("one that ended says how, whatever the time", () => {
  expect(phaseOf({ ...standing, end: "cancelled" }, 0)).toEqual({ kind: "over", end: "cancelled" });
});
