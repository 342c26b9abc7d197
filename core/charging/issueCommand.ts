// Commands to the charger: kept as records that people can follow, carried by the call queue.
import type { CommandRecord, CommandState } from "../contract/admin/commands.ts";
import { limits } from "../limits.ts";
import { hidden, isSecretKey } from "../ocpp/secrets.ts";
import { submit } from "../ocpp/callQueue.ts";
import { err, ok, type Result } from "../result.ts";
import type { Command, CommandOutcome } from "./commands.ts";
import type { CommandPurpose, IssuedCommand } from "./pileState.ts";
import { applyQueue, type Turn } from "./turn.ts";

export type IssueRefusal =
  | { readonly code: "pile_offline" }
  | { readonly code: "commands_queue_full" };

export type Issue = {
  readonly command: Command;
  readonly purpose: CommandPurpose;
  readonly askedBy: string;
  /** Made by the caller so that a repeat is known; absent, the pile counts its own. */
  readonly commandId?: string;
};

/** Sends a command, or queues it behind the open one. `onFinished` acts on what could not be said at all. */
export function issue(
  turn: Turn,
  { command, purpose, askedBy, commandId: given }: Issue,
): Result<
  { readonly record: CommandRecord; readonly unsaid: readonly FinishedCommand[] },
  IssueRefusal
> {
  const message = turn.state.counters.message + 1;
  const commandId = given ?? `${turn.state.link.generation}-${message}`;
  const submitted = submit(
    turn.state.queue,
    {
      commandId,
      messageId: `${turn.state.link.generation}-${message}`,
      command,
      timeoutMs: limits.callTimeoutMs.most,
      expiresAtMs: turn.nowMs + limits.commandLifeMs.most,
      whenOffline: "fail",
    },
    { version: turn.version, nowMs: turn.nowMs },
  );
  if (!submitted.ok) {
    return err(
      submitted.error.code === "queue_full"
        ? { code: "commands_queue_full" }
        : { code: "pile_offline" },
    );
  }
  const record: CommandRecord = {
    commandId,
    command: command.kind,
    parameters: parametersOf(command),
    askedBy,
    askedAtMs: turn.nowMs,
    state: submitted.value.queue.open?.commandId === commandId ? "sent" : "waiting",
    status: null,
    answer: null,
    endedAtMs: null,
  };
  const { state } = turn;
  turn.state = {
    ...state,
    counters: { ...state.counters, message },
    commands: [...state.commands, { record, purpose }].slice(-limits.keptCommands.most),
  };
  // Its message id must not be used again for another, and its answer must find it after a sleep.
  turn.durable = true;
  const unsaid = applyQueue(turn, submitted.value).flatMap((finished) =>
    finishCommand(turn, finished.commandId, finished.outcome),
  );
  return ok({ record: recordOf(turn, commandId) ?? record, unsaid });
}

export type FinishedCommand = IssuedCommand & { readonly outcome: CommandOutcome };

/** Writes a command's end into its record; the purposes are acted on by the caller. */
export function finishCommand(
  turn: Turn,
  commandId: string,
  outcome: CommandOutcome,
): readonly FinishedCommand[] {
  const found = turn.state.commands.find(({ record }) => record.commandId === commandId);
  if (found === undefined) return [];
  const record: CommandRecord = {
    ...found.record,
    ...endOf(outcome),
    endedAtMs: turn.nowMs,
  };
  const commands = turn.state.commands.map((one) => (one === found ? { ...one, record } : one));
  turn.state = { ...turn.state, commands: withoutLongAnswers(commands) };
  turn.durable = true;
  return [{ record, purpose: found.purpose, outcome }];
}

const longAnswer = 4_000;
const longAnswersKept = 4;

const hasLongAnswer = ({ record: { answer } }: IssuedCommand): boolean =>
  answer !== null && JSON.stringify(answer).length > longAnswer;

/** A charger's whole configuration is some 30 KB: only the latest few such answers are kept. */
function withoutLongAnswers(commands: readonly IssuedCommand[]): readonly IssuedCommand[] {
  const dropped = commands.filter(hasLongAnswer).slice(0, -longAnswersKept);
  if (dropped.length === 0) return commands;
  return commands.map((one) =>
    dropped.includes(one) ? { ...one, record: { ...one.record, answer: null } } : one,
  );
}

/** The queue moved on: the command that is open now has been sent. */
export function markSent(turn: Turn): void {
  const openId = turn.state.queue.open?.commandId;
  if (openId === undefined) return;
  const found = turn.state.commands.find(({ record }) => record.commandId === openId);
  if (found === undefined || found.record.state !== "waiting") return;
  const record: CommandRecord = { ...found.record, state: "sent" };
  turn.state = {
    ...turn.state,
    commands: turn.state.commands.map((one) => (one === found ? { ...one, record } : one)),
  };
}

export const recordOf = (
  { state }: Pick<Turn, "state">,
  commandId: string,
): CommandRecord | undefined =>
  state.commands.find(({ record }) => record.commandId === commandId)?.record;

function endOf(outcome: CommandOutcome): Pick<CommandRecord, "state" | "status" | "answer"> {
  switch (outcome.kind) {
    case "answered":
      return { state: "answered", status: outcome.status, answer: outcome.payload };
    case "callError": {
      const { errorCode, description } = outcome;
      return { state: "refused", status: errorCode, answer: { errorCode, description } };
    }
    case "timedOut":
    case "connectionLost":
    case "unsupported":
    case "expired":
      return { state: outcome.kind satisfies CommandState, status: null, answer: null };
  }
}

/** People read them long after: no password is among them, nor an address that opens by itself. */
function parametersOf(command: Command): Record<string, unknown> {
  const { kind: _, ...parameters } = command;
  if ("location" in parameters) {
    const { location: _address, ...others } = parameters;
    return others;
  }
  const isSecret = command.kind === "changeConfiguration" && isSecretKey(command.key);
  return isSecret ? { ...parameters, value: hidden } : parameters;
}
