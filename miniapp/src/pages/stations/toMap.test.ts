import { expect, test } from "vitest";
import { zh } from "../../text/zh.ts";
import { clustersOf, toneOf } from "./toMap.ts";

const counts = { total: 4, available: 0, busy: 0, faulted: 0, offline: 0 };
const none = { ...counts, total: 0 };

test("a mark says whether something is free, all is taken, or nothing works", () => {
  const live = { ac: none, countsFrom: "live" } as const;
  expect(toneOf({ ...live, dc: { ...counts, available: 1, busy: 3 } })).toBe("free");
  expect(toneOf({ ...live, dc: { ...counts, busy: 3, faulted: 1 } })).toBe("busy");
  expect(toneOf({ ...live, dc: { ...counts, offline: 4 } })).toBe("out");
  expect(toneOf({ ...live, dc: { ...counts, available: 1 }, countsFrom: "unknown" })).toBe("out");
});

test("a cluster's number has room in its mark", () => {
  const position = { latitude: 0, longitude: 0 };
  const [cluster] = clustersOf(zh, [
    { cell: "wtw3", stations: 1_234, connectors: 9_999, position },
  ]);
  expect(cluster).toMatchObject({ id: "wtw3", label: "999+", name: zh.find.cluster(1_234) });
});
