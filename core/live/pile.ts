// What a Pile tells its Station: a projection of its state, numbered when it differs from before.
import type { PileState } from "../charging/pileState.ts";
import { acknowledged, changed, isPending } from "./announcement.ts";
import type { PileSummary } from "./summaries.ts";

export function summaryOf(state: PileState): PileSummary {
  const { profile, link, connectors, announcement } = state;
  const currentTypes = new Map(
    profile.connectors.map(({ connectorId, currentType }) => [connectorId, currentType]),
  );
  return {
    pileId: profile.pileId,
    seq: announcement.seq,
    online: link.online,
    connectors: connectors.map(({ connectorId, maxPowerW, told }) => ({
      connectorId,
      state: told.state,
      stateSinceMs: told.sinceMs,
      errorCode: told.errorCode,
      // One that the profile lost while a car stood at it is shown until the car has left.
      currentType: currentTypes.get(connectorId) ?? "DC",
      maxPowerW,
    })),
    offers: offersOf(state),
  };
}

const offersOf = ({ bookings, pastOffers }: PileState): PileSummary["offers"] => [
  ...pastOffers,
  ...bookings.flatMap(({ origin, bookingId: offerId, connectorId, untilMs }) =>
    origin === "waitingList" ? [{ offerId, connectorId, untilMs, end: null }] : [],
  ),
];

const isSameOffers = (before: PileState, after: PileState): boolean =>
  (before.bookings === after.bookings && before.pastOffers === after.pastOffers) ||
  JSON.stringify(offersOf(before)) === JSON.stringify(offersOf(after));

/** Numbers the summary anew if it may differ: it is asked at each message, so objects are compared. */
export function announced(before: PileState, after: PileState, nowMs: number): PileState {
  const isSame =
    before.link.online === after.link.online &&
    before.profile === after.profile &&
    before.connectors.length === after.connectors.length &&
    before.connectors.every((connector, at) => connector.told === after.connectors[at]?.told) &&
    isSameOffers(before, after);
  return isSame ? after : { ...after, announcement: changed(after.announcement, nowMs) };
}

export type PileTelling = { readonly stationId: string; readonly summary: PileSummary };

/** Null when the Station has acknowledged all. */
export const nextTelling = (state: PileState): PileTelling | null =>
  isPending(state.announcement)
    ? { stationId: state.profile.stationId, summary: summaryOf(state) }
    : null;

/** What a Station knows that the pile has left since acknowledges nothing. */
export const told = (state: PileState, telling: PileTelling, knownSeq: number): PileState =>
  telling.stationId === state.profile.stationId
    ? { ...state, announcement: acknowledged(state.announcement, knownSeq) }
    : state;
