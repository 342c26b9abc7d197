// Whether a charger is to be in service: what staff or planned maintenance want of it, asked again
// until it shows that it is so. Where it is to be out of service the platform refuses meanwhile.
import { limits } from "../limits.ts";
import type { CommandOutcome } from "./commands.ts";
import { issue, recordOf, type FinishedCommand } from "./issueCommand.ts";
import type { PileState } from "./pileState.ts";
import type { Turn } from "./turn.ts";
import { connectorsOf, isInEffect, type AvailabilityWish } from "./wishes.ts";

const minuteMs = 60_000;
/** A charger says within this time what it has become. */
const settleMs = minuteMs;
/** It has told its connectors' states by then. */
const afterLinkMs = 15_000;

const backOffMs = (attempts: number): number =>
  Math.min(minuteMs * 2 ** Math.max(0, attempts - 1), limits.availabilityBackOffMs.most);

/** Takes the place of what was wanted before, of the whole charger: of all its connectors too. */
export function wish(
  turn: Turn,
  { connectorId, operative }: Pick<AvailabilityWish, "connectorId" | "operative">,
  { commandId, askedBy }: Pick<AvailabilityWish, "commandId" | "askedBy">,
): void {
  const others = turn.state.availability.filter(
    (one) => connectorId !== 0 && one.connectorId !== connectorId,
  );
  const wanted: AvailabilityWish = {
    connectorId,
    operative,
    askedBy,
    sinceMs: turn.nowMs,
    commandId,
    answer: "none",
    attempts: 0,
    againAtMs: null,
  };
  turn.state = { ...turn.state, availability: [...others, wanted] };
  turn.durable = true;
}

const isCharging = (state: PileState, wanted: AvailabilityWish): boolean =>
  connectorsOf(state, wanted).some(({ use }) => use.kind === "charging");

/** The charger has answered, or did not. */
export function availabilityAnswered(turn: Turn, commandId: string, outcome: CommandOutcome): void {
  const wanted = turn.state.availability.find((one) => one.commandId === commandId);
  if (wanted === undefined) return;
  const answer = answerOf(outcome);
  if (answer === "scheduled" && isCharging(turn.state, wanted)) {
    change(turn, wanted, { answer, attempts: 0, againAtMs: null });
    return;
  }
  // What a lost link swallowed is no refusal: it is asked again on the next one.
  const isLost = outcome.kind === "connectionLost";
  const attempts = wanted.attempts + (isLost ? 0 : 1);
  const mayAsk = !isLost && answer !== "unsupported" && attempts < limits.availabilityAttempts.most;
  const waitMs = answer === "accepted" ? settleMs : backOffMs(attempts);
  // Even the last one that was accepted is looked at: it may be so by then.
  const isLookedAt = mayAsk || answer === "accepted";
  const againAtMs = isLookedAt ? turn.nowMs + waitMs : null;
  change(turn, wanted, { answer, attempts, againAtMs });
}

function answerOf(outcome: CommandOutcome): AvailabilityWish["answer"] {
  switch (outcome.kind) {
    case "answered":
      if (outcome.status === "Accepted") return "accepted";
      return outcome.status === "Scheduled" ? "scheduled" : "refused";
    case "callError":
      return "refused";
    case "unsupported":
      return "unsupported";
    case "timedOut":
    case "connectionLost":
    case "expired":
      return "unanswered";
  }
}

/** The charger is back, or has started anew: then it may have forgotten what it had agreed to. */
export function availabilityAfterLink(turn: Turn, { hasBooted }: { readonly hasBooted: boolean }) {
  for (const wanted of turn.state.availability) {
    const isDone = wanted.answer === "accepted" && isInEffect(turn.state, wanted);
    const isHopeless = wanted.answer === "unsupported";
    if (!hasBooted && (isDone || isHopeless)) continue;
    look(turn, hasBooted ? { ...wanted, attempts: 0 } : wanted, afterLinkMs);
  }
}

