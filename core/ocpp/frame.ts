// OCPP-J's frames: from text to a union and back, the same for all versions.
// A frame that is malformed says what is wrong and whether there is an id to answer to.
import type { Fault, FaultKind } from "./validate.ts";

/** OCPP-J 1.6, 4.1.4: "maximum of 36 characters, to allow for GUIDs". */
const messageIdLength = 36;

export type Frame =
  | {
      readonly kind: "call";
      readonly messageId: string;
      readonly action: string;
      readonly payload: unknown;
    }
  | { readonly kind: "callResult"; readonly messageId: string; readonly payload: unknown }
  | {
      readonly kind: "callError";
      readonly messageId: string;
      readonly errorCode: string;
      readonly description: string;
    }
  /** messageId null: there is nothing to answer to. */
  | { readonly kind: "malformed"; readonly messageId: string | null; readonly fault: Fault };

const malformed = (messageId: string | null, kind: FaultKind, description: string): Frame => ({
  kind: "malformed",
  messageId,
  fault: { kind, description },
});

const isUsableId = (id: unknown): id is string =>
  typeof id === "string" && id.length > 0 && id.length <= messageIdLength;

export function parseFrame(text: string): Frame {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return malformed(null, "framework", "not JSON");
  }
  if (!Array.isArray(message)) return malformed(null, "framework", "not an array");
  switch (message[0]) {
    case 2:
      return call(message);
    case 3:
      if (!isUsableId(message[1])) return malformed(null, "framework", "no usable message id");
      return { kind: "callResult", messageId: message[1], payload: message[2] };
    case 4:
      return callError(message);
    default:
      return malformed(
        isUsableId(message[1]) ? message[1] : null,
        "messageType",
        "unknown message type",
      );
  }
}

function call(message: readonly unknown[]): Frame {
  const messageId = message[1];
  const action = message[2];
  const payload = message[3];
  if (!isUsableId(messageId)) return malformed(null, "framework", "no usable message id");
  if (message.length < 4) return malformed(messageId, "protocol", "a CALL has four elements");
  if (message.length > 4) return malformed(messageId, "formation", "a CALL has four elements");
  if (typeof action !== "string") {
    return malformed(messageId, "formation", "the action is not a string");
  }
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    return malformed(messageId, "formation", "the payload is not an object");
  }
  return { kind: "call", messageId, action, payload };
}

/** Lenient, because nothing is decided by an error's details and chargers leave them out. */
function callError(message: readonly unknown[]): Frame {
  const messageId = message[1];
  const errorCode = message[2];
  const description = message[3];
  if (!isUsableId(messageId)) return malformed(null, "framework", "no usable message id");
  return {
    kind: "callError",
    messageId,
    errorCode: typeof errorCode === "string" ? errorCode : "GenericError",
    description: typeof description === "string" ? description : "",
  };
}

export const writeCall = (messageId: string, action: string, payload: object): string =>
  JSON.stringify([2, messageId, action, payload]);

export const writeCallResult = (messageId: string, payload: object): string =>
  JSON.stringify([3, messageId, payload]);

export const writeCallError = (messageId: string, errorCode: string, description: string): string =>
  JSON.stringify([4, messageId, errorCode, description, {}]);
