// Updating the firmware of many piles, decided: which pile is asked next, which one is done or has
// failed, and when the whole is over. It goes stage by stage, and stops when too many fail.
import type { CommandState } from "../contract/admin/commands.ts";
import { limits } from "../limits.ts";

export type UpdateState =
  /** Its turn has not come, or it is not reachable or in use now. */
  | "waiting"
  /** UpdateFirmware is on its way to it. */
  | "asked"
  /** It has taken the command: it fetches and installs. */
  | "loading"
  /** It says that it is installed; it has yet to boot with it. */
  | "installed"
  | "done"
  | "failed"
  /** The campaign ended before its turn. */
  | "skipped";

export type UpdateFailure =
  /** The charger refused the command, or does not know it. */
  | "refused"
  | "no_answer"
  | "download_failed"
  | "installation_failed"
  /** It booted after the installation with another version. */
  | "wrong_version"
  | "not_booted"
  | "timed_out"
  /** Never reachable and free for as long as one waits for it. */
  | "unreachable";

export type PileUpdate = {
  readonly pileId: string;
  readonly stage: number;
  readonly state: UpdateState;
  /** How often it was asked. */
  readonly attempts: number;
  readonly askedAtMs: number | null;
  /** When its turn came and it could not be asked. */
  readonly heldUpSinceMs: number | null;
  /** The charger's own last word. */
  readonly status: string | null;
  readonly statusAtMs: number | null;
  readonly bootedAtMs: number | null;
  readonly restartedAtMs: number | null;
  /** What the pile says it runs. */
  readonly version: string | null;
};

export type CampaignState = "running" | "paused" | "stopped" | "cancelled" | "done";

export type Campaign = {
  readonly state: CampaignState;
  readonly wantedVersion: string;
  /** With one more it stops. */
  readonly mostFailures: number;
};

/** How the command to a pile went; null: the pile knows nothing of it. */
export type CommandEnds = ReadonlyMap<string, CommandState | null>;

export type Step =
  | { readonly kind: "ask"; readonly pileId: string }
  | { readonly kind: "accepted"; readonly pileId: string }
  /** It is asked again when its turn comes. */
  | { readonly kind: "again"; readonly pileId: string }
  | { readonly kind: "done"; readonly pileId: string }
  | { readonly kind: "failed"; readonly pileId: string; readonly failure: UpdateFailure }
  /** It was installed and does not boot by itself. */
  | { readonly kind: "restart"; readonly pileId: string }
  | { readonly kind: "skip"; readonly pileId: string }
  | { readonly kind: "end"; readonly state: "stopped" | "done" };

const minuteMs = 60_000;
/** A command that was written down and never sent is seen by then. */
const unsentMs = 2 * minuteMs;
const attemptsMost = 3;
/** Chargers boot by themselves within a minute or two of the installation. */
const restartAfterMs = 10 * minuteMs;
const bootedAfterMs = 30 * minuteMs;
/** Some chargers never say Installed: one that runs the version for so long has it. */
const settledMs = 10 * minuteMs;

/** Every step that follows from how things stand. Decided again before any is taken, it is the same. */
export function nextSteps(
  campaign: Campaign,
  updates: readonly PileUpdate[],
  { commands, nowMs }: { readonly commands: CommandEnds; readonly nowMs: number },
): readonly Step[] {
  const steps = updates.flatMap((update): readonly Step[] => {
    const step = judge(update, campaign, { commands, nowMs });
    return step === null ? [] : [step];
  });
  const after = updatesAfter(updates, steps);
  const isOver = campaign.state !== "running" && campaign.state !== "paused";
  const tooMany = failuresIn(after) > campaign.mostFailures;
  if (isOver || tooMany) {
    const left = after.filter(({ state }) => state === "waiting");
    const skipped = left.map(({ pileId }): Step => ({ kind: "skip", pileId }));
    return [...steps, ...skipped, ...(isOver ? [] : [{ kind: "end", state: "stopped" } as const])];
  }
  if (after.every(({ state }) => isEnded(state))) return [...steps, { kind: "end", state: "done" }];
  if (campaign.state === "paused") return steps;
  const again = new Set(steps.flatMap((step) => (step.kind === "again" ? [step.pileId] : [])));
  const asks = turnOf(after)
    .filter(({ pileId }) => !again.has(pileId))
    .map(({ pileId }): Step => ({ kind: "ask", pileId }));
  return [...steps, ...asks];
}

const isEnded = (state: UpdateState): boolean =>
  state === "done" || state === "failed" || state === "skipped";

export const isInFlight = (state: UpdateState): boolean =>
  state === "asked" || state === "loading" || state === "installed";

