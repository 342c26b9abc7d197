import { expect, test } from "vitest";
import { hourRows, isFree, picked, type Slot } from "./pick.ts";

const quarterMs = 15 * 60_000;
const hourMs = 4 * quarterMs;
/** Half past nine in UTC. */
const start = Date.UTC(2026, 10, 28, 9, 30);
const slots: readonly Slot[] = Array.from({ length: 8 }, (_, at) => ({
  fromMs: start + at * quarterMs,
  untilMs: start + (at + 1) * quarterMs,
  isFree: at !== 5,
}));
const slot = (at: number): Slot => slots[at]!;
const stretch = (from: number, to: number) => ({
  fromMs: slot(from).fromMs,
  untilMs: slot(to).untilMs,
});

test("a tap begins, a later one ends, the same again lets go", () => {
  const one = picked(slots, null, slot(1), hourMs);
  expect(one).toEqual(stretch(1, 1));
  expect(picked(slots, one, slot(3), hourMs)).toEqual(stretch(1, 3));
  expect(picked(slots, one, slot(1), hourMs)).toBeNull();
});

test("what is taken, too long or earlier begins anew or changes nothing", () => {
  const one = picked(slots, null, slot(1), hourMs);
  expect(picked(slots, one, slot(5), hourMs)).toEqual(one);
  expect(picked(slots, one, slot(6), 24 * hourMs)).toEqual(stretch(6, 6));
  expect(picked(slots, stretch(0, 0), slot(4), hourMs)).toEqual(stretch(4, 4));
  expect(picked(slots, stretch(2, 3), slot(0), hourMs)).toEqual(stretch(0, 0));
});

test("a stretch that was taken meanwhile is known", () => {
  expect(isFree(slots, stretch(0, 4))).toBe(true);
  expect(isFree(slots, stretch(4, 6))).toBe(false);
});

test("quarters stand in their hours, by the local clock", () => {
  const rows = hourRows(slots, 8 * hourMs);
  expect(rows.map(({ quarters }) => quarters.map((one) => one !== null))).toEqual([
    [false, false, true, true],
    [true, true, true, true],
    [true, true, false, false],
  ]);
  // Half an hour beside UTC's hours, as in India.
  expect(hourRows(slots, 5.5 * hourMs)[0]?.atMs).toBe(start);
});
