// Carries a Pile's facts to the records, in order, one batch at a time, until they are confirmed.
import type { Consequence, Fact } from "../../core/charging/facts.ts";
import { limits } from "../../core/limits.ts";

export type OutboxHost = {
  readonly facts: () => readonly { readonly seq: number; readonly fact: Fact }[];
  readonly apply: (facts: readonly Fact[]) => Promise<readonly Consequence[]>;
  readonly confirmed: (upToSeq: number, consequences: readonly Consequence[]) => void;
  readonly retryAt: (atMs: number) => void;
};

const firstRetryMs = 2_000;
const longestRetryMs = 300_000;

export class Outbox {
  readonly #host: OutboxHost;
  #flushing: Promise<void> | null = null;
  #failures = 0;

  constructor(host: OutboxHost) {
    this.#host = host;
  }

  /** Sends what is there; a call while one is under way waits for that one, which takes the rest along. */
  flush(nowMs: () => number): Promise<void> {
    this.#flushing ??= this.#drain(nowMs).finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #drain(nowMs: () => number): Promise<void> {
    for (;;) {
      const batch = this.#host.facts().slice(0, limits.factsPerBatch.most);
      const last = batch.at(-1);
      if (last === undefined) return;
      try {
        const consequences = await this.#host.apply(batch.map(({ fact }) => fact));
        this.#failures = 0;
        this.#host.confirmed(last.seq, consequences);
      } catch (error) {
        console.error("facts not taken by the records", String(error));
        const waitMs = Math.min(firstRetryMs * 2 ** this.#failures, longestRetryMs);
        this.#failures += 1;
        this.#host.retryAt(nowMs() + waitMs);
        return;
      }
    }
  }
}
