// The outbound direction of one charger: at most one open CALL, the others wait in order.
// The state is plain JSON and the link is an argument, so it outlives sockets and hibernation.
import type { Command, CommandOutcome } from "../charging/commands.ts";
import { limits } from "../limits.ts";
import { err, ok, unreachable } from "../result.ts";
import type { Result } from "../result.ts";
import { outcomeOf, send } from "./receive.ts";
import type { ReceivedResponse } from "./receive.ts";
import type { OcppVersion } from "./version.ts";

export type QueuedCommand = {
  readonly commandId: string;
  /** Unique for this charger, at most 36 characters. */
  readonly messageId: string;
  readonly command: Command;
  /** How long the charger may take to answer once it was sent. */
  readonly timeoutMs: number;
  /** Until when it may wait to be sent. */
  readonly expiresAtMs: number;
  /** Without a socket: fail at once, or wait for the next one until it expires. */
  readonly whenOffline: "fail" | "wait";
};

export type OpenCall = {
  readonly commandId: string;
  readonly messageId: string;
  readonly command: Command;
  readonly dueAtMs: number;
};

export type CallQueue = {
  readonly open: OpenCall | null;
  readonly waiting: readonly QueuedCommand[];
  /** Message ids given up lately, to tell a late answer from one to nothing. */
  readonly givenUp: readonly string[];
};

export type CallQueueEffect =
  | {
      readonly kind: "send";
      readonly commandId: string;
      readonly messageId: string;
      readonly text: string;
    }
  | { readonly kind: "finished"; readonly commandId: string; readonly outcome: CommandOutcome }
  /** An answer that no open call asked for; it changed nothing. */
  | {
      readonly kind: "ignored";
      readonly messageId: string;
      readonly reason: "late" | "unknown";
    };

export type CallQueueStep = {
  readonly queue: CallQueue;
  /** In the order in which they are to be performed. */
  readonly effects: readonly CallQueueEffect[];
  /** When `due` is to be given next; null: nothing is pending. */
  readonly nextDueMs: number | null;
};

export type CallQueueInput =
  | { readonly kind: "responded"; readonly response: ReceivedResponse }
  /** A socket is there and may be used. */
  | { readonly kind: "connected" }
  /** The socket is gone, or a newer one took its place. */
  | { readonly kind: "connectionLost" }
  | { readonly kind: "due" };

export type CallQueueRefusal =
  | { readonly code: "queue_full"; readonly most: number }
  | { readonly code: "not_connected" };

/** version null: there is no socket. */
export type Link = { readonly version: OcppVersion | null; readonly nowMs: number };

/** A charger whose answers come later than this many calls is hopeless. */
const givenUpKept = 8;

export const emptyCallQueue: CallQueue = { open: null, waiting: [], givenUp: [] };

/**
 * Takes a command, and sends it when nothing is open. One already queued is not queued twice.
 * What the wire cannot say finishes at once, as `unsupported` or as a call error.
 */
export function submit(
  queue: CallQueue,
  command: QueuedCommand,
  link: Link,
): Result<CallQueueStep, CallQueueRefusal> {
  const isKnown = (queued: { readonly commandId: string }): boolean =>
    queued.commandId === command.commandId;
  if ((queue.open !== null && isKnown(queue.open)) || queue.waiting.some(isKnown)) {
    return ok(settle(queue, [], link));
  }
  if (link.version === null && command.whenOffline === "fail") {
    return err({ code: "not_connected" });
  }
  if (queue.waiting.length >= limits.waitingCommands.most) {
    return err({ code: "queue_full", most: limits.waitingCommands.most });
  }
  return ok(settle({ ...queue, waiting: [...queue.waiting, command] }, [], link));
}

/** The next state after anything but a new command. */
export function advance(queue: CallQueue, input: CallQueueInput, link: Link): CallQueueStep {
  switch (input.kind) {
    case "responded":
      return responded(queue, input.response, link);
    case "connectionLost":
      return connectionLost(queue, link);
    case "connected":
    case "due":
      return settle(queue, [], link);
    default:
      return unreachable(input);
  }
}

