import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommandState } from "../contract/admin/commands.ts";
import { limits } from "../limits.ts";
import {
  isInFlight,
  nextSteps,
  stagesOf,
  type Campaign,
  type PileUpdate,
  type Step,
} from "./campaign.ts";

const minute = 60_000;
const T0 = Date.UTC(2026, 10, 20, 2);
const campaign = (change: Partial<Campaign> = {}): Campaign => ({
  state: "running",
  wantedVersion: "2.0",
  mostFailures: 1,
  ...change,
});
const update = (pileId: string, change: Partial<PileUpdate> = {}): PileUpdate => ({
  pileId,
  stage: 0,
  state: "waiting",
  attempts: 0,
  askedAtMs: null,
  heldUpSinceMs: null,
  status: null,
  statusAtMs: null,
  bootedAtMs: null,
  restartedAtMs: null,
  version: "1.0",
  ...change,
});
const steps = (
  updates: readonly PileUpdate[],
  given: {
    readonly campaign?: Partial<Campaign>;
    readonly commands?: Readonly<Record<string, CommandState | null>>;
    readonly nowMs?: number;
  } = {},
): readonly Step[] =>
  nextSteps(campaign(given.campaign), updates, {
    commands: new Map(Object.entries(given.commands ?? {})),
    nowMs: given.nowMs ?? T0,
  });
const asked = (pileId: string, change: Partial<PileUpdate> = {}) =>
  update(pileId, { state: "asked", attempts: 1, askedAtMs: T0, ...change });
const installed = (change: Partial<PileUpdate> = {}) =>
  asked("a", { state: "installed", status: "Installed", statusAtMs: T0, ...change });

describe("a campaign", () => {
  test("asks the piles of its first stage, and the next stage's when that has ended", () => {
    const [a, b, c] = [update("a"), update("b"), update("c", { stage: 1 })];
    expect(steps([a, b, c])).toEqual([
      { kind: "ask", pileId: "a" },
      { kind: "ask", pileId: "b" },
    ]);
    expect(steps([{ ...a, state: "done" }, asked("b", { state: "loading" }), c])).toEqual([]);
    expect(steps([{ ...a, state: "done" }, { ...b, state: "done" }, c])).toEqual([
      { kind: "ask", pileId: "c" },
    ]);
  });

  test("goes on with one failure more than none, and stops with one more than it may have", () => {
    const failed = update("a", { state: "failed" });
    expect(steps([failed, update("b", { stage: 1 })])).toEqual([{ kind: "ask", pileId: "b" }]);
    const other = asked("c", { state: "loading", status: "DownloadFailed" });
    expect(steps([failed, other, update("b", { stage: 1 })])).toEqual([
      { kind: "failed", pileId: "c", failure: "download_failed" },
      { kind: "skip", pileId: "b" },
      { kind: "end", state: "stopped" },
    ]);
  });

  test("asks nobody while it is paused, and still sees what those under way do", () => {
    const updates = [installed({ version: "2.0" }), update("b")];
    expect(steps(updates, { campaign: { state: "paused" } })).toEqual([
      { kind: "done", pileId: "a" },
    ]);
  });

  test("that was cancelled skips who waits and follows who is under way to the end", () => {
    const updates = [installed({ version: "2.0" }), update("b")];
    expect(steps(updates, { campaign: { state: "cancelled" } })).toEqual([
      { kind: "done", pileId: "a" },
      { kind: "skip", pileId: "b" },
    ]);
  });

  test("is over when all have ended", () => {
    expect(steps([update("a", { state: "done" })])).toEqual([{ kind: "end", state: "done" }]);
    expect(steps([update("a", { version: "2.0" })])).toEqual([
      { kind: "done", pileId: "a" },
      { kind: "end", state: "done" },
    ]);
  });
});

describe("a pile that was asked", () => {
  test.each([
    ["answered", { kind: "accepted", pileId: "a" }],
    ["refused", { kind: "failed", pileId: "a", failure: "refused" }],
    ["unsupported", { kind: "failed", pileId: "a", failure: "refused" }],
    ["timedOut", { kind: "again", pileId: "a" }],
    ["connectionLost", { kind: "again", pileId: "a" }],
  ] as const)("and %s", (state, step) => {
    expect(steps([asked("a")], { commands: { a: state } })[0]).toEqual(step);
  });

  test("is not asked for ever", () => {
    const tired = asked("a", { attempts: 3 });
    expect(steps([tired], { commands: { a: "timedOut" } })[0]).toEqual({
      kind: "failed",
      pileId: "a",
      failure: "no_answer",
    });
  });

  test("by a command that a crash kept from leaving is asked again", () => {
    expect(steps([asked("a")], { commands: { a: null } })).toEqual([]);
    const later = { commands: { a: null }, nowMs: T0 + 3 * minute };
    expect(steps([asked("a")], later)[0]).toEqual({ kind: "again", pileId: "a" });
  });

  test("whose answer was lost and which speaks of its update has taken it", () => {
    const speaks = asked("a", { status: "Downloading", statusAtMs: T0 });
    expect(steps([speaks], { commands: { a: "connectionLost" } })[0]).toEqual({
      kind: "accepted",
      pileId: "a",
    });
  });
});

