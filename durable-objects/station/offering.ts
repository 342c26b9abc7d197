// Offers free connectors to those who wait: one question to a Pile at a time, each written before it
// is asked, until nothing is left to ask. The object's alarm rings when the next thing becomes due.
import type { OfferRequest } from "../../core/charging/pileApi.ts";
import type { PileMember, PileSummary } from "../../core/live/summaries.ts";
import { freeConnectorsOf, upkeptWaiting, type StationState } from "../../core/live/station.ts";
import {
  dueAtMs,
  isIdle,
  nextCall,
  withAnswer,
  withNextOffer,
  type WaitingAnswer,
  type WaitingCall,
} from "../../core/live/waitingList.ts";
import { limits } from "../../core/limits.ts";
import { within } from "../live/within.ts";

export type OfferingHost = {
  readonly state: () => StationState | null;
  readonly take: (state: StationState) => void;
  readonly heard: (summary: PileSummary) => void;
  /** Resolves when what was taken is written. */
  readonly commit: () => Promise<void>;
  readonly pile: (pileId: string) => PileMember;
  readonly ringBy: (atMs: number) => Promise<void>;
  readonly newId: (nowMs: number) => string;
};

const afterFailureMs = 5_000;

export class Offering {
  readonly #host: OfferingHost;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(host: OfferingHost) {
    this.#host = host;
  }

  /** Resolves when nothing is left to ask; never rejects. A call while one is under way joins it. */
  see(): Promise<void> {
    const state = this.#host.state();
    if (state === null || isIdle(state.waiting)) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#seeTo().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #seeTo(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        for (let call = await this.#next(); call !== null; call = await this.#next()) {
          await this.#perform(call);
        }
        const state = this.#host.state();
        const dueMs = state === null ? Infinity : dueAtMs(state.waiting);
        if (dueMs < Infinity) await this.#host.ringBy(dueMs);
      }
    } catch (error) {
      console.error("waiting drivers are seen to later", String(error));
      await this.#host.ringBy(Date.now() + afterFailureMs);
    }
  }

  async #next(): Promise<WaitingCall | null> {
    const before = this.#host.state();
    if (before === null) return null;
    const nowMs = Date.now();
    const kept = upkeptWaiting(before, nowMs);
    const waiting = withNextOffer(kept.waiting, freeConnectorsOf(kept), {
      nowMs,
      offerId: this.#host.newId(nowMs),
    });
    if (waiting !== before.waiting) {
      this.#host.take({ ...kept, waiting });
      await this.#host.commit();
    }
    const state = this.#host.state();
    return state === null ? null : nextCall(state.waiting, nowMs);
  }

  async #perform(call: WaitingCall): Promise<void> {
    const answer = await this.#ask(call);
    const state = this.#host.state();
    if (state === null) return;
    const given = { answer, free: freeConnectorsOf(state), nowMs: Date.now() };
    this.#host.take({ ...state, waiting: withAnswer(state.waiting, call, given) });
    await this.#host.commit();
  }

  async #ask(call: WaitingCall): Promise<WaitingAnswer> {
    const { pileId } = call.kind === "offer" ? call.offer : call.withdrawal;
    try {
      return await within(limits.announceTimeoutMs.most, this.#asked(call, pileId));
    } catch (error) {
      console.error("pile out of reach", pileId, String(error));
      return "unanswered";
    }
  }

  async #asked(call: WaitingCall, pileId: string): Promise<"done" | "refused"> {
    const pile = this.#host.pile(pileId);
    const answer =
      call.kind === "withdraw"
        ? await pile.withdrawOffer(call.withdrawal.offerId)
        : await pile.offer(requestOf(call));
    // A refusal tells that the board is behind, or that the offer is over: the Pile says how.
    const summary = answer.ok ? answer : await pile.summary();
    if (summary.ok) this.#host.heard(summary.value);
    return answer.ok ? "done" : "refused";
  }
}

const requestOf = ({
  entry: { driverId, idTags },
  offer: { offerId, connectorId, untilMs },
}: Extract<WaitingCall, { kind: "offer" }>): OfferRequest => ({
  offerId,
  driverId,
  connectorId,
  untilMs,
  idTags,
});
