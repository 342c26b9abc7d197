// A Station's waiting list: first come, first offered. The list says whose turn it is and remembers
// what it has asked of the Piles, which alone keep connectors; what it asked is written before it is
// asked, so that a crash in between leads to the same question again.
import type { LiveOffer, WaitingEnd } from "../contract/live.ts";
import type { CurrentType } from "../contract/stations.ts";
import { limits } from "../limits.ts";
import type { PileSummary } from "./summaries.ts";

export type WaitingList = {
  /** In the order in which they came. */
  readonly entries: readonly WaitingEntry[];
  /** Offers that their Piles do not know yet to be over. */
  readonly withdrawals: readonly Withdrawal[];
  /** Connectors that could not be kept a moment ago. */
  readonly refusals: readonly Place[];
  /** How waitings ended that have not been told yet: nothing of it is kept. */
  readonly past: readonly { readonly entry: WaitingEntry; readonly end: WaitingEnd }[];
};

export type WaitingEntry = {
  readonly driverId: string;
  /** Null: any connector. */
  readonly currentType: CurrentType | null;
  readonly idTags: readonly string[];
  readonly joinedAtMs: number;
  readonly expiresAtMs: number;
  readonly offer: Offer | null;
};

type Place = { readonly pileId: string; readonly connectorId: number; readonly untilMs: number };

type Offer = Place & {
  readonly offerId: string;
  /** `asked`: its Pile may or may not have heard of it. */
  readonly step: "asked" | "kept";
};

type Withdrawal = {
  readonly pileId: string;
  readonly offerId: string;
  /** From then on the Pile keeps nothing by itself. */
  readonly untilMs: number;
  readonly againAtMs: number;
};

export type FreeConnector = {
  readonly pileId: string;
  readonly connectorId: number;
  readonly currentType: CurrentType;
  readonly maxPowerW: number;
};

/** What a Pile is to be asked. */
export type WaitingCall =
  | { readonly kind: "offer"; readonly entry: WaitingEntry; readonly offer: Offer }
  | { readonly kind: "withdraw"; readonly withdrawal: Withdrawal };

export const nobodyWaits: WaitingList = { entries: [], withdrawals: [], refusals: [], past: [] };

export const isIdle = ({ entries, withdrawals }: WaitingList): boolean =>
  entries.length === 0 && withdrawals.length === 0;

/** After its drivers were told. */
export const withoutPast = (list: WaitingList): WaitingList =>
  list.past.length === 0 ? list : { ...list, past: [] };

export const entryOf = (list: WaitingList, driverId: string): WaitingEntry | undefined =>
  list.entries.find((entry) => entry.driverId === driverId);

export const fits = (
  { currentType }: Pick<WaitingEntry, "currentType">,
  connector: Pick<FreeConnector, "currentType">,
): boolean => currentType === null || currentType === connector.currentType;

/** Who is there already keeps his place. */
export function withEntry(
  list: WaitingList,
  wish: Pick<WaitingEntry, "driverId" | "currentType" | "idTags">,
  nowMs: number,
): WaitingList {
  const before = entryOf(list, wish.driverId);
  const times = { joinedAtMs: nowMs, expiresAtMs: nowMs + limits.waitingMs.most };
  const entry: WaitingEntry =
    before === undefined ? { ...wish, ...times, offer: null } : { ...before, ...wish };
  if (before === undefined) return { ...list, entries: [...list.entries, entry] };
  return { ...list, entries: list.entries.map((one) => (one === before ? entry : one)) };
}

/** His waiting is over. What is kept for him is let go, unless its Pile has said that it is over. */
export function without(
  list: WaitingList,
  driverId: string,
  { end, nowMs }: { readonly end: WaitingEnd; readonly nowMs: number },
): WaitingList {
  const entry = entryOf(list, driverId);
  if (entry === undefined) return list;
  const isKnownToPile = end === "used" || end === "lapsed";
  const { entries, past, withdrawals } = isKnownToPile ? list : withdrawn(list, entry, nowMs);
  return {
    ...list,
    withdrawals,
    entries: entries.filter((one) => one.driverId !== driverId),
    past: [...past, { entry: { ...entry, offer: null }, end }],
  };
}

