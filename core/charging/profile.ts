// What a pile is told of itself: its place, its connectors, its credential, and that it is removed.
import { endBooking } from "./bookingCare.ts";
import { endReservation } from "./commandEnds.ts";
import { closeSession, endIdling } from "./endSession.ts";
import { failStart } from "./orders.ts";
import type { PileProfile } from "./pileApi.ts";
import { newConnector, newCredential, newPileState } from "./newPile.ts";
import type { Connector, PileState } from "./pileState.ts";
import { isFault } from "./statusReport.ts";
import { addFact, beginTurn, endTurn, type Circumstances, type Decision } from "./turn.ts";

/** A pile that is registered; one that was removed and still has to tell something goes on telling. */
export function registered(
  removed: PileState | null,
  profile: PileProfile,
  nowMs: number,
): PileState {
  const fresh = newPileState(profile, nowMs);
  if (removed === null) return fresh;
  const { outbox, ended, counters } = removed;
  const transaction = Math.max(counters.transaction, fresh.counters.transaction);
  return { ...fresh, outbox, ended, counters: { ...counters, transaction } };
}

/** The state under a new profile. A connector that is gone takes its use with it only when free. */
export function configured(
  state: PileState,
  profile: PileProfile,
  circumstances: Circumstances,
): Decision {
  const { nowMs } = circumstances;
  const wanted = profile.connectors.map((connector): Connector => {
    const present = state.connectors.find((one) => one.connectorId === connector.connectorId);
    return present === undefined
      ? newConnector(connector, nowMs)
      : { ...present, maxPowerW: connector.maxPowerW };
  });
  const gone = state.connectors.filter(
    ({ connectorId }) => !wanted.some((one) => one.connectorId === connectorId),
  );
  const inUse = gone.filter(({ use }) => use.kind !== "free");
  const isSameCredential = state.credential.hash === profile.credentialHash;
  const credential = isSameCredential
    ? state.credential
    : { ...newCredential(profile.credentialHash), rotatedAtMs: nowMs };
  const connectors = [...wanted, ...inUse];
  const availability = state.availability.filter(
    ({ connectorId }) =>
      connectorId === 0 || wanted.some((connector) => connector.connectorId === connectorId),
  );
  const next = { ...state, profile, credential, connectors, availability };
  const turn = beginTurn(next, circumstances);
  for (const { connectorId, reported } of gone) {
    if (isFault(reported)) addFact(turn, { kind: "faultClosed", connectorId, atMs: nowMs });
  }
  for (const { connectorId, reservationId } of state.reservations) {
    const isGone = gone.some((one) => one.connectorId === connectorId);
    if (isGone) endReservation(turn, reservationId, "cancelled");
  }
  for (const booking of state.bookings) {
    const isGone = gone.some((one) => one.connectorId === booking.connectorId);
    if (isGone) endBooking(turn, booking, "connector_failed");
  }
  if (connectors.length !== state.connectors.length || inUse.length !== gone.length) {
    turn.effects.push({ kind: "tellPile" });
  }
  turn.durable = true;
  return endTurn(turn);
}

/**
 * A second password beside the first, which dies when the new one is used, or at its time. Rotated
 * again before the new one was used, the charger still has the first: that one stays.
 */
export function rotated(
  state: PileState,
  input: { readonly credentialHash: string; readonly previousValidUntilMs: number },
  nowMs: number,
): PileState {
  const { credentialHash, previousValidUntilMs } = input;
  const { credential } = state;
  const before = credential.previous;
  const isUnused = before !== null && nowMs < before.validUntilMs;
  const known = isUnused ? before.hash : credential.hash;
  return {
    ...state,
    profile: { ...state.profile, credentialHash },
    credential: {
      ...credential,
      hash: credentialHash,
      previous: { hash: known, validUntilMs: previousValidUntilMs },
      rotatedAtMs: nowMs,
    },
  };
}

/** Removed: whatever it was doing ends now, so that no order stays open on a pile that is gone. */
export function retired(state: PileState, circumstances: Circumstances): Decision {
  const turn = beginTurn({ ...state, retiredAtMs: circumstances.nowMs }, circumstances);
  for (const connector of state.connectors) {
    const { use, connectorId } = connector;
    if (use.kind === "charging") {
      closeSession(turn, connector, { session: use.session, reason: "PileRetired" });
    }
    if (use.kind === "idling") endIdling(turn, connector, turn.nowMs);
    failStart(turn, connectorId, "pile_offline");
  }
  for (const { reservationId } of state.reservations) {
    endReservation(turn, reservationId, "cancelled");
  }
  for (const booking of state.bookings) endBooking(turn, booking, "cancelled_by_operator");
  if (state.link.isLossTold) addFact(turn, { kind: "linkBack", atMs: turn.nowMs });
  turn.state = {
    ...turn.state,
    link: { ...turn.state.link, online: false, sinceMs: turn.nowMs, isLossTold: false },
  };
  turn.durable = true;
  return endTurn(turn);
}
