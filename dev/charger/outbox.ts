/** Owns what the charger wants to send, in one order, one CALL at a time. Messages of transactions
 * wait in the offline buffer until they are answered; all else is forgotten with the socket. */
import { startAnswer, stopAnswer, type IdTagInfo } from "./answers.ts";
import type { Timers } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import type { Transaction } from "./connectorState.ts";
import type { Emit, RegistrationStatus } from "./events.ts";
import type { JsonObject } from "./json.ts";
import {
  ACTION,
  OfflineBuffer,
  payloadOf,
  type Buffered,
  type TransactionMessage,
} from "./offlineBuffer.ts";
import type { CallOutcome, Rpc } from "./rpc.ts";

interface Waiting {
  readonly action: string;
  readonly payload: JsonObject;
  readonly settle: (outcome: CallOutcome) => void;
  readonly order: number;
  /** May leave before the central system has accepted the charger: boot, and what it asked for. */
  readonly isUrgent: boolean;
}

export interface OutboxParts {
  readonly rpc: Rpc;
  readonly timers: Timers;
  readonly configuration: Configuration;
  readonly emit: Emit;
  readonly onStartAnswered: (transaction: Transaction, idTagInfo: IdTagInfo) => void;
}

export class Outbox {
  #parts: OutboxParts;
  #buffer = new OfflineBuffer();
  #waiting: Waiting[] = [];
  #order = 0;
  #isConnected = false;
  /** The boot's answer; undefined from power-on until there is one. */
  registration: RegistrationStatus | undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  get isOnline(): boolean {
    return this.#isConnected && this.registration === "Accepted";
  }

  get bufferedCount(): number {
    return this.#buffer.length;
  }

  /** Queues a CALL; without a socket it is lost at once. */
  call(
    action: string,
    payload: JsonObject,
    settle: (outcome: CallOutcome) => void = () => {},
    priority: "ordinary" | "urgent" = "ordinary",
  ): void {
    const isUrgent = priority === "urgent";
    if (!this.#isConnected || (!isUrgent && this.registration !== "Accepted")) {
      settle({ kind: "lost" });
      return;
    }
    this.#waiting.push({ action, payload, settle, order: this.#order++, isUrgent });
    this.pump();
  }

  /** Queues a message of a transaction; it is kept until it is answered or given up. */
  keep(message: TransactionMessage): void {
    this.#buffer.add(message, this.#order++);
    this.pump();
  }

  /** A charger that has just been switched on does not remember how long it wanted to wait. */
  retryNow(): void {
    if (this.#buffer.head) this.#buffer.head.notBeforeMs = 0;
  }

  connected(): void {
    this.#isConnected = true;
    this.pump();
  }

  disconnected(): void {
    this.#isConnected = false;
    const lost = this.#waiting;
    this.#waiting = [];
    this.#parts.rpc.lose();
    for (const waiting of lost) waiting.settle({ kind: "lost" });
  }

  /** Sends the next message if none is open. */
  pump(): void {
    if (!this.#isConnected || this.#parts.rpc.isBusy) return;
    const buffered = this.#nextBuffered();
    const waiting = this.#waiting.find(({ isUrgent }) => isUrgent || this.isOnline);
    if (buffered && !(waiting && (waiting.isUrgent || waiting.order < buffered.order))) {
      this.#transmit(buffered);
    } else if (waiting) {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      this.#parts.rpc.call(waiting.action, waiting.payload, (outcome) => {
        waiting.settle(outcome);
        this.pump();
      });
    }
  }

  #nextBuffered(): Buffered | undefined {
    const { head } = this.#buffer;
    if (!head || !this.isOnline) return undefined;
    return head.notBeforeMs <= this.#parts.timers.timeline.nowMs() ? head : undefined;
  }

  #transmit(buffered: Buffered): void {
    const { message } = buffered;
    this.#parts.rpc.call(ACTION[message.kind], payloadOf(message), (outcome) => {
      if (outcome.kind === "result" && this.#isTaken(message, outcome.payload)) {
        this.#buffer.remove(buffered);
      } else if (outcome.kind !== "lost") this.#retryLater(buffered);
      this.pump();
    });
  }

  #isTaken(message: TransactionMessage, payload: JsonObject): boolean {
    if (message.kind === "start") return this.#startTaken(message.transaction, payload);
    if (message.kind === "sample") return true;
    if (!stopAnswer.safeParse(payload).success) return false;
    const { connectorId, id } = message.transaction;
    const transactionId = id.kind === "known" ? id.value : -1;
    this.#parts.emit({ kind: "closed", connectorId, transactionId });
    return true;
  }

  #startTaken(transaction: Transaction, payload: JsonObject): boolean {
    const answer = startAnswer.safeParse(payload);
    if (!answer.success) return false;
    const { transactionId, idTagInfo } = answer.data;
    const { connectorId } = transaction;
    transaction.id = { kind: "known", value: transactionId };
    transaction.parentIdTag = idTagInfo.parentIdTag;
    const idTagStatus = idTagInfo.status;
    this.#parts.emit({ kind: "confirmed", connectorId, transactionId, idTagStatus });
    this.#parts.onStartAnswered(transaction, idTagInfo);
    return true;
  }

  /** OCPP 1.6, 3.7.1: a number of attempts, each waiting longer than the one before. */
  #retryLater(buffered: Buffered): void {
    const { configuration, timers } = this.#parts;
    buffered.failures += 1;
    if (buffered.failures >= Math.max(1, configuration.number("TransactionMessageAttempts"))) {
      this.#giveUp(buffered);
      return;
    }
    const waitMs =
      configuration.number("TransactionMessageRetryInterval") * 1_000 * buffered.failures;
    buffered.notBeforeMs = timers.timeline.nowMs() + waitMs;
    timers.after(waitMs, () => this.pump());
  }

  #giveUp(buffered: Buffered): void {
    const { message } = buffered;
    this.#buffer.remove(buffered);
    if (message.kind === "start") message.transaction.id = { kind: "neverGiven" };
    this.#parts.emit({ kind: "callFailed", action: ACTION[message.kind], why: "gaveUp" });
  }
}