const failuresIn = (updates: readonly PileUpdate[]): number =>
  updates.filter(({ state }) => state === "failed").length;

/** Those of the first stage that has not ended, as many as may be under way at once. */
function turnOf(updates: readonly PileUpdate[]): readonly PileUpdate[] {
  const open = updates.filter(({ state }) => !isEnded(state));
  const stage = Math.min(...open.map((update) => update.stage));
  const room = limits.firmwareAtOnce.most - open.filter(({ state }) => isInFlight(state)).length;
  return open
    .filter((update) => update.stage === stage && update.state === "waiting")
    .slice(0, Math.max(0, room));
}

type Known = { readonly commands: CommandEnds; readonly nowMs: number };

function judge(update: PileUpdate, { wantedVersion }: Campaign, known: Known): Step | null {
  const { pileId, state, version, heldUpSinceMs } = update;
  const failed = (failure: UpdateFailure): Step => ({ kind: "failed", pileId, failure });
  switch (state) {
    case "waiting":
      if (version === wantedVersion) return { kind: "done", pileId };
      return heldUpSinceMs !== null && heldUpSinceMs + limits.firmwareWaitMs.most <= known.nowMs
        ? failed("unreachable")
        : null;
    case "asked":
      return update.status === null ? asked(update, known) : { kind: "accepted", pileId };
    case "loading":
    case "installed":
      return underWay(update, wantedVersion, known.nowMs);
    case "done":
    case "failed":
    case "skipped":
      return null;
  }
}

function asked(
  { pileId, attempts, askedAtMs }: PileUpdate,
  { commands, nowMs }: Known,
): Step | null {
  const again: Step =
    attempts < attemptsMost
      ? { kind: "again", pileId }
      : { kind: "failed", pileId, failure: "no_answer" };
  const command = commands.get(pileId);
  switch (command) {
    case "answered":
      return { kind: "accepted", pileId };
    case "refused":
    case "unsupported":
      return { kind: "failed", pileId, failure: "refused" };
    case "timedOut":
    case "connectionLost":
    case "expired":
      return again;
    case null:
      return (askedAtMs ?? 0) + unsentMs <= nowMs ? again : null;
    case "waiting":
    case "sent":
    case undefined:
      return null;
  }
}

function underWay(update: PileUpdate, wantedVersion: string, nowMs: number): Step | null {
  const { pileId, status, version, askedAtMs, statusAtMs, bootedAtMs, restartedAtMs } = update;
  const failed = (failure: UpdateFailure): Step => ({ kind: "failed", pileId, failure });
  if (status === "DownloadFailed") return failed("download_failed");
  if (status === "InstallationFailed") return failed("installation_failed");
  const isInstalled = status === "Installed";
  if (version === wantedVersion) {
    const settled = (bootedAtMs ?? askedAtMs ?? 0) + settledMs <= nowMs;
    return isInstalled || settled ? { kind: "done", pileId } : null;
  }
  if (isInstalled && statusAtMs !== null) {
    if (bootedAtMs !== null && bootedAtMs > statusAtMs) return failed("wrong_version");
    if (statusAtMs + bootedAfterMs <= nowMs) return failed("not_booted");
    const isDue = restartedAtMs === null && statusAtMs + restartAfterMs <= nowMs;
    return isDue ? { kind: "restart", pileId } : null;
  }
  return (askedAtMs ?? 0) + limits.firmwareUpdateMs.most <= nowMs ? failed("timed_out") : null;
}

/** As they stand once the steps are taken. */
function updatesAfter(
  updates: readonly PileUpdate[],
  steps: readonly Step[],
): readonly PileUpdate[] {
  const next = new Map<string, UpdateState>();
  for (const step of steps) {
    if (step.kind === "done" || step.kind === "failed") next.set(step.pileId, step.kind);
    if (step.kind === "accepted") next.set(step.pileId, "loading");
    if (step.kind === "again") next.set(step.pileId, "waiting");
  }
  return updates.map((update) => ({ ...update, state: next.get(update.pileId) ?? update.state }));
}

export type StagePlan = {
  /** Piles of the first stage. */
  readonly first: number;
  /** Of those left, in each stage after it. */
  readonly sharePercent: number;
};

/** The stage of each of so many piles, in order: a few first, then shares of the rest. */
export function stagesOf(count: number, { first, sharePercent }: StagePlan): readonly number[] {
  const rest = Math.max(0, count - first);
  const share = Math.max(1, Math.ceil((rest * sharePercent) / 100));
  return Array.from({ length: count }, (_, at) =>
    at < first ? 0 : 1 + Math.floor((at - first) / share),
  );
}
