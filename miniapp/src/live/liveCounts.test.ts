import { expect, test } from "vitest";
import type { LiveCounts } from "../../../core/contract/live.ts";
import { withLiveCounts } from "./liveCounts.ts";

const live = (changes: Partial<LiveCounts>): LiveCounts => ({
  total: 0,
  available: 0,
  busy: 0,
  reserved: 0,
  faulted: 0,
  offline: 0,
  availablePowerW: 0,
  ...changes,
});
const counts = { total: 2, available: 2, busy: 0, faulted: 0, offline: 0 };

test("a station's counts are the latest said; what is not spoken of stays", () => {
  const listed = [
    { stationId: "a", dc: counts, ac: counts },
    { stationId: "b", dc: counts, ac: counts },
  ];
  const dc = live({ total: 2, busy: 1, reserved: 1 });
  const [a, b] = withLiveCounts(listed, [
    { stationId: "a", dc, ac: live({ total: 2, offline: 2 }) },
  ]);
  expect(a).toMatchObject({
    dc: { available: 0, busy: 2 },
    ac: { offline: 2 },
    countsFrom: "live",
  });
  expect(b).toBe(listed[1]);
});