function responded(queue: CallQueue, response: ReceivedResponse, link: Link): CallQueueStep {
  const { messageId } = response;
  const { open } = queue;
  if (open === null || open.messageId !== messageId || link.version === null) {
    const reason = queue.givenUp.includes(messageId) ? "late" : "unknown";
    return settle(queue, [{ kind: "ignored", messageId, reason }], link);
  }
  const outcome = outcomeOf(link.version, open.command, response);
  const finished = { kind: "finished", commandId: open.commandId, outcome } as const;
  return settle({ ...queue, open: null }, [finished], link);
}

function connectionLost(queue: CallQueue, link: Link): CallQueueStep {
  const effects: CallQueueEffect[] = [];
  const lost = ({ commandId }: { readonly commandId: string }): void => {
    effects.push({ kind: "finished", commandId, outcome: { kind: "connectionLost" } });
  };
  if (queue.open !== null) lost(queue.open);
  for (const command of queue.waiting) if (command.whenOffline === "fail") lost(command);
  const left = queue.open === null ? queue : givenUp(queue, queue.open);
  const waiting = queue.waiting.filter(({ whenOffline }) => whenOffline === "wait");
  return settle({ ...left, waiting }, effects, { ...link, version: null });
}

const givenUp = (queue: CallQueue, { messageId }: OpenCall): CallQueue => ({
  ...queue,
  open: null,
  givenUp: [...queue.givenUp, messageId].slice(-givenUpKept),
});

/** Ends what is over its time, then sends the next one when nothing is open. */
function settle(
  before: CallQueue,
  earlier: readonly CallQueueEffect[],
  { version, nowMs }: Link,
): CallQueueStep {
  const effects = [...earlier];
  let queue = before;
  if (queue.open !== null && queue.open.dueAtMs <= nowMs) {
    const { commandId } = queue.open;
    effects.push({ kind: "finished", commandId, outcome: { kind: "timedOut" } });
    queue = givenUp(queue, queue.open);
  }
  if (queue.waiting.some(({ expiresAtMs }) => expiresAtMs <= nowMs)) {
    for (const { commandId, expiresAtMs } of queue.waiting) {
      if (expiresAtMs > nowMs) continue;
      effects.push({ kind: "finished", commandId, outcome: { kind: "expired" } });
    }
    queue = { ...queue, waiting: queue.waiting.filter(({ expiresAtMs }) => expiresAtMs > nowMs) };
  }
  if (version !== null) queue = pumped(queue, effects, version, nowMs);
  return { queue, effects, nextDueMs: nextDueOf(queue) };
}

/** Sends the first that the wire can say; what it cannot say finishes and makes room for the next. */
function pumped(
  before: CallQueue,
  effects: CallQueueEffect[],
  version: OcppVersion,
  nowMs: number,
): CallQueue {
  let queue = before;
  while (queue.open === null) {
    const [next, ...waiting] = queue.waiting;
    if (next === undefined) break;
    const { open, effect } = opened(next, version, nowMs);
    effects.push(effect);
    queue = { ...queue, open, waiting };
  }
  return queue;
}

function opened(
  { commandId, messageId, command, timeoutMs }: QueuedCommand,
  version: OcppVersion,
  nowMs: number,
): { readonly open: OpenCall | null; readonly effect: CallQueueEffect } {
  const text = send(version, messageId, command);
  if (text.ok) {
    return {
      open: { commandId, messageId, command, dueAtMs: nowMs + timeoutMs },
      effect: { kind: "send", commandId, messageId, text: text.value },
    };
  }
  const outcome: CommandOutcome =
    text.error.code === "unsupported_command"
      ? { kind: "unsupported" }
      : {
          kind: "callError",
          errorCode: version.errorCodes[text.error.fault.kind] ?? version.errorCodes.formation,
          description: text.error.fault.description,
        };
  return { open: null, effect: { kind: "finished", commandId, outcome } };
}

function nextDueOf({ open, waiting }: CallQueue): number | null {
  let next = open?.dueAtMs ?? null;
  for (const { expiresAtMs } of waiting) {
    if (next === null || expiresAtMs < next) next = expiresAtMs;
  }
  return next;
}