/** A charge is over: what waited for that should be so soon. */
export function availabilityAfterCharge(turn: Turn): void {
  for (const wanted of turn.state.availability) {
    const isOpen = wanted.answer === "scheduled" || wanted.answer === "refused";
    if (isOpen && !isInEffect(turn.state, wanted)) look(turn, wanted, settleMs);
  }
}

function look(turn: Turn, wanted: AvailabilityWish, waitMs: number): void {
  const state = recordOf(turn, wanted.commandId)?.state;
  if (state === "sent" || state === "waiting") return;
  const againAtMs = Math.min(wanted.againAtMs ?? Infinity, turn.nowMs + waitMs);
  change(turn, wanted, { attempts: wanted.attempts, againAtMs });
}

export const dueOfAvailability = ({
  availability,
  link,
}: PileState): readonly { readonly name: string; readonly atMs: number }[] =>
  availability.flatMap(({ connectorId, againAtMs }) =>
    againAtMs === null || !link.online
      ? []
      : [{ name: `availability of connector ${connectorId}`, atMs: againAtMs }],
  );

/** Asks for what is not so yet; gives back what could not be said at all. */
export function availabilityDue(turn: Turn): readonly FinishedCommand[] {
  const { link, availability } = turn.state;
  if (!link.online) return [];
  return availability.flatMap((wanted) => {
    if (wanted.againAtMs === null || wanted.againAtMs > turn.nowMs) return [];
    if (isInEffect(turn.state, wanted)) {
      settled(turn, wanted);
      return [];
    }
    const isWaiting = wanted.answer === "scheduled" && isCharging(turn.state, wanted);
    if (!isWaiting) return ask(turn, wanted);
    change(turn, wanted, { againAtMs: null });
    return [];
  });
}

/** In service is what a charger is anyhow; that it is to be out of it has to be remembered. */
function settled(turn: Turn, wanted: AvailabilityWish): void {
  if (!wanted.operative) {
    change(turn, wanted, { answer: "accepted", attempts: 0, againAtMs: null });
    return;
  }
  const availability = turn.state.availability.filter((one) => one !== wanted);
  turn.state = { ...turn.state, availability };
  turn.durable = true;
}

function ask(turn: Turn, wanted: AvailabilityWish): readonly FinishedCommand[] {
  if (wanted.attempts >= limits.availabilityAttempts.most && wanted.answer === "accepted") {
    change(turn, wanted, { againAtMs: null });
    return [];
  }
  const { connectorId, operative } = wanted;
  const issued = issue(turn, {
    command: { kind: "setAvailability", connectorId, operative },
    purpose: { kind: "availability" },
    askedBy: "platform",
  });
  if (!issued.ok) {
    const isFull = issued.error.code === "commands_queue_full";
    change(turn, wanted, { againAtMs: isFull ? turn.nowMs + minuteMs : null });
    return [];
  }
  const { record, unsaid } = issued.value;
  change(turn, wanted, { commandId: record.commandId, againAtMs: null });
  return unsaid;
}

function change(turn: Turn, wanted: AvailabilityWish, to: Partial<AvailabilityWish>): void {
  const isIt = (one: AvailabilityWish): boolean => one.commandId === wanted.commandId;
  const availability = turn.state.availability.map((one) => (isIt(one) ? { ...one, ...to } : one));
  turn.state = { ...turn.state, availability };
  turn.durable = true;
}

export type ShownWish = Omit<AvailabilityWish, "commandId"> & {
  readonly isInEffect: boolean;
  /** The charger has been asked and has not answered yet. */
  readonly isAsked: boolean;
};

export const shownWishes = (state: PileState): readonly ShownWish[] =>
  state.availability.map((wanted) => {
    const { commandId, ...shown } = wanted;
    const asked = recordOf({ state }, commandId)?.state;
    return {
      ...shown,
      isInEffect: isInEffect(state, wanted),
      isAsked: asked === "sent" || asked === "waiting",
    };
  });
