// What changed since a state was stored, as a JSON Patch (RFC 6902): small enough to ride on a socket.
import { applyPatch, compare } from "fast-json-patch";
import type { PileState } from "../../core/charging/pileState.ts";
import { limits } from "../../core/limits.ts";

/** Null when it is too much to ride. */
export function changesSince(stored: PileState, state: PileState): string | null {
  const changes = JSON.stringify(compare(stored, state));
  return changes.length > limits.changesRiding.most ? null : changes;
}

/** @param changes as `changesSince` made them of this very state */
export const withChanges = (stored: PileState, changes: string): PileState =>
  applyPatch(stored, JSON.parse(changes), false, false).newDocument;
