// The records as the Piles see them: facts to apply, cards to judge, orders for charges that a card
// began. The Piles call it over RPC, so that no object ever knows a table.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Consequence, Fact, RecordsService } from "../core/charging/facts.ts";
import { dbOf } from "./db/database.ts";
import type { Env } from "./env.ts";
import { heedFacts } from "./maintenance/heedFacts.ts";
import { postOf } from "./notices/notices.ts";
import { moneyOf } from "./payments/money.ts";
import { applyFacts } from "./records/applyFacts.ts";
import { authorizeCard, openCardOrder } from "./records/cards.ts";
import { leaveWhereCharging } from "./waiting/chargesThere.ts";
import { listsOf } from "./waiting/lists.ts";

export class Records extends WorkerEntrypoint<Env> implements RecordsService {
  async apply(pileId: string, facts: readonly Fact[]): Promise<readonly Consequence[]> {
    const nowMs = Date.now();
    const applied = await applyFacts(moneyOf(this.env, this.ctx), { pileId, facts, nowMs });
    await heedFacts(postOf(this.env), { pileId, facts, nowMs });
    // After the answer: the Station may ask the Pile, which waits for it.
    this.ctx.waitUntil(leaveWhereCharging(listsOf(this.env), facts, nowMs));
    return applied;
  }

  async authorizeCard(
    input: Parameters<RecordsService["authorizeCard"]>[0],
  ): ReturnType<RecordsService["authorizeCard"]> {
    return authorizeCard(dbOf(this.env), input);
  }

  async openCardOrder(
    input: Parameters<RecordsService["openCardOrder"]>[0],
  ): ReturnType<RecordsService["openCardOrder"]> {
    return openCardOrder(dbOf(this.env), input);
  }
}