/** The station is no longer there. */
export const withEveryoneGone = (list: WaitingList, nowMs: number): WaitingList =>
  list.entries.reduce(
    (left, { driverId }) => without(left, driverId, { end: "station_removed", nowMs }),
    list,
  );

/** The driver goes on waiting at his place, and what was offered to him is let go. */
function withdrawn(list: WaitingList, entry: WaitingEntry, nowMs: number): WaitingList {
  if (entry.offer === null) return list;
  const { pileId, offerId, untilMs } = entry.offer;
  return {
    ...withOffer(list, entry, null),
    withdrawals: [...list.withdrawals, { pileId, offerId, untilMs, againAtMs: nowMs }],
  };
}

const withOffer = (
  list: WaitingList,
  { driverId }: WaitingEntry,
  offer: Offer | null,
): WaitingList => ({
  ...list,
  entries: list.entries.map((one) => (one.driverId === driverId ? { ...one, offer } : one)),
});

/**
 * A Pile's newer word: what it says of its offers is so. One that it was known to keep and names no
 * longer, it has forgotten.
 */
export function withWord(
  list: WaitingList,
  { pileId, connectors, offers }: Pick<PileSummary, "pileId" | "connectors" | "offers">,
  nowMs: number,
): WaitingList {
  const isFree = (id: number): boolean =>
    connectors.some(({ connectorId, state }) => connectorId === id && state === "available");
  // What is taken has changed since it was refused: free again, it is worth asking for.
  const refusals = list.refusals.filter((one) => one.pileId !== pileId || isFree(one.connectorId));
  let next = refusals.length === list.refusals.length ? list : { ...list, refusals };
  for (const entry of list.entries) {
    const { offer } = entry;
    if (offer === null || offer.pileId !== pileId) continue;
    const said = offers.find(({ offerId }) => offerId === offer.offerId);
    if (said !== undefined) next = withSaid(next, entry, { ...offer, ...said }, nowMs);
    else if (offer.step === "kept") next = withOffer(next, entry, null);
  }
  return next;
}

function withSaid(
  list: WaitingList,
  entry: WaitingEntry,
  { end, ...offer }: Offer & Pick<LiveOffer, "end">,
  nowMs: number,
): WaitingList {
  const { driverId } = entry;
  switch (end) {
    case null: {
      const kept: Offer = { ...offer, step: "kept" };
      const isSame = JSON.stringify(kept) === JSON.stringify(entry.offer);
      return isSame ? list : withOffer(list, entry, kept);
    }
    case "used":
      return without(list, driverId, { end: "used", nowMs });
    case "no_show":
      return without(list, driverId, { end: "lapsed", nowMs });
    // The pile's or the operator's part: he keeps his place.
    case "cancelled":
    case "cancelled_late":
    case "cancelled_by_operator":
    case "connector_failed":
    case "connector_occupied":
    case "not_confirmed":
    case "pile_offline":
      return withOffer(list, entry, null);
  }
}

/** What has become due by time, or because a pile is no longer the station's. */
export function upkept(
  list: WaitingList,
  { nowMs, isMember }: { readonly nowMs: number; readonly isMember: (pileId: string) => boolean },
): WaitingList {
  let next = list;
  for (const entry of list.entries) {
    const { offer, driverId, expiresAtMs } = entry;
    if (offer === null) {
      if (expiresAtMs <= nowMs) next = without(next, driverId, { end: "expired", nowMs });
    } else if (offer.untilMs + limits.offerUnheardMs.most <= nowMs) {
      next = withOffer(next, entry, null);
    } else if (!isMember(offer.pileId)) next = withdrawn(next, entry, nowMs);
  }
  const withdrawals = next.withdrawals.filter(({ untilMs }) => nowMs < untilMs);
  const refusals = next.refusals.filter(({ untilMs }) => nowMs < untilMs);
  const isSame =
    withdrawals.length === next.withdrawals.length && refusals.length === next.refusals.length;
  return isSame ? next : { ...next, withdrawals, refusals };
}

