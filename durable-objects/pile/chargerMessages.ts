// A charger's messages: parsed, decided, stored, answered. One at a time while the records are asked.
import {
  cardQuestion,
  chargerResponded,
  chargerSaid,
  type RecordsAnswer,
} from "../../core/charging/chargerEvents.ts";
import type { PileState } from "../../core/charging/pileState.ts";
import type { Circumstances } from "../../core/charging/turn.ts";
import { limits } from "../../core/limits.ts";
import { writeCallError } from "../../core/ocpp/frame.ts";
import {
  answer,
  answerInternalError,
  receive,
  type ReceivedCall,
} from "../../core/ocpp/receive.ts";
import type { OcppVersion } from "../../core/ocpp/version.ts";
import type { ObjectEnv } from "../env.ts";
import { askRecords } from "./askRecords.ts";
import type { PileRuntime } from "./runtime.ts";

/** A charger has one call open and answers one of ours: more that wait are a flood. */
const waitingMost = 64;

/** A call and the connection that it came by. */
type Incoming = {
  readonly call: ReceivedCall;
  readonly version: OcppVersion;
  readonly generation: number | null;
};

export class ChargerMessages {
  readonly #runtime: PileRuntime;
  readonly #env: ObjectEnv;
  /** The message that waits for the records; later ones wait behind it. */
  #asking: Promise<void> | null = null;
  #waiting = 0;

  constructor(runtime: PileRuntime, env: ObjectEnv) {
    this.#runtime = runtime;
    this.#env = env;
  }

  async received(message: string | ArrayBuffer): Promise<void> {
    // OCPP-J knows text frames alone: others are no messages of its.
    if (typeof message !== "string") return;
    this.#runtime.traced("in", message);
    const { generation } = this.#runtime.charger;
    if (this.#asking === null) {
      const asking = this.#handle(message);
      if (asking !== null) await this.#wait(asking);
      return;
    }
    if (this.#waiting >= waitingMost) return;
    await this.#wait(this.#handleAfter(this.#asking, message, generation));
  }

  async #handleAfter(
    asking: Promise<void>,
    message: string,
    generation: number | null,
  ): Promise<void> {
    await asking;
    // A newer connection has taken over: whatever this one still said is said again there.
    if (generation === this.#runtime.charger.generation) await this.#handle(message);
  }

  async #wait(asking: Promise<void>): Promise<void> {
    this.#asking = asking;
    this.#waiting += 1;
    try {
      await asking;
    } finally {
      this.#waiting -= 1;
      if (this.#asking === asking) this.#asking = null;
    }
  }

  /** Null when the message was dealt with at once. Never throws, never rejects. */
  #handle(text: string): Promise<void> | null {
    const runtime = this.#runtime;
    const { state } = runtime;
    if (state === null) return null;
    const circumstances = runtime.circumstances();
    const { version, nowMs, quirks } = circumstances;
    if (version === null) return null;
    if (text.length > limits.frameBytes.most) {
      this.#refuseTooLong(version, text);
      return null;
    }
    const received = receive(version, text, { receivedAtMs: nowMs, quirks });
    switch (received.kind) {
      case "call":
        return this.#call(received.call, { version, state, circumstances });
      case "response":
        try {
          runtime.perform(chargerResponded(state, received.response, circumstances));
        } catch (error) {
          console.error("charger's answer failed", String(error));
        }
        break;
      case "reply":
        runtime.charger.send(received.text);
        break;
      case "ignore":
        break;
    }
    runtime.charger.note(nowMs);
    return null;
  }

  /** Its beginning is enough to say whose message is refused. */
  #refuseTooLong(version: OcppVersion, text: string): void {
    const messageId = /^\s*\[\s*2\s*,\s*"([^"\\]{1,36})"/.exec(text.slice(0, 100))?.[1];
    if (messageId === undefined) return;
    const description = `longer than ${limits.frameBytes.most} characters`;
    this.#runtime.charger.send(
      writeCallError(messageId, version.errorCodes.formation, description),
    );
  }

  #call(
    call: ReceivedCall,
    at: {
      readonly version: OcppVersion;
      readonly state: PileState;
      readonly circumstances: Circumstances;
    },
  ): Promise<void> | null {
    const { version, state, circumstances } = at;
    const incoming = { call, version, generation: this.#runtime.charger.generation };
    const question = cardQuestion(state, call.event);
    if (question === null) {
      this.#decide(incoming, null, circumstances);
      return null;
    }
    const asked = { pileId: state.profile.pileId, question, event: call.event };
    return askRecords(this.#env.RECORDS, asked, circumstances.nowMs).then((records) =>
      this.#decide(incoming, records, null),
    );
  }

  /** By the state as it is now: after a question to the records it may be another. */
  #decide(
    { call, version, generation }: Incoming,
    records: RecordsAnswer | null,
    known: Circumstances | null,
  ): void {
    const runtime = this.#runtime;
    const { state } = runtime;
    if (state === null) return;
    const circumstances = known ?? runtime.circumstances();
    const isThere = generation === runtime.charger.generation;
    try {
      const decision = chargerSaid(state, call.event, { records, ...circumstances });
      const text = answer(version, call, decision.answer);
      runtime.perform(decision, (charger) => {
        if (isThere) charger.send(text);
      });
    } catch (error) {
      // A bug of ours must not leave the charger without an answer, nor end its socket.
      console.error("charger message failed", call.action, String(error));
      if (isThere) runtime.charger.send(answerInternalError(version, call));
    }
    if (isThere) runtime.charger.note(circumstances.nowMs);
  }
}
