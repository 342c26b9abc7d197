// What a Station remembers and decides: the latest word of each of its piles, what of it drivers
// see, and what the Area above must be told. It is one JSON document that is written as one row.
import type { LiveMessage, LivePile, LiveStation } from "../contract/live.ts";
import type { Position } from "../contract/common.ts";
import {
  acknowledged,
  changed,
  isPending,
  nothingAnnounced,
  type Announcement,
} from "./announcement.ts";
import type { DirectoryPile, DirectoryStation } from "./directory.ts";
import { byPileId } from "./sortedById.ts";
import { countsOf, livePileOf, type PileSummary, type StationSummary } from "./summaries.ts";
import {
  nobodyWaits,
  upkept,
  withEveryoneGone,
  withoutPast,
  withWord,
  type FreeConnector,
  type WaitingList,
} from "./waitingList.ts";

export type StationState = {
  readonly v: 1;
  readonly stationId: string;
  readonly areaCell: string;
  readonly position: Position;
  /** In order of their ids. */
  readonly members: readonly Member[];
  /** Of the board that drivers were last sent. */
  readonly boardSeq: number;
  readonly announcement: Announcement;
  /** Areas that the station has left and that have not acknowledged it yet. */
  readonly leaving: readonly { readonly areaCell: string; readonly seq: number }[];
  /** The records know it no longer: it is forgotten as soon as its Area has acknowledged. */
  readonly removed: boolean;
  readonly waiting: WaitingList;
};

/** What a pile says of its offers is the waiting list's. */
type MemberSummary = Omit<PileSummary, "offers">;

type Member = {
  readonly summary: MemberSummary;
  /** False while only the records have spoken: the pile itself is still to be asked. */
  readonly heard: boolean;
};

/** A station as the records know it: all its piles offline until they are heard. */
export const newStation = (entry: DirectoryStation): StationState => ({
  v: 1,
  stationId: entry.stationId,
  areaCell: entry.areaCell,
  position: entry.position,
  members: entry.piles.map(unheard),
  boardSeq: 0,
  announcement: nothingAnnounced,
  leaving: [],
  removed: false,
  waiting: nobodyWaits,
});

const unheard = ({ pileId, connectors }: DirectoryPile): Member => ({
  heard: false,
  summary: {
    pileId,
    seq: 0,
    online: false,
    connectors: connectors.map((connector) => ({
      ...connector,
      state: "offline",
      stateSinceMs: 0,
      errorCode: null,
    })),
  },
});

/**
 * The records have changed: piles come and go, the station may stand in another cell, or (null)
 * nowhere any more.
 */
export function withRecords(
  state: StationState,
  entry: DirectoryStation | null,
  nowMs: number,
): StationState {
  if (entry === null) {
    const waiting = withEveryoneGone(state.waiting, nowMs);
    return { ...left(state, null, nowMs), members: [], removed: true, waiting };
  }
  const isSamePlace = entry.areaCell === state.areaCell && !state.removed;
  const present = new Map(state.members.map((member) => [member.summary.pileId, member]));
  // Told anew in any case: an Area that asked the records in between may have taken it for a stranger.
  const announcement = changed(state.announcement, nowMs);
  return {
    ...(isSamePlace ? { ...state, announcement } : left(state, entry.areaCell, nowMs)),
    position: entry.position,
    members: entry.piles.map((pile) => present.get(pile.pileId) ?? unheard(pile)),
    removed: false,
  };
}

/** The Area before is to know; one to which the station returns is told that instead. */
function left(state: StationState, newCell: string | null, nowMs: number): StationState {
  const announcement = changed(state.announcement, nowMs);
  const { seq } = announcement;
  const known = state.leaving.filter(({ areaCell }) => areaCell !== state.areaCell);
  const leaving = [...known, { areaCell: state.areaCell, seq }].filter(
    ({ areaCell }) => areaCell !== newCell,
  );
  return { ...state, areaCell: newCell ?? state.areaCell, announcement, leaving };
}

export const isMember = (state: StationState, pileId: string): boolean =>
  state.members.some(({ summary }) => summary.pileId === pileId);

/** Takes a pile's word unless a later one is known. Of a stranger nothing is taken. */
export function withPile(
  state: StationState,
  { offers, ...summary }: PileSummary,
  nowMs: number,
): { readonly state: StationState; readonly knownSeq: number } {
  const before = state.members.find((one) => one.summary.pileId === summary.pileId);
  if (before === undefined) return { state, knownSeq: 0 };
  const knownSeq = before.summary.seq;
  if (knownSeq >= summary.seq) return { state, knownSeq };
  const waiting = withWord(state.waiting, { ...summary, offers }, nowMs);
  return {
    state: { ...withMember(state, { ...before, summary }), waiting },
    knownSeq: summary.seq,
  };
}

/**
 * The pile was asked. Only an answer makes a pile heard: a word that arrives by itself may be an old
 * one, told before the station forgot that it knew a later one.
 */
export function withAnswer(state: StationState, summary: PileSummary, nowMs: number): StationState {
  return withoutWord(withPile(state, summary, nowMs).state, summary.pileId);
}

/** The pile was asked and does not know itself yet: it will speak when it is told who it is. */
export function withoutWord(state: StationState, pileId: string): StationState {
  const member = state.members.find(({ summary }) => summary.pileId === pileId);
  if (member === undefined || member.heard) return state;
  return withMember(state, { ...member, heard: true });
}

