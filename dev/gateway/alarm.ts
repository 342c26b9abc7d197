/** One timer for everything that waits: set anew after each change of the books. */
import { limits } from "./limits.ts";

export type Waiting = { nextDueMs: () => number | undefined; runDue: () => void };

export class Alarm {
  readonly #now: () => number;
  readonly #waiting: readonly Waiting[];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(now: () => number, waiting: readonly Waiting[]) {
    this.#now = now;
    this.#waiting = waiting;
  }

  arm(): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const due = this.#waiting.flatMap((source) => source.nextDueMs() ?? []);
    if (due.length === 0) return;
    const waitMs = Math.max(0, Math.min(...due) - this.#now());
    this.#timer = setTimeout(() => this.#ring(), Math.min(waitMs, limits.longestTimerMs));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #ring(): void {
    for (const source of this.#waiting) source.runDue();
    this.arm();
  }
}
