// Who waits at a station, as drivers ask and see it.
import type { LiveWaiting } from "../contract/live.ts";
import { limits } from "../limits.ts";
import { err, ok, type Result } from "../result.ts";
import { freeConnectorsOf, type StationState } from "./station.ts";
import type { JoinRefusal, JoinRequest } from "./summaries.ts";
import {
  entryOf,
  fits,
  isServedAtOnce,
  without,
  withEntry,
  type WaitingEntry,
  type WaitingList,
} from "./waitingList.ts";

/** Puts a driver on the list, or gives him his place again. */
export function joined(
  state: StationState,
  { driverId, currentType, idTags }: JoinRequest,
  nowMs: number,
): Result<StationState, JoinRefusal> {
  const wish = { driverId, currentType, idTags };
  const connectors = state.members.flatMap(({ summary }) => summary.connectors);
  if (!connectors.some((connector) => fits(wish, connector))) {
    return err({ code: "connector_not_found" });
  }
  if (entryOf(state.waiting, driverId) === undefined) {
    if (isServedAtOnce(state.waiting, freeConnectorsOf(state), wish)) {
      return err({ code: "connector_is_free" });
    }
    if (state.waiting.entries.length >= limits.waitingPerStation.most) {
      return err({ code: "waiting_list_full" });
    }
  }
  return ok({ ...state, waiting: withEntry(state.waiting, wish, nowMs) });
}

export function leftWaiting(state: StationState, driverId: string, nowMs: number): StationState {
  const waiting = without(state.waiting, driverId, { end: "left", nowMs });
  return waiting === state.waiting ? state : { ...state, waiting };
}

/** Null: he does not wait here. */
export function waitingOf(
  { stationId, waiting }: Pick<StationState, "stationId" | "waiting">,
  driverId: string,
): LiveWaiting | null {
  const entry = entryOf(waiting, driverId);
  if (entry === undefined) return null;
  return viewOf(stationId, entry, { place: placeOf(waiting, entry), end: null });
}

/** How many come before him, he included; those to whom something is offered have had their turn. */
function placeOf({ entries }: WaitingList, entry: WaitingEntry): number {
  if (entry.offer !== null) return 1;
  const before = entries.slice(0, entries.indexOf(entry));
  return before.filter(({ offer }) => offer === null).length + 1;
}

function viewOf(
  stationId: string,
  { currentType, joinedAtMs, expiresAtMs, offer }: WaitingEntry,
  { place, end }: Pick<LiveWaiting, "place" | "end">,
): LiveWaiting {
  const kept =
    offer?.step === "kept"
      ? {
          offerId: offer.offerId,
          pileId: offer.pileId,
          connectorId: offer.connectorId,
          untilMs: offer.untilMs,
        }
      : null;
  return { stationId, currentType, joinedAtMs, expiresAtMs, place, offer: kept, end };
}

/** What is to be told to whom after a change: those whose place or offer is another, and those who left. */
export function waitingChanges(
  stationId: string,
  before: WaitingList,
  after: WaitingList,
): ReadonlyMap<string, LiveWaiting> {
  const changes = new Map<string, LiveWaiting>();
  if (before === after) return changes;
  for (const { driverId } of before.entries) {
    if (entryOf(after, driverId) !== undefined) continue;
    const past = after.past.findLast(({ entry }) => entry.driverId === driverId);
    if (past === undefined) continue;
    changes.set(driverId, viewOf(stationId, past.entry, { place: 1, end: past.end }));
  }
  for (const { driverId } of after.entries) {
    const now = waitingOf({ stationId, waiting: after }, driverId);
    const then = waitingOf({ stationId, waiting: before }, driverId);
    if (now !== null && JSON.stringify(now) !== JSON.stringify(then)) changes.set(driverId, now);
  }
  return changes;
}
