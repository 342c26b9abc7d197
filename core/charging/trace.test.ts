import { describe, expect, test } from "vitest";
import { limits } from "../limits.ts";
import { quirksOf } from "../ocpp/quirks.ts";
import { dueTimes, timeCame } from "./due.ts";
import { aPileState, hour, minute, T0 } from "./support/builders.ts";
import { isTracing, startTrace, stopTrace } from "./trace.ts";

const at = (nowMs: number) => ({
  nowMs,
  version: null,
  quirks: quirksOf([], 480),
  readingsOf: () => [],
});
const began = () => startTrace(aPileState(), { minutes: 10, askedBy: "Li" }, at(T0)).state;
const dueOf = (state: ReturnType<typeof began>, nowMs: number) =>
  dueTimes(state, { lastSeenMs: nowMs, nowMs }).filter(({ name }) => name === "trace");

describe("a trace", () => {
  test("is on until its time, and its alarm is set for it", () => {
    const state = began();
    expect(state.trace).toEqual({ startedAtMs: T0, untilMs: T0 + 10 * minute, askedBy: "Li" });
    expect(isTracing(state.trace, T0 + 9 * minute)).toBe(true);
    expect(isTracing(state.trace, T0 + 10 * minute)).toBe(false);
    expect(dueOf(state, T0)).toEqual([{ name: "trace", atMs: T0 + 10 * minute }]);
  });

  test("that is over is told to those who watch, kept for a day, then forgotten", () => {
    const state = began();
    const overMs = T0 + 10 * minute;
    const over = timeCame(state, { lastSeenMs: overMs, ...at(overMs) });
    expect(over.effects).toContainEqual({ kind: "traceOver" });
    expect(over.state.trace).not.toBeNull();
    const goneMs = overMs + limits.traceKeptMs.most;
    expect(dueOf(over.state, overMs)).toEqual([{ name: "trace", atMs: goneMs }]);
    const gone = timeCame(over.state, { lastSeenMs: goneMs, ...at(goneMs) });
    expect(gone.effects).toContainEqual({ kind: "forgetTrace" });
    expect([gone.state.trace, gone.durable]).toEqual([null, true]);
    expect(dueOf(gone.state, goneMs)).toEqual([]);
  });

  test("goes on when it is started again, and ends at once when it is stopped", () => {
    const state = began();
    const later = startTrace(state, { minutes: 60, askedBy: "Wu" }, at(T0 + 5 * minute)).state;
    expect(later.trace).toEqual({ startedAtMs: T0, untilMs: T0 + 65 * minute, askedBy: "Wu" });
    const stopped = stopTrace(later, at(T0 + hour));
    expect(stopped.state.trace?.untilMs).toBe(T0 + hour);
    expect(stopped.effects).toContainEqual({ kind: "traceOver" });
    const again = stopTrace(stopped.state, at(T0 + 2 * hour));
    expect(again.state.trace?.untilMs).toBe(T0 + hour);
  });
});
