// A Pile tells its Station what has changed, until it has acknowledged.
import type { PileState } from "../../core/charging/pileState.ts";
import { nextTelling, told } from "../../core/live/pile.ts";
import type { ObjectEnv } from "../env.ts";
import { Announcing } from "./announcing.ts";
import { stationOf } from "./objects.ts";

export type PileAnnouncingHost = {
  /** Null for a pile that is not registered, or not any more. */
  readonly state: () => PileState | null;
  /** Not to be stored for its own sake: after a crash the summary is told once more. */
  readonly told: (state: PileState) => void;
  readonly retryAt: (atMs: number) => Promise<void>;
};

export class PileAnnouncing {
  readonly #env: Pick<ObjectEnv, "STATION">;
  readonly #host: PileAnnouncingHost;
  readonly #announcing: Announcing;

  constructor(env: Pick<ObjectEnv, "STATION">, host: PileAnnouncingHost) {
    this.#env = env;
    this.#host = host;
    this.#announcing = new Announcing({ tell: () => this.#tell(), retryAt: host.retryAt });
  }

  push(nowMs: number): Promise<void> {
    const state = this.#host.state();
    if (state === null || nextTelling(state) === null) return Promise.resolve();
    return this.#announcing.push(nowMs);
  }

  async #tell(): Promise<boolean> {
    const before = this.#host.state();
    const telling = before === null ? null : nextTelling(before);
    if (telling === null) return false;
    const { stationId, summary } = telling;
    const answer = await stationOf(this.#env, stationId).pileChanged(summary);
    if (!answer.ok && answer.error.code === "unavailable") throw new Error("unavailable");
    // A Station of which the pile is no member need not hear it again.
    const knownSeq = answer.ok ? answer.value.knownSeq : summary.seq;
    const state = this.#host.state();
    if (state !== null) this.#host.told(told(state, telling, knownSeq));
    return true;
  }
}
