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
export type AreaMember =
  /** The records name it; it is still to be asked, and nobody is shown it. */
  | { readonly kind: "unheard" }
  | { readonly kind: "present"; readonly summary: StationSummary }
  | { readonly kind: "gone"; readonly seq: number; readonly atMs: number };

/** No message takes this long from its sending to its arrival. */
const goneKeptMs = 3_600_000;

export const newArea = (cell: string, stationIds: readonly string[]): AreaState => ({
  cell,
  members: new Map(stationIds.map((stationId) => [stationId, { kind: "unheard" }])),
  boardSeq: 0,
});

const seqOf = (member: AreaMember | undefined): number => {
  switch (member?.kind) {
    case "present":
      return member.summary.seq;
    case "gone":
      return member.seq;
    default:
      return 0;
  }
};

type Taken = { readonly state: AreaState; readonly knownSeq: number };

export function withStation(state: AreaState, summary: StationSummary): Taken {
  const knownSeq = seqOf(state.members.get(summary.stationId));
  if (knownSeq >= summary.seq) return { state, knownSeq };
  const member = { kind: "present", summary } as const;
  return { state: withMember(state, summary.stationId, member), knownSeq: summary.seq };
}

export function withoutStation(
  state: AreaState,
  { stationId, seq }: StationLeft,
  nowMs: number,
): Taken {
  const knownSeq = seqOf(state.members.get(stationId));
  if (knownSeq >= seq) return { state, knownSeq };
  const member = { kind: "gone", seq, atMs: nowMs } as const;
  return { state: withMember(state, stationId, member), knownSeq: seq };
}

/** The station was asked and does not exist: the records named it a moment too long. */
export function withoutWord(state: AreaState, stationId: string): AreaState {
  if (state.members.get(stationId)?.kind !== "unheard") return state;
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
    ([, member]) => member.kind !== "gone" || nowMs - member.atMs < goneKeptMs,
  );
  return members.length === state.members.size ? state : { ...state, members: new Map(members) };
}

export const stationsToAsk = ({ members }: AreaState): readonly string[] =>
  [...members].filter(([, { kind }]) => kind === "unheard").map(([stationId]) => stationId);

export const summariesOf = ({ members }: AreaState): readonly StationSummary[] =>
  [...members.values()]
    .flatMap((member) => (member.kind === "present" ? [member.summary] : []))
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
  member?.kind === "present" ? liveCountsOf(member.summary) : null;
