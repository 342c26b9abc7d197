// A charger's messages: parsed, decided, stored, answered. One at a time while the records are asked.
import {
  cardQuestion,
  chargerResponded,
  chargerSaid,
  type RecordsAnswer,
} from "../../core/charging/chargerEvents.ts";
import type { ChargerEvent } from "../../core/charging/events.ts";
import type { PileState } from "../../core/charging/pileState.ts";
import { limits } from "../../core/limits.ts";
import {
  answer,
  answerInternalError,
  receive,
  type ReceivedCall,
} from "../../core/ocpp/receive.ts";
import type { OcppVersion } from "../../core/ocpp/version.ts";
import type { ObjectEnv } from "../env.ts";
import type { PileRuntime } from "./runtime.ts";

type Question = NonNullable<ReturnType<typeof cardQuestion>>;

export class ChargerMessages {
  readonly #runtime: PileRuntime;
  readonly #env: ObjectEnv;
  /** The message that waits for the records; later ones wait behind it. */
  #asking: Promise<void> | null = null;

  constructor(runtime: PileRuntime, env: ObjectEnv) {
    this.#runtime = runtime;
    this.#env = env;
  }

  async received(message: string | ArrayBuffer): Promise<void> {
    // OCPP-J knows text frames alone; what is no frame of its, or too large to be one, is dropped.
    if (typeof message !== "string" || message.length > limits.frameBytes.most) return;
    if (this.#asking === null) {
      const asking = this.#handle(message);
      if (asking !== null) await this.#wait(asking);
      return;
    }
    await this.#wait(this.#asking.then(() => this.#handle(message) ?? undefined));
  }

  async #wait(asking: Promise<void>): Promise<void> {
    this.#asking = asking;
    try {
      await asking;
    } finally {
      if (this.#asking === asking) this.#asking = null;
    }
  }

  /** Null when the message was dealt with at once. */
  #handle(text: string): Promise<void> | null {
    const runtime = this.#runtime;
    const { state } = runtime;
    const circumstances = runtime.circumstances();
    const { version, nowMs, quirks } = circumstances;
    if (state === null || version === null) return null;
    const received = receive(version, text, { receivedAtMs: nowMs, quirks });
    switch (received.kind) {
      case "call":
        return this.#call(version, received.call, state);
      case "response":
        runtime.perform(chargerResponded(state, received.response, circumstances));
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

  #call(version: OcppVersion, call: ReceivedCall, state: PileState): Promise<void> | null {
    const question = cardQuestion(state, call.event, Date.now());
    if (question === null) {
      this.#decide(version, call, null);
      return null;
    }
    return this.#askThenDecide(version, call, { question, state });
  }

  async #askThenDecide(
    version: OcppVersion,
    call: ReceivedCall,
    asked: { readonly question: Question; readonly state: PileState },
  ): Promise<void> {
    this.#decide(version, call, await this.#ask(asked.question, call.event, asked.state));
  }

  #decide(version: OcppVersion, call: ReceivedCall, records: RecordsAnswer | null): void {
    const runtime = this.#runtime;
    const { state } = runtime;
    if (state === null) return;
    const circumstances = runtime.circumstances();
    try {
      const decision = chargerSaid(state, call.event, { records, ...circumstances });
      const text = answer(version, call, decision.answer);
      runtime.perform(decision, (charger) => charger.send(text));
    } catch (error) {
      // A bug of ours must not leave the charger without an answer, nor end its socket.
      console.error("charger message failed", call.action, String(error));
      runtime.charger.send(answerInternalError(version, call));
    }
    runtime.charger.note(circumstances.nowMs);
  }

  async #ask(
    question: Question,
    event: ChargerEvent,
    { profile: { pileId } }: PileState,
  ): Promise<RecordsAnswer | null> {
    const nowMs = Date.now();
    try {
      if (question === "authorizeCard" && event.kind === "authorizationAsked") {
        const { idTag } = event;
        const { status, expiresAtMs } = await this.#env.RECORDS.authorizeCard({
          pileId,
          idTag,
          nowMs,
        });
        return { kind: "authorization", status, expiresAtMs };
      }
      if (question === "openCardOrder" && event.kind === "transactionStarted") {
        const { connectorId, idTag, atMs, meterStartWh } = event;
        const start = { pileId, connectorId, idTag, startedAtMs: atMs, meterStartWh, nowMs };
        return { kind: "card", card: await this.#env.RECORDS.openCardOrder(start) };
      }
    } catch (error) {
      console.error("records out of reach", question, String(error));
    }
    return null;
  }
}
