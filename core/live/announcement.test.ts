import { expect, test } from "vitest";
import {
  acknowledged,
  changed,
  isPending,
  nothingAnnounced,
  retryAfterMs,
} from "./announcement.ts";

test("nothing is pending until something changes, and again once it is acknowledged", () => {
  expect(isPending(nothingAnnounced)).toBe(false);
  const announcement = changed(nothingAnnounced, 1_000);
  expect(announcement).toEqual({ seq: 1_000, ackedSeq: 0 });
  expect(isPending(announcement)).toBe(true);
  expect(isPending(acknowledged(announcement, 1_000))).toBe(false);
});

test("numbers grow when the clock stands still or steps back", () => {
  const first = changed(nothingAnnounced, 1_000);
  expect(changed(first, 1_000).seq).toBe(1_001);
  expect(changed(first, 500).seq).toBe(1_001);
});

test("an older acknowledgement takes nothing back", () => {
  const announcement = acknowledged(changed(changed(nothingAnnounced, 5), 9), 9);
  expect(acknowledged(announcement, 5)).toEqual(announcement);
});

test("a parent that knows a later number than was ever made hears a still later one", () => {
  const reborn = changed(nothingAnnounced, 100);
  const again = acknowledged(reborn, 250);
  expect(again.seq).toBe(251);
  expect(isPending(again)).toBe(true);
  expect(isPending(acknowledged(again, 251))).toBe(false);
});

test("retries wait half a second at first, eight seconds at most, and half of it by chance", () => {
  expect(retryAfterMs(0, 0)).toBe(250);
  expect(retryAfterMs(0, 1)).toBe(500);
  expect(retryAfterMs(3, 1)).toBe(4_000);
  expect(retryAfterMs(1_000, 1)).toBe(8_000);
});
