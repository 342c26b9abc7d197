// The one way in for a charger's text message, and the one way out for answers and commands.
import type { Command, CommandOutcome } from "../charging/commands.ts";
import type { ChargerAnswer, ChargerEvent } from "../charging/events.ts";
import { ok, unreachable } from "../result.ts";
import type { Result } from "../result.ts";
import { parseFrame, writeCall, writeCallError, writeCallResult } from "./frame.ts";
import type { Frame } from "./frame.ts";
import type { CommandFault, DecodeContext, InboundAction, OcppVersion } from "./version.ts";
import type { Fault } from "./validate.ts";

/** JSON-serialisable: it may wait until what it changes is persisted. */
export type ReceivedCall = {
  readonly messageId: string;
  readonly action: string;
  readonly event: ChargerEvent;
};

/** A charger's answer to one of our calls, not yet matched with it. */
export type ReceivedResponse = Extract<Frame, { kind: "callResult" | "callError" }>;

export type Received =
  | { readonly kind: "call"; readonly call: ReceivedCall }
  | { readonly kind: "response"; readonly response: ReceivedResponse }
  /** A CALLERROR to send as it is; nothing else happens. */
  | { readonly kind: "reply"; readonly text: string; readonly fault: Fault }
  /** By the specification such a message gets no answer. */
  | { readonly kind: "ignore"; readonly reason: string };

/** Never throws, whatever the text is. */
export function receive(version: OcppVersion, text: string, context: DecodeContext): Received {
  const frame = parseFrame(text);
  switch (frame.kind) {
    case "call":
      return receiveCall(version, frame, context);
    case "callResult":
    case "callError":
      return { kind: "response", response: frame };
    case "malformed":
      return refuse(version, frame.messageId ?? version.unreadableMessageId, frame.fault);
    default:
      return unreachable(frame);
  }
}

function receiveCall(
  version: OcppVersion,
  { messageId, action: name, payload }: Extract<Frame, { kind: "call" }>,
  context: DecodeContext,
): Received {
  const action = version.inbound.get(name);
  if (action === undefined) return refuse(version, messageId, unhandled(version, name));
  const decoded = action.decode(payload, context);
  if (!decoded.ok) return refuse(version, messageId, decoded.error);
  return { kind: "call", call: { messageId, action: name, event: decoded.value } };
}

const unhandled = (version: OcppVersion, action: string): Fault =>
  version.actionNames.has(action)
    ? { kind: "notSupported", description: `${action} is not supported` }
    : { kind: "notImplemented", description: "unknown action" };

function refuse(version: OcppVersion, messageId: string | null, fault: Fault): Received {
  const errorCode = version.errorCodes[fault.kind];
  if (messageId === null || errorCode === null) {
    return { kind: "ignore", reason: fault.description };
  }
  return { kind: "reply", text: writeCallError(messageId, errorCode, fault.description), fault };
}

/** The frame that answers a call. Throws when the answer is not of the event's kind, which is a bug. */
export function answer(version: OcppVersion, call: ReceivedCall, answer: ChargerAnswer): string {
  return writeCallResult(call.messageId, handlerOf(version, call).encodeAnswer(answer));
}

/** The frame that answers a call whose handling failed on our side. */
export const answerInternalError = (version: OcppVersion, call: ReceivedCall): string =>
  writeCallError(call.messageId, version.errorCodes.internal, "");

function handlerOf(version: OcppVersion, call: ReceivedCall): InboundAction {
  const action = version.inbound.get(call.action);
  if (action === undefined) throw new Error(`${call.action} was never received`);
  return action;
}

/** The frame of a command, checked against the official schema. */
export function send(
  version: OcppVersion,
  messageId: string,
  command: Command,
): Result<string, CommandFault> {
  const action = version.outbound[command.kind];
  if (action === undefined) return { ok: false, error: { code: "unsupported_command" } };
  const payload = action.encode(command);
  return payload.ok ? ok(writeCall(messageId, action.action, payload.value)) : payload;
}

/** How a command ended by the charger's answer; an answer against the schema is an error, not a throw. */
export function outcomeOf(
  version: OcppVersion,
  command: Command,
  response: ReceivedResponse,
): CommandOutcome {
  if (response.kind === "callError") {
    const { errorCode, description } = response;
    return { kind: "callError", errorCode, description };
  }
  const action = version.outbound[command.kind];
  if (action === undefined) return { kind: "unsupported" };
  const decoded = action.decode(response.payload);
  if (decoded.ok) return decoded.value;
  return {
    kind: "callError",
    errorCode: version.errorCodes.formation,
    description: decoded.error.description,
  };
}
