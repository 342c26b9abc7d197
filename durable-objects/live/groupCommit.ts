// Joins changes that come close together: the first is committed at once, those that follow within a
// tick are committed together at its end. A burst costs one row and one message a tick, and whoever
// joined is answered only when his change is written.

export class GroupCommit {
  readonly #commit: () => void;
  readonly #tickMs: number;
  #lastMs = -Infinity;
  #next: Promise<void> | null = null;

  constructor(commit: () => void, tickMs: number) {
    this.#commit = commit;
    this.#tickMs = tickMs;
  }

  /** Resolves when everything known at the time of the call is committed; rejects when that failed. */
  join(nowMs: number): Promise<void> {
    if (this.#next !== null) return this.#next;
    const waitMs = Math.min(this.#tickMs, this.#lastMs + this.#tickMs - nowMs);
    if (waitMs <= 0) {
      this.#lastMs = nowMs;
      return this.#run();
    }
    // The timer keeps the object awake for a tick, which its ten idle seconds outlast anyway.
    this.#next = new Promise<void>((resolve) => setTimeout(resolve, waitMs)).then(() => {
      this.#next = null;
      this.#lastMs = Date.now();
      return this.#run();
    });
    return this.#next;
  }

  async #run(): Promise<void> {
    this.#commit();
  }
}