const withMember = (state: StationState, member: Member): StationState => ({
  ...state,
  members: state.members.map((one) =>
    one.summary.pileId === member.summary.pileId ? member : one,
  ),
});

export const pilesToAsk = (state: StationState): readonly string[] =>
  state.members.filter(({ heard }) => !heard).map(({ summary }) => summary.pileId);

export const boardOf = ({ stationId, members }: StationState): LiveStation => ({
  stationId,
  piles: members.map(({ summary }) => livePileOf(summary)).toSorted(byPileId),
});

export const freeConnectorsOf = ({ members }: StationState): readonly FreeConnector[] =>
  members.flatMap(({ summary: { pileId, connectors } }) =>
    connectors.flatMap(({ state, connectorId, currentType, maxPowerW }) =>
      state === "available" ? [{ pileId, connectorId, currentType, maxPowerW }] : [],
    ),
  );

/** The waiting list with what has become due, by time or by a pile that has left. */
export function upkeptWaiting(state: StationState, nowMs: number): StationState {
  const waiting = upkept(state.waiting, {
    nowMs,
    isMember: (pileId) => isMember(state, pileId),
  });
  return waiting === state.waiting ? state : { ...state, waiting };
}

export function summaryOf(state: StationState): StationSummary {
  const connectors = state.members.flatMap(({ summary }) => summary.connectors);
  const of = (currentType: "AC" | "DC") =>
    countsOf(connectors.filter((connector) => connector.currentType === currentType));
  const { stationId, areaCell, position, announcement } = state;
  return { stationId, seq: announcement.seq, areaCell, position, dc: of("DC"), ac: of("AC") };
}

export type Settled = {
  readonly state: StationState;
  /** To every driver on the screen; null when they see no difference. */
  readonly message: LiveMessage | null;
  readonly store: boolean;
};

/**
 * Closes a batch of changes: numbers the board if drivers see a difference, and the announcement if
 * the Area would. `before` is what was last stored and sent, null when there was nothing.
 */
export function settle(before: StationState | null, after: StationState, nowMs: number): Settled {
  const waiting = withoutPast(after.waiting);
  if (before === null) {
    const announcement = changed(after.announcement, nowMs);
    const state = { ...after, boardSeq: 1, announcement, waiting };
    return { state, message: snapshotOf(state), store: true };
  }
  const { piles, gone } = boardChanges(before, after);
  const isShown = piles.length > 0 || gone.length > 0;
  const isTold = !isSameSummary(before, after);
  const announcement = isTold ? changed(after.announcement, nowMs) : after.announcement;
  const boardSeq = isShown ? before.boardSeq + 1 : before.boardSeq;
  return {
    state: { ...after, boardSeq, announcement, waiting },
    message: isShown ? { kind: "piles", seq: boardSeq, piles, gone } : null,
    // A higher number is stored even when nothing is seen of it: it keeps older words out.
    store:
      isTold ||
      before.members !== after.members ||
      before.leaving !== after.leaving ||
      before.waiting !== after.waiting,
  };
}

export const snapshotOf = (state: StationState): LiveMessage => ({
  kind: "station",
  seq: state.boardSeq,
  station: boardOf(state),
});

/** Members that did not change are the same objects: only the others are looked into. */
function boardChanges(
  before: StationState,
  after: StationState,
): { readonly piles: LivePile[]; readonly gone: string[] } {
  const seen = new Map(before.members.map((member) => [member.summary.pileId, member]));
  const piles: LivePile[] = [];
  for (const member of after.members) {
    const old = seen.get(member.summary.pileId);
    seen.delete(member.summary.pileId);
    if (old === member) continue;
    const pile = livePileOf(member.summary);
    if (old === undefined || JSON.stringify(livePileOf(old.summary)) !== JSON.stringify(pile)) {
      piles.push(pile);
    }
  }
  return { piles, gone: [...seen.keys()] };
}

const isSameSummary = (before: StationState, after: StationState): boolean =>
  JSON.stringify({ ...summaryOf(before), seq: 0 }) ===
  JSON.stringify({ ...summaryOf(after), seq: 0 });

/** What is to be told next, an Area that was left first; null when everything is acknowledged. */
export type Telling =
  | { readonly kind: "changed"; readonly areaCell: string; readonly summary: StationSummary }
  | { readonly kind: "left"; readonly areaCell: string; readonly seq: number };

export function nextTelling(state: StationState): Telling | null {
  const [leaving] = state.leaving;
  if (leaving !== undefined) return { kind: "left", ...leaving };
  if (state.removed || !isPending(state.announcement)) return null;
  return { kind: "changed", areaCell: state.areaCell, summary: summaryOf(state) };
}

export function told(state: StationState, telling: Telling, knownSeq: number): StationState {
  if (telling.kind === "changed") {
    // What was told of a cell that the station has left since acknowledges nothing of the new one.
    if (telling.areaCell !== state.areaCell) return state;
    return { ...state, announcement: acknowledged(state.announcement, knownSeq) };
  }
  const leaving = state.leaving.flatMap((one) => {
    if (one.areaCell !== telling.areaCell || one.seq !== telling.seq) return [one];
    return knownSeq > one.seq ? [{ ...one, seq: knownSeq + 1 }] : [];
  });
  return { ...state, leaving };
}
