// What an OCPP version is to the rest of the platform: a table of actions and its spellings.
// An action is one value, made by one of the functions here, so that payload types stay inside it.
import type { Command, CommandKind, CommandOutcome, Json } from "../charging/commands.ts";
import type { ChargerAnswer, ChargerEvent } from "../charging/events.ts";
import { err, ok } from "../result.ts";
import type { Result } from "../result.ts";
import type { Quirks } from "./quirks.ts";
import { faultOf } from "./validate.ts";
import type { ErrorCodes, Fault } from "./validate.ts";

export const subprotocols = ["ocpp2.1", "ocpp2.0.1", "ocpp1.6"] as const;
export type Subprotocol = (typeof subprotocols)[number];

/** What a decoder knows beside the payload. */
export type DecodeContext = {
  readonly receivedAtMs: number;
  readonly quirks: Quirks;
};

export type JsonObject = { readonly [key: string]: Json };

/** A charger's request: the payload is checked against the official schema, then translated. */
export type InboundAction = {
  readonly action: string;
  readonly decode: (payload: unknown, context: DecodeContext) => Result<ChargerEvent, Fault>;
  /** Throws when the answer is not of the event's kind, which is a bug. */
  readonly encodeAnswer: (answer: ChargerAnswer) => JsonObject;
};

/** A command that is legal in the language, and not on this wire. */
export type CommandFault =
  | { readonly code: "unsupported_command" }
  | { readonly code: "invalid_command"; readonly fault: Fault };

/** A request to the charger. */
export type OutboundAction = {
  readonly action: string;
  readonly encode: (command: Command) => Result<JsonObject, CommandFault>;
  readonly decode: (payload: unknown) => Result<AnsweredCommand, Fault>;
};

export type AnsweredCommand = Extract<CommandOutcome, { kind: "answered" }>;

export type OcppVersion = {
  readonly subprotocol: Subprotocol;
  readonly errorCodes: ErrorCodes;
  /** The id of an error about a message whose own id cannot be read; null: such a message is ignored. */
  readonly unreadableMessageId: string | null;
  /** All actions the version names, supported here or not. */
  readonly actionNames: ReadonlySet<string>;
  readonly inbound: ReadonlyMap<string, InboundAction>;
  readonly outbound: Readonly<Partial<Record<CommandKind, OutboundAction>>>;
};

type Validator<T> = {
  (data: unknown): data is T;
  readonly errors?:
    | readonly {
        readonly keyword: string;
        readonly instancePath: string;
        readonly message?: string;
      }[]
    | null;
};

type AnswerOf<K extends ChargerAnswer["kind"]> = Extract<ChargerAnswer, { kind: K }>;
type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;

/** Makes the value of a charger's request out of what is particular to it. */
export function inbound<Req, K extends ChargerAnswer["kind"]>(of: {
  readonly action: string;
  readonly validate: Validator<Req>;
  readonly decode: (payload: Req, context: DecodeContext) => ChargerEvent;
  readonly answerKind: K;
  readonly encodeAnswer: (answer: AnswerOf<K>) => JsonObject;
}): InboundAction {
  const { action, validate, decode, answerKind, encodeAnswer } = of;
  const isAnswer = (answer: ChargerAnswer): answer is AnswerOf<K> => answer.kind === answerKind;
  return {
    action,
    decode: (payload, context) =>
      validate(payload) ? ok(decode(payload, context)) : err(faultOf(validate.errors)),
    encodeAnswer(answer) {
      if (!isAnswer(answer)) throw new Error(`${action} is answered ${answerKind}`);
      return encodeAnswer(answer);
    },
  };
}

/** Makes the value of a request to the charger; what it encodes is checked before it may be sent. */
export function outbound<K extends CommandKind, Req extends object, Conf extends JsonObject>(of: {
  readonly action: string;
  readonly command: K;
  readonly validate: Validator<Req>;
  /** Why a command that the schema would let pass is not sent; null: it is. */
  readonly objection?: (command: CommandOf<K>) => string | null;
  readonly encode: (command: CommandOf<K>) => Req & JsonObject;
  readonly validateAnswer: Validator<Conf>;
  /** The charger's own word, "Accepted" where the action has none. */
  readonly status: (payload: Conf) => string;
}): OutboundAction {
  const { action, validate, encode, validateAnswer, status } = of;
  const isOwn = (command: Command): command is CommandOf<K> => command.kind === of.command;
  return {
    action,
    encode(command) {
      if (!isOwn(command)) return err({ code: "unsupported_command" });
      const objection = of.objection?.(command) ?? null;
      if (objection !== null) {
        return err({
          code: "invalid_command",
          fault: { kind: "property", description: objection },
        });
      }
      const payload = encode(command);
      if (validate(payload)) return ok(payload);
      return err({ code: "invalid_command", fault: faultOf(validate.errors) });
    },
    decode(payload) {
      if (!validateAnswer(payload)) return err(faultOf(validateAnswer.errors));
      return ok({ kind: "answered", status: status(payload), payload });
    },
  };
}
