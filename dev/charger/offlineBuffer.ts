/** Owns the messages that must not be lost (OCPP 1.6, 3.7: StartTransaction, MeterValues of a
 * transaction, StopTransaction): kept in order over power losses, written when they are sent, so
 * that each carries the transaction id the central system has given meanwhile. */
import type { Transaction } from "./connectorState.ts";
import type { StopReason } from "./events.ts";
import type { JsonObject } from "./json.ts";

/** A day offline at one sample a minute on two connectors, and some; older samples go first. */
const CAPACITY = 4_000;

export type TransactionMessage =
  | { kind: "start"; transaction: Transaction }
  | { kind: "sample"; transaction: Transaction; meterValue: JsonObject }
  | {
      kind: "stop";
      transaction: Transaction;
      meterStopWh: number;
      timestamp: string;
      reason: StopReason;
      idTag: string | undefined;
      transactionData: JsonObject[];
    };

export interface Buffered {
  readonly message: TransactionMessage;
  /** Its place among everything the charger wants to send. */
  order: number;
  /** Transmissions that were answered by an error or by nothing. */
  failures: number;
  /** By the simulated timeline. */
  notBeforeMs: number;
}

export class OfflineBuffer {
  #messages: Buffered[] = [];

  get length(): number {
    return this.#messages.length;
  }

  get head(): Buffered | undefined {
    return this.#messages[0];
  }

  add(message: TransactionMessage, order: number): void {
    this.#messages.push({ message, order, failures: 0, notBeforeMs: 0 });
    if (this.#messages.length <= CAPACITY) return;
    // Starts and stops are the bill; a sample in the middle is what one can do without.
    const oldest = this.#messages.findIndex(
      (buffered, index) => index > 0 && buffered.message.kind === "sample",
    );
    if (oldest > 0) this.#messages.splice(oldest, 1);
  }

  remove(buffered: Buffered): void {
    this.#messages = this.#messages.filter((other) => other !== buffered);
  }
}

export const ACTION = {
  start: "StartTransaction",
  sample: "MeterValues",
  stop: "StopTransaction",
} as const satisfies Record<TransactionMessage["kind"], string>;

export const startPayload = (transaction: Transaction): JsonObject => ({
  connectorId: transaction.connectorId,
  idTag: transaction.idTag,
  meterStart: transaction.meterStartWh,
  timestamp: transaction.startedAt,
  ...(transaction.reservationId === undefined ? {} : { reservationId: transaction.reservationId }),
});

/** What chargers in the field send for a transaction that was never given an id. */
const NO_TRANSACTION_ID = -1;

export const payloadOf = (message: TransactionMessage): JsonObject => {
  const { transaction } = message;
  const { id } = transaction;
  if (message.kind === "start") return startPayload(transaction);
  if (message.kind === "sample") {
    return {
      connectorId: transaction.connectorId,
      ...(id.kind === "known" ? { transactionId: id.value } : {}),
      meterValue: [message.meterValue],
    };
  }
  return {
    transactionId: id.kind === "known" ? id.value : NO_TRANSACTION_ID,
    meterStop: message.meterStopWh,
    timestamp: message.timestamp,
    reason: message.reason,
    ...(message.idTag === undefined ? {} : { idTag: message.idTag }),
    ...(message.transactionData.length === 0 ? {} : { transactionData: message.transactionData }),
  };
};
