// Tells the next level until it has acknowledged: one call at a time, again with back-off after a
// failure, the object's alarm being the clock.
import { retryAfterMs } from "../../core/live/announcement.ts";
import { limits } from "../../core/limits.ts";
import { within } from "./within.ts";

export type AnnouncingHost = {
  /** Tells what is pending and takes the answer; false when nothing was pending. Rejects on failure. */
  readonly tell: () => Promise<boolean>;
  readonly retryAt: (atMs: number) => Promise<void>;
};

export class Announcing {
  readonly #host: AnnouncingHost;
  #running: Promise<void> | null = null;
  #isWanted = false;
  #failures = 0;
  #retryAtMs = 0;

  constructor(host: AnnouncingHost) {
    this.#host = host;
  }

  /**
   * Resolves when all is acknowledged or a retry is set; never rejects. A call while one is under
   * way waits for that one, which takes the rest along; one before a retry is due leaves it to the
   * alarm, which may have rung early for another reason.
   */
  push(nowMs: number): Promise<void> {
    if (nowMs < this.#retryAtMs) return this.#host.retryAt(this.#retryAtMs);
    this.#isWanted = true;
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        while (await within(limits.announceTimeoutMs.most, this.#tell()));
      }
    } catch (error) {
      console.error("summary not taken by the next level", String(error));
      this.#retryAtMs = Date.now() + retryAfterMs(this.#failures, Math.random());
      this.#failures += 1;
      await this.#host.retryAt(this.#retryAtMs);
    }
  }

  /**
   * An answer that comes too late to be waited for shows all the same that the next level is there:
   * what it was not told meanwhile is told at once, and a later failure is a first one.
   */
  async #tell(): Promise<boolean> {
    const wasPending = await this.#host.tell();
    this.#failures = 0;
    this.#retryAtMs = 0;
    if (this.#running === null) void this.push(Date.now());
    return wasPending;
  }
}
