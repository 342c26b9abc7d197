/** Owns the OCPP-J frames of one charger (OCPP-J 1.6, 4): one open CALL outwards, the other
 * direction independent of it. It knows no action. */
import { randomUUID } from "node:crypto";
import type { Timer, Timers } from "./clock.ts";
import type { Emit } from "./events.ts";
import { isJsonObject, parseJson, type Json, type JsonObject } from "./json.ts";

export type CallOutcome =
  | { kind: "result"; payload: JsonObject }
  | { kind: "error"; code: string; description: string }
  | { kind: "timedOut" }
  | { kind: "lost" };

/** What the charger answers to a CALL; `afterwards` runs after the answer has left. */
export type Reply =
  | { kind: "result"; payload: JsonObject; afterwards?: (() => void) | undefined }
  | { kind: "error"; code: string; description: string }
  | { kind: "silence" };

interface OpenCall {
  readonly id: string;
  readonly action: string;
  readonly settle: (outcome: CallOutcome) => void;
  readonly timer: Timer;
  isAnswerDropped: boolean;
}

export interface RpcParts {
  readonly timers: Timers;
  readonly callTimeoutMs: number;
  readonly transmit: (frame: string) => void;
  readonly answer: (action: string, payload: Json) => Reply;
  readonly emit: Emit;
}

const CALL = 2;
const CALL_RESULT = 3;
const CALL_ERROR = 4;

export class Rpc {
  #parts: RpcParts;
  #open: OpenCall | undefined;
  #answersToDrop = 0;

  constructor(parts: RpcParts) {
    this.#parts = parts;
  }

  get isBusy(): boolean {
    return this.#open !== undefined;
  }

  /** True while an answer can still be hoped for. */
  get isAwaitingAnswer(): boolean {
    return this.#open !== undefined && !this.#open.isAnswerDropped;
  }

  /** Sends a CALL; there is none open, the outbox sees to that. */
  call(action: string, payload: JsonObject, settle: (outcome: CallOutcome) => void): void {
    if (this.#open) throw new Error(`${action} while ${this.#open.action} is open`);
    const id = randomUUID();
    const timer = this.#parts.timers.after(
      this.#parts.callTimeoutMs,
      () => this.#settle({ kind: "timedOut" }),
      "wall",
    );
    this.#open = { id, action, settle, timer, isAnswerDropped: false };
    this.send(JSON.stringify([CALL, id, action, payload]));
  }

  /** Any text, valid or not. */
  send(frame: string): void {
    this.#parts.emit({ kind: "sent", frame });
    this.#parts.transmit(frame);
  }

  /** The next answer is lost on its way, as on a bad mobile link. */
  dropNextAnswer(): void {
    this.#answersToDrop += 1;
  }

  /** The socket is gone: nobody will answer the open CALL. */
  lose(): void {
    this.#settle({ kind: "lost" });
  }

  receive(text: string): void {
    this.#parts.emit({ kind: "received", frame: text });
    const frame = parseJson(text);
    if (!Array.isArray(frame)) return;
    const [type, id, third, fourth] = frame;
    if (typeof id !== "string") return;
    if (type === CALL) this.#receiveCall(id, third, fourth);
    else if (type === CALL_RESULT) {
      const payload = isJsonObject(third) ? third : undefined;
      this.#receiveAnswer(id, payload ? { kind: "result", payload } : brokenAnswer);
    } else if (type === CALL_ERROR) {
      this.#receiveAnswer(id, {
        kind: "error",
        code: typeof third === "string" ? third : "GenericError",
        description: typeof fourth === "string" ? fourth : "",
      });
    }
  }

  #receiveCall(id: string, action: Json | undefined, payload: Json | undefined): void {
    const reply: Reply =
      typeof action === "string" && payload !== undefined
        ? this.#parts.answer(action, payload)
        : { kind: "error", code: "FormationViolation", description: "Not a CALL" };
    switch (reply.kind) {
      case "result":
        this.send(JSON.stringify([CALL_RESULT, id, reply.payload]));
        reply.afterwards?.();
        return;
      case "error":
        this.send(JSON.stringify([CALL_ERROR, id, reply.code, reply.description, {}]));
        return;
      case "silence":
    }
  }

  #receiveAnswer(id: string, outcome: CallOutcome): void {
    if (this.#open?.id !== id) return;
    if (this.#answersToDrop > 0) {
      this.#answersToDrop -= 1;
      this.#open.isAnswerDropped = true;
      this.#parts.emit({ kind: "dropped", action: this.#open.action });
      return;
    }
    this.#settle(outcome);
  }

  #settle(outcome: CallOutcome): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    open.timer.cancel();
    if (outcome.kind !== "result") {
      const why = outcome.kind === "error" ? outcome.code : outcome.kind;
      this.#parts.emit({ kind: "callFailed", action: open.action, why });
    }
    open.settle(outcome);
  }
}

const brokenAnswer: CallOutcome = {
  kind: "error",
  code: "FormationViolation",
  description: "The answer's payload is not an object",
};
