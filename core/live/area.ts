// What an Area remembers and decides: the latest word of each station in its cell, and what of it
// drivers on the map see. A station that left is remembered for a while, so that a late word of its
// old summary does not bring it back.
import type { LiveArea, LiveMessage, LiveStationCounts } from "../contract/live.ts";
import { byStationId } from "./sortedById.ts";
import { liveCountsOf, type StationLeft, type StationSummary } from "./summaries.ts";

export type AreaState = {
  readonly cell: string;
  readonly members: ReadonlyMap<string, AreaMember>;
  /** Of the board that drivers were last sent. */
  readonly boardSeq: number;
};

/** Each is one row. */
export type AreaMember = {
  readonly word:
    | { readonly kind: "none" }
    | { readonly kind: "present"; readonly summary: StationSummary }
    | { readonly kind: "gone"; readonly seq: number; readonly atMs: number };
  /** False until the station has answered: what it said by itself may be an old word. */
  readonly heard: boolean;
};

/** No message takes this long from its sending to its arrival. */
const goneKeptMs = 3_600_000;

const unheard: AreaMember = { word: { kind: "none" }, heard: false };

export const newArea = (cell: string, stationIds: readonly string[]): AreaState => ({
  cell,
  members: new Map(stationIds.map((stationId) => [stationId, unheard])),
  boardSeq: 0,
});

/** The records were read again: newcomers are to be asked. Who left says so himself. */
export function withRecords(state: AreaState, stationIds: readonly string[]): AreaState {
  const members = new Map(state.members);
  for (const stationId of stationIds) {
    if (!members.has(stationId)) members.set(stationId, unheard);
  }
  return members.size === state.members.size ? state : { ...state, members };
}

export const isMember = (state: AreaState, stationId: string): boolean =>
  state.members.has(stationId);

type Taken = { readonly state: AreaState; readonly knownSeq: number };

/**
 * Takes a station's word unless a later one is known. One that stands elsewhere has left; of a
 * stranger nothing is taken, and it need not say it again.
 */
export function withStation(state: AreaState, summary: StationSummary, nowMs: number): Taken {
  if (summary.areaCell !== state.cell) return withoutStation(state, summary, nowMs);
  return withWord(state, summary, { kind: "present", summary });
}

export function withoutStation(
  state: AreaState,
  { stationId, seq }: StationLeft,
  nowMs: number,
): Taken {
  return withWord(state, { stationId, seq }, { kind: "gone", seq, atMs: nowMs });
}

function withWord(
  state: AreaState,
  { stationId, seq }: StationLeft,
  word: AreaMember["word"],
): Taken {
  const before = state.members.get(stationId);
  if (before === undefined) return { state, knownSeq: seq };
  const knownSeq = seqOf(before);
  if (knownSeq >= seq) return { state, knownSeq };
  return { state: withMember(state, stationId, { ...before, word }), knownSeq: seq };
}

function seqOf({ word }: AreaMember): number {
  switch (word.kind) {
    case "none":
      return 0;
    case "present":
      return word.summary.seq;
    case "gone":
      return word.seq;
  }
}

/** The station was asked. */
export function withAnswer(state: AreaState, summary: StationSummary, nowMs: number): AreaState {
  const taken = withStation(state, summary, nowMs).state;
  const member = taken.members.get(summary.stationId);
  if (member === undefined || member.heard) return taken;
  return withMember(taken, summary.stationId, { ...member, heard: true });
}

/**
 * The station was asked and does not exist: the records named it a moment too long. One that has
 * spoken meanwhile is asked once more.
 */
export function withoutWord(state: AreaState, stationId: string): AreaState {
  const member = state.members.get(stationId);
  if (member === undefined) return state;
  if (member.word.kind !== "none") return withMember(state, stationId, unheard);
  const members = new Map(state.members);
  members.delete(stationId);
  return { ...state, members };
}

function withMember(state: AreaState, stationId: string, member: AreaMember): AreaState {
  const members = new Map(state.members);
  members.set(stationId, member);
  return { ...state, members };
}

/** Forgets those that left long ago. */
export function pruned(state: AreaState, nowMs: number): AreaState {
  const members = [...state.members].filter(
    ([, { word }]) => word.kind !== "gone" || nowMs - word.atMs < goneKeptMs,
  );
  return members.length === state.members.size ? state : { ...state, members: new Map(members) };
}

export const stationsToAsk = ({ members }: AreaState): readonly string[] =>
  [...members].filter(([, { heard }]) => !heard).map(([stationId]) => stationId);

export const summariesOf = ({ members }: AreaState): readonly StationSummary[] =>
  [...members.values()]
    .flatMap(({ word }) => (word.kind === "present" ? [word.summary] : []))
    .toSorted(byStationId);

export const boardOf = (state: AreaState): LiveArea => ({
  cell: state.cell,
  stations: summariesOf(state).map(liveCountsOf),
});

export const snapshotOf = (state: AreaState): LiveMessage => ({
  kind: "area",
  seq: state.boardSeq,
  area: boardOf(state),
});

export type Settled = {
  readonly state: AreaState;
  readonly message: LiveMessage | null;
  /** Rows that differ from what is stored; null deletes one. */
  readonly rows: ReadonlyMap<string, AreaMember | null>;
};

/** Closes a batch of changes. `before` is what was last stored and sent, null when there was nothing. */
export function settle(before: AreaState | null, after: AreaState): Settled {
  if (before === null) {
    const state = { ...after, boardSeq: 1 };
    return { state, message: snapshotOf(state), rows: state.members };
  }
  const rows = changedRows(before, after);
  const stations: LiveStationCounts[] = [];
  const gone: string[] = [];
  for (const stationId of rows.keys()) {
    const old = shownOf(before.members.get(stationId));
    const now = shownOf(after.members.get(stationId));
    if (now === null && old !== null) gone.push(stationId);
    if (now !== null && JSON.stringify(now) !== JSON.stringify(old)) stations.push(now);
  }
  const isShown = stations.length > 0 || gone.length > 0;
  const boardSeq = isShown ? before.boardSeq + 1 : before.boardSeq;
  return {
    state: { ...after, boardSeq },
    message: isShown ? { kind: "stations", seq: boardSeq, stations, gone } : null,
    rows,
  };
}

/** A higher number is stored even when nothing is seen of it: it keeps older words out. */
function changedRows(before: AreaState, after: AreaState): ReadonlyMap<string, AreaMember | null> {
  const rows = new Map<string, AreaMember | null>();
  for (const [stationId, member] of after.members) {
    if (before.members.get(stationId) !== member) rows.set(stationId, member);
  }
  for (const stationId of before.members.keys()) {
    if (!after.members.has(stationId)) rows.set(stationId, null);
  }
  return rows;
}

const shownOf = (member: AreaMember | undefined): LiveStationCounts | null =>
  member?.word.kind === "present" ? liveCountsOf(member.word.summary) : null;