/** Gives the first who waits, and whom one of the free connectors serves, the best of them. */
export function withNextOffer(
  list: WaitingList,
  free: readonly FreeConnector[],
  { nowMs, offerId }: { readonly nowMs: number; readonly offerId: string },
): WaitingList {
  const open = unpromised(list, free).toSorted((a, b) => b.maxPowerW - a.maxPowerW);
  for (const entry of list.entries) {
    if (entry.offer !== null) continue;
    const best = open.find((connector) => fits(entry, connector));
    if (best === undefined) continue;
    const { pileId, connectorId } = best;
    const untilMs = nowMs + limits.offerMs.most;
    return withOffer(list, entry, { offerId, pileId, connectorId, untilMs, step: "asked" });
  }
  return list;
}

/** Free ones that are offered to nobody, and were not refused a moment ago. */
function unpromised(
  { entries, refusals }: WaitingList,
  free: readonly FreeConnector[],
): readonly FreeConnector[] {
  const taken = [...refusals, ...entries.flatMap(({ offer }) => (offer === null ? [] : [offer]))];
  return free.filter(
    ({ pileId, connectorId }) =>
      !taken.some((one) => one.pileId === pileId && one.connectorId === connectorId),
  );
}

/** Whether one who came now would have a connector at once, because nobody before him wants it. */
export const isServedAtOnce = (
  list: WaitingList,
  free: readonly FreeConnector[],
  wish: Pick<WaitingEntry, "currentType">,
): boolean =>
  unpromised(list, free).some(
    (connector) =>
      fits(wish, connector) &&
      !list.entries.some((entry) => entry.offer === null && fits(entry, connector)),
  );

/** The next question to a Pile; null: none is open. */
export function nextCall({ entries, withdrawals }: WaitingList, nowMs: number): WaitingCall | null {
  for (const entry of entries) {
    if (entry.offer?.step === "asked") return { kind: "offer", entry, offer: entry.offer };
  }
  const withdrawal = withdrawals.find(({ againAtMs }) => againAtMs <= nowMs);
  return withdrawal === undefined ? null : { kind: "withdraw", withdrawal };
}

export type WaitingAnswer = "done" | "refused" | "unanswered";

/**
 * The Pile was asked, and what it says of itself has been taken in by `withWord`. What it refuses
 * though it is `free` is left alone for a while. `unanswered`: it may have heard all the same, so
 * its offer is taken back.
 */
export function withAnswer(
  list: WaitingList,
  call: WaitingCall,
  {
    answer,
    free,
    nowMs,
  }: {
    readonly answer: WaitingAnswer;
    readonly free: readonly FreeConnector[];
    readonly nowMs: number;
  },
): WaitingList {
  if (call.kind === "withdraw") {
    const { offerId } = call.withdrawal;
    const againAtMs = nowMs + limits.offerAgainMs.most;
    const withdrawals = list.withdrawals.flatMap((one) => {
      if (one.offerId !== offerId) return [one];
      return answer === "unanswered" ? [{ ...one, againAtMs }] : [];
    });
    return { ...list, withdrawals };
  }
  const { offerId, pileId, connectorId } = call.offer;
  const entry = list.entries.find(({ offer }) => offer?.offerId === offerId);
  if (entry?.offer?.step !== "asked") return list;
  if (answer === "done") return withOffer(list, entry, { ...entry.offer, step: "kept" });
  const next = answer === "refused" ? withOffer(list, entry, null) : withdrawn(list, entry, nowMs);
  const isFree = free.some((one) => one.pileId === pileId && one.connectorId === connectorId);
  if (!isFree) return next;
  const untilMs = nowMs + limits.offerAgainMs.most;
  return { ...next, refusals: [...next.refusals, { pileId, connectorId, untilMs }] };
}

/** The next moment at which something becomes due by time alone; Infinity: none. */
export const dueAtMs = ({ entries, withdrawals, refusals }: WaitingList): number =>
  Math.min(
    ...entries.map(({ offer, expiresAtMs }) =>
      offer === null ? expiresAtMs : offer.untilMs + limits.offerUnheardMs.most,
    ),
    ...withdrawals.map(({ againAtMs, untilMs }) => Math.min(againAtMs, untilMs)),
    ...(entries.some(({ offer }) => offer === null) ? refusals.map(({ untilMs }) => untilMs) : []),
  );
