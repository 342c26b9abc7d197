// The trace of a pile's messages: staff switch it on for a time, and what was kept goes a while after.
import { limits } from "../limits.ts";
import type { PileState } from "./pileState.ts";
import { beginTurn, endTurn, type Circumstances, type Decision, type Turn } from "./turn.ts";

export type Trace = {
  readonly startedAtMs: number;
  readonly untilMs: number;
  /** A member of staff, by name. */
  readonly askedBy: string;
};

export const isTracing = (trace: Trace | null, nowMs: number): boolean =>
  trace !== null && nowMs < trace.untilMs;

const forgottenAtMs = ({ untilMs }: Trace): number => untilMs + limits.traceKeptMs.most;

/** One that is on already goes on until the new time; what was kept of one before stays with it. */
export function startTrace(
  state: PileState,
  { minutes, askedBy }: { readonly minutes: number; readonly askedBy: string },
  circumstances: Circumstances,
): Decision & { readonly trace: Trace } {
  const { nowMs } = circumstances;
  const { trace } = state;
  const startedAtMs = trace !== null && isTracing(trace, nowMs) ? trace.startedAtMs : nowMs;
  const next = { startedAtMs, untilMs: nowMs + minutes * 60_000, askedBy };
  return { ...stored({ ...state, trace: next }, circumstances), trace: next };
}

export function stopTrace(state: PileState, circumstances: Circumstances): Decision {
  const { trace } = state;
  const isOn = trace !== null && isTracing(trace, circumstances.nowMs);
  const next = isOn ? { ...trace, untilMs: circumstances.nowMs } : trace;
  const decision = stored({ ...state, trace: next }, circumstances);
  return { ...decision, effects: [...decision.effects, { kind: "traceOver" }] };
}

function stored(state: PileState, circumstances: Circumstances): Decision {
  const turn = beginTurn(state, circumstances);
  turn.durable = true;
  return endTurn(turn);
}

export function dueOfTrace({ trace }: PileState, nowMs: number): readonly number[] {
  if (trace === null) return [];
  return isTracing(trace, nowMs) ? [trace.untilMs] : [forgottenAtMs(trace)];
}

/** Those who watch are told that it is over; later nothing of it is left. */
export function traceDue(turn: Turn): void {
  const { trace } = turn.state;
  if (trace === null || isTracing(trace, turn.nowMs)) return;
  turn.effects.push({ kind: "traceOver" });
  if (forgottenAtMs(trace) > turn.nowMs) return;
  turn.state = { ...turn.state, trace: null };
  turn.effects.push({ kind: "forgetTrace" });
  turn.durable = true;
}
