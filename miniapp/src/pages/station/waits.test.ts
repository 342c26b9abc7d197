import { expect, test } from "vitest";
import { waitsWorthwhile } from "./waits.ts";

const counts = (total: number, available: number) => ({
  total,
  available,
  busy: total - available,
  faulted: 0,
  offline: 0,
});

test.each([
  ["nothing where something of each kind is free", [4, 1], [2, 2], []],
  ["a fast one where only slow ones are free", [4, 0], [2, 1], ["DC"]],
  ["a slow one where only fast ones are free", [4, 2], [2, 0], ["AC"]],
  ["any where none is free", [4, 0], [2, 0], ["any"]],
  ["any where there is one kind and none is free", [4, 0], [0, 0], ["any"]],
  ["nothing at a station without connectors", [0, 0], [0, 0], []],
] as const)("%s", (_, [dcTotal, dcFree], [acTotal, acFree], wanted) => {
  expect(waitsWorthwhile({ dc: counts(dcTotal, dcFree), ac: counts(acTotal, acFree) })).toEqual(
    wanted,
  );
});
