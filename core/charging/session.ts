// A session from its first register to its bill: samples, limits, and the ways it can end.
import { limits } from "../limits.ts";
import { safetyMarginFen } from "../pricing/estimate.ts";
import type { Bill, BillTerms } from "../pricing/bill.ts";
import {
  advanceRunningCost,
  billSoFar,
  startRunningCost,
  type RunningCost,
} from "../pricing/runningCost.ts";
import type { Tariff } from "../pricing/tariff.ts";
import type { Sample } from "./events.ts";
import type { TariffTerms } from "./facts.ts";
import type { HeldOrder, LastSample, Owner, Session } from "./pileState.ts";

/** What a charger usually takes to report and to stop, for the margin of a money limit. */
const reactionMs = 20_000;

export function beginSession(input: {
  readonly transactionId: number;
  readonly connectorId: number;
  readonly idTag: string;
  readonly startKey: string;
  readonly owner: Owner;
  readonly startedAtMs: number;
  readonly meterStartWh: number;
}): Session {
  const { owner, startedAtMs, meterStartWh } = input;
  const first = { atMs: startedAtMs, registerWh: meterStartWh };
  return {
    ...input,
    registersFromMs: startedAtMs,
    last: {
      ...first,
      powerW: null,
      voltageV: null,
      currentA: null,
      socPercent: null,
      byPowerWh: 0,
    },
    running: owner.kind === "order" ? startRunningCost(owner.terms, first) : null,
    stopping: null,
    doubt: null,
  };
}

/** The session after one more sample; one that is older than the last is not news. */
export function meterSession(session: Session, sample: Sample): Session {
  const { last, owner } = session;
  if (sample.atMs <= last.atMs) return session;
  const registerWh = sample.registerWh ?? last.registerWh;
  const running =
    session.running === null || owner.kind !== "order"
      ? null
      : advanceRunningCost(owner.terms, session.running, { atMs: sample.atMs, registerWh });
  return { ...session, last: lastOf(last, sample, registerWh), running, doubt: null };
}

const lastOf = (last: LastSample, sample: Sample, registerWh: number): LastSample => ({
  atMs: sample.atMs,
  registerWh,
  powerW: sample.powerW ?? null,
  voltageV: sample.voltageV ?? null,
  currentA: sample.currentA ?? null,
  socPercent: sample.socPercent ?? null,
  byPowerWh: byPower(last, sample),
});

/** As it will be billed, where it will: a register that leapt or fell is not energy. */
export const energyOf = ({ running, last, meterStartWh }: Session): number =>
  running === null ? Math.max(0, last.registerWh - meterStartWh) : running.energy.last.registerWh;

/** Connectors exceed their rating a little, and meters count in steps of up to a kWh. */
const headroom = 1.2;
const meterStepWh = 1_000;

type RegisterAt = Pick<LastSample, "atMs" | "registerWh">;

/** Whether a register may be the next one of the same meter. */
export function goesOn(last: RegisterAt, next: RegisterAt, maxPowerW: number): boolean {
  const riseWh = next.registerWh - last.registerWh;
  const hours = Math.max(0, next.atMs - last.atMs) / 3_600_000;
  return riseWh >= 0 && riseWh <= maxPowerW * headroom * hours + meterStepWh;
}

const tellingWh = 2_000;
/** Samples come at least so often; what a clock leapt over in between did not flow. */
const longestStepMs = 15 * 60_000;

/**
 * Whether the power that flowed from sample to sample says a thousand times what the register does.
 * A car that waited before it began to charge has a high power now and little energy, too.
 */
export function countsInThousands({ last, meterStartWh }: Session, sample: Sample): boolean {
  const byPowerWh = byPower(last, sample);
  const registerWh = sample.registerWh ?? last.registerWh;
  return byPowerWh > tellingWh && registerWh - meterStartWh < byPowerWh / 200;
}

function byPower(last: LastSample, { atMs, powerW }: Sample): number {
  const lowerW = Math.min(last.powerW ?? 0, powerW ?? 0);
  const stepMs = Math.min(Math.max(0, atMs - last.atMs), longestStepMs);
  return last.byPowerWh + Math.round((lowerW * stepMs) / 3_600_000);
}

/**
 * The session whose start and samples so far counted in kWh where Wh were read, as now is known.
 * Its stored registers cannot be used any more: the energy is taken to have flowed evenly.
 */