describe("a pile under way", () => {
  test("is done when it says so and runs the version", () => {
    expect(steps([installed({ version: "2.0" })])[0]).toEqual({ kind: "done", pileId: "a" });
  });

  test("is done when it runs the version for a while and never says so", () => {
    const silent = asked("a", { state: "loading", version: "2.0", bootedAtMs: T0 });
    expect(steps([silent])).toEqual([]);
    const [step] = steps([silent], { nowMs: T0 + 11 * minute });
    expect(step).toEqual({ kind: "done", pileId: "a" });
  });

  test("has failed when it boots with another version after the installation", () => {
    const booted = installed({ bootedAtMs: T0 + 1 });
    expect(steps([booted])[0]).toMatchObject({ kind: "failed", failure: "wrong_version" });
  });

  test("is restarted once when it does not boot by itself, and has failed if that does not help", () => {
    const laterMs = T0 + 11 * minute;
    expect(steps([installed()], { nowMs: laterMs })).toEqual([{ kind: "restart", pileId: "a" }]);
    const restarted = installed({ restartedAtMs: laterMs });
    expect(steps([restarted], { nowMs: laterMs })).toEqual([]);
    const [step] = steps([restarted], { nowMs: T0 + 31 * minute });
    expect(step).toMatchObject({ kind: "failed", failure: "not_booted" });
  });

  test("has failed when it takes too long, and when it can never be asked", () => {
    const slow = asked("a", { state: "loading", status: "Downloading", statusAtMs: T0 });
    const [late] = steps([slow], { nowMs: T0 + limits.firmwareUpdateMs.most });
    expect(late).toMatchObject({ kind: "failed", failure: "timed_out" });
    const away = update("a", { heldUpSinceMs: T0 });
    const [never] = steps([away], { nowMs: T0 + limits.firmwareWaitMs.most });
    expect(never).toMatchObject({ kind: "failed", failure: "unreachable" });
  });
});

describe("stages", () => {
  test("are a few first, then shares of the rest", () => {
    expect(stagesOf(7, { first: 2, sharePercent: 50 })).toEqual([0, 0, 1, 1, 1, 2, 2]);
    expect(stagesOf(3, { first: 5, sharePercent: 50 })).toEqual([0, 0, 0]);
    expect(stagesOf(4, { first: 1, sharePercent: 100 })).toEqual([0, 1, 1, 1]);
  });
});

/** Fates of a pile, as a charger may go through them. */
type Fate = "good" | "refuses" | "fails" | "wrong" | "offline" | "silent";

describe("any campaign over any piles", () => {
  test("has only one stage under way, never goes on past its failures, and ends", () => {
    const fate = fc.constantFrom<Fate>("good", "refuses", "fails", "wrong", "offline", "silent");
    const given = fc.record({
      fates: fc.array(fate, { minLength: 1, maxLength: 40 }),
      first: fc.integer({ min: 1, max: 6 }),
      sharePercent: fc.integer({ min: 1, max: 100 }),
      mostFailures: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(given, ({ fates, first, sharePercent, mostFailures }) => {
        const stages = stagesOf(fates.length, { first, sharePercent });
        let updates = fates.map((_, at) => update(String(at), { stage: stages[at] ?? 0 }));
        let state: Campaign["state"] = "running";
        let nowMs = T0;
        for (let round = 0; round < 4_000; round += 1) {
          const commands = new Map<string, CommandState>(
            updates.map(({ pileId }) => [
              pileId,
              fates[Number(pileId)] === "refuses" ? "refused" : "answered",
            ]),
          );
          const taken = nextSteps(campaign({ state, mostFailures }), updates, { commands, nowMs });
          const failedBefore = updates.filter((one) => one.state === "failed").length;
          const isAsking = taken.some(({ kind }) => kind === "ask");
          expect(isAsking && failedBefore > mostFailures).toBe(false);
          for (const step of taken) {
            if (step.kind === "end") state = step.state;
            else
              updates = updates.map((one) => (one.pileId === step.pileId ? after(one, step) : one));
          }
          const flying = updates.filter((one) => isInFlight(one.state));
          expect(new Set(flying.map(({ stage }) => stage)).size).toBeLessThanOrEqual(1);
          expect(flying.length).toBeLessThanOrEqual(limits.firmwareAtOnce.most);
          const left = updates.some((one) => !["done", "failed", "skipped"].includes(one.state));
          if (state !== "running" && !left) break;
          nowMs += 5 * minute;
          updates = updates.map((one) => lived(one, fates[Number(one.pileId)] ?? "good"));
        }
        expect(state).not.toBe("running");
        const done = updates.filter((one) => one.state === "done");
        expect(done.every(({ pileId }) => fates[Number(pileId)] === "good")).toBe(true);
        const failures = updates.filter((one) => one.state === "failed").length;
        expect(state).toBe(failures > mostFailures ? "stopped" : "done");

        function after(one: PileUpdate, step: Step): PileUpdate {
          switch (step.kind) {
            case "ask":
              return fates[Number(one.pileId)] === "offline"
                ? { ...one, heldUpSinceMs: one.heldUpSinceMs ?? nowMs }
                : { ...one, state: "asked", attempts: one.attempts + 1, askedAtMs: nowMs };
            case "accepted":
              return { ...one, state: "loading" };
            case "again":
              return { ...one, state: "waiting" };
            case "done":
            case "failed":
              return { ...one, state: step.kind };
            case "restart":
              return { ...one, restartedAtMs: nowMs };
            case "skip":
              return { ...one, state: "skipped" };
            case "end":
              return one;
          }
        }

        function lived(one: PileUpdate, fate: Fate): PileUpdate {
          if (one.state !== "loading" || fate === "silent") return one;
          const statusAtMs = nowMs;
          if (fate === "fails") return { ...one, status: "InstallationFailed", statusAtMs };
          const version = fate === "wrong" ? "1.0" : "2.0";
          const booted = { bootedAtMs: nowMs + 1, version };
          return { ...one, state: "installed", status: "Installed", statusAtMs, ...booted };
        }
      }),
      { numRuns: 60 },
    );
  });
});
