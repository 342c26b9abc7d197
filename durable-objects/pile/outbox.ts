// Carries a Pile's facts to the records, in order, one batch at a time, until they are confirmed.
import { isUrgent, type Consequence, type Fact } from "../../core/charging/facts.ts";
import type { OutboxEntry } from "../../core/charging/pileState.ts";
import { limits } from "../../core/limits.ts";

export type OutboxHost = {
  readonly entries: () => readonly OutboxEntry[];
  readonly apply: (facts: readonly Fact[]) => Promise<readonly Consequence[]>;
  readonly confirmed: (
    batch: readonly OutboxEntry[],
    consequences: readonly Consequence[],
  ) => Promise<void>;
  readonly retryAt: (atMs: number) => Promise<void>;
};

const shortestRetryMs = 2_000;
const longestRetryMs = 300_000;

export class Outbox {
  readonly #host: OutboxHost;
  #isFlushing = false;
  #flushing: Promise<void> = Promise.resolve();
  #retryMs: number | null = null;
  #isSoon = false;

  constructor(host: OutboxHost) {
    this.#host = host;
  }

  /** When it will be tried again; null while nothing failed. */
  get retryMs(): number | null {
    return this.#retryMs;
  }

  /** Sends what is there, at once where somebody waits for it, else with what comes in a moment. */
  flushSoon(nowMs: number): Promise<void> {
    if (this.#hasUrgent()) return this.flush(nowMs);
    if (this.#host.entries().length > 0) this.#flushLater();
    return Promise.resolve();
  }

  #hasUrgent(): boolean {
    return this.#host.entries().some(({ fact }) => isUrgent[fact.kind]);
  }

  /** The object stays awake for it; one that is lost meanwhile sends all when it wakes. */
  #flushLater(): void {
    if (this.#isSoon || this.#isFlushing) return;
    this.#isSoon = true;
    setTimeout(() => {
      this.#isSoon = false;
      void this.flush(Date.now());
    }, limits.factsWaitMs.most);
  }

  /**
   * Sends what is there, unless the records were out of reach a moment ago. A call while one is
   * under way waits for that one, which takes the rest along.
   */
  flush(nowMs: number): Promise<void> {
    if (this.#isFlushing) return this.#flushing;
    if (this.#retryMs !== null && nowMs < this.#retryMs) return Promise.resolve();
    this.#retryMs = null;
    this.#isFlushing = true;
    this.#flushing = this.#drain();
    return this.#flushing;
  }

  async #drain(): Promise<void> {
    try {
      for (;;) {
        const batch = this.#host.entries().slice(0, limits.factsPerBatch.most);
        if (batch.length === 0) return;
        const consequences = await this.#applied(batch);
        if (consequences === null) return;
        await this.#host.confirmed(batch, consequences);
        if (!this.#hasUrgent() && batch.length < limits.factsPerBatch.most) break;
      }
    } finally {
      this.#isFlushing = false;
    }
    if (this.#host.entries().length > 0) this.#flushLater();
  }

  async #applied(batch: readonly OutboxEntry[]): Promise<readonly Consequence[] | null> {
    try {
      return await this.#host.apply(batch.map(({ fact }) => fact));
    } catch (error) {
      console.error("facts not taken by the records", String(error));
      const nowMs = Date.now();
      this.#retryMs = nowMs + retryAfter(nowMs - (batch[0]?.atMs ?? nowMs));
      await this.#host.retryAt(this.#retryMs);
      return null;
    }
  }
}

/** As long again as the oldest fact has waited: it doubles, and outlives a sleep of the object. */
const retryAfter = (waitedMs: number): number =>
  Math.min(Math.max(waitedMs, shortestRetryMs), longestRetryMs);