export function inThousands(session: Session): Session {
  const { owner, startedAtMs, last } = session;
  const meterStartWh = session.meterStartWh * 1_000;
  const first = { atMs: startedAtMs, registerWh: meterStartWh };
  return {
    ...session,
    meterStartWh,
    registersFromMs: last.atMs + 1,
    last: { ...last, registerWh: last.registerWh * 1_000 },
    running: owner.kind === "order" ? startRunningCost(owner.terms, first) : null,
  };
}

/** The bill as it would be now; null where nobody is billed. */
export function costOf(session: Session): Bill | null {
  const { owner, running } = session;
  if (owner.kind !== "order" || running === null) return null;
  return billSoFar(termsOf(owner.terms), running);
}

const termsOf = ({ tariff, timeZone, membership }: BillTermsSource): BillTerms => ({
  tariff,
  timeZone,
  membership,
  idle: null,
});
type BillTermsSource = Pick<BillTerms, "tariff" | "timeZone" | "membership">;

/** Which limit says that the session ends now, or null. What was paid in advance is always one. */
export function limitReached(
  session: Session,
  maxPowerW: number,
  nowMs: number,
): "money" | "limit" | null {
  const { owner, last } = session;
  if (owner.kind !== "order" || session.running === null) return null;
  const at = { ...last, powerW: last.powerW ?? maxPowerW };
  if (isPaidUp(session.running, owner, at)) return "money";
  return isGoalReached(session, owner, nowMs) ? "limit" : null;
}

function isGoalReached(session: Session, { limit }: HeldOrder, nowMs: number): boolean {
  const { last, startedAtMs } = session;
  switch (limit.kind) {
    case "full":
    case "amount":
      return false;
    case "energy":
      return energyOf(session) >= limit.energyWh;
    case "minutes":
      return nowMs >= startedAtMs + limit.minutes * 60_000;
    case "soc":
      return last.socPercent !== null && last.socPercent >= limit.percent;
  }
}

/** Whether what will have flowed by the time that the charger has stopped costs what was paid. */
function isPaidUp(
  running: RunningCost,
  { terms, prepaidFen }: HeldOrder,
  at: { readonly atMs: number; readonly powerW: number },
): boolean {
  const powerW = Math.max(at.powerW, 1);
  if (mostFen(running, terms, powerW) < prepaidFen) return false;
  const margin = safetyMarginFen({ ...terms, fromMs: at.atMs, powerW, running, reactionMs });
  return billSoFar(termsOf(terms), running).totalFen >= prepaidFen - margin;
}

/** No bill and margin can be more: most samples of a session need no closer look. */
function mostFen({ energy }: RunningCost, { tariff }: TariffTerms, powerW: number): number {
  const energyWh = energy.last.registerWh + Math.ceil((powerW * reactionMs) / 3_600_000);
  // Two fen for each line that there is, or that begins within the reaction.
  const roundingFen = 4 * (energy.parts.length + 2);
  return (energyWh * dearestOf(tariff)) / 100_000 + roundingFen + tariff.startFeeFen;
}

const dearest = new WeakMap<Tariff, number>();

/** The highest price of a kWh at any time, in 1/10,000 yuan; looked up once a tariff. */
function dearestOf(tariff: Tariff): number {
  const known = dearest.get(tariff);
  if (known !== undefined) return known;
  const prices = tariff.seasons
    .flatMap(({ days }) => days)
    .flatMap(({ periods }) => periods)
    .map(({ electricityPrice, servicePrice }) => electricityPrice + servicePrice);
  const found = Math.max(0, ...prices);
  dearest.set(tariff, found);
  return found;
}

/** When the clock alone ends the session; null when it does not. */
export const timeLimitOf = ({ owner, startedAtMs, stopping }: Session): number | null =>
  owner.kind === "order" && owner.limit.kind === "minutes" && stopping === null
    ? startedAtMs + owner.limit.minutes * 60_000
    : null;

/** How long one that its charger no longer speaks of is waited for. */
export const doubtMs = {
  ReportedAvailable: 60_000,
  ReportedFaulted: 300_000,
  ChargerRebooted: 300_000,
  StoppedReporting: 0,
  StopNotConfirmed: 0,
  ReplacedByNewSession: 0,
  PileRetired: 0,
} as const;

/** A session without a word for this long is closed by its last sample. */
export const silenceMs = 12 * 3_600_000;

export const stopRetryMs = limits.stopTimeoutMs.most;
export const stopAttempts = 5;
