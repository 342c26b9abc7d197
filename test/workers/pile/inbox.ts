// The bindings of the tests of a Pile, and what waits in them: messages that come, and records that do
// as a test says.
import { env as bindings } from "cloudflare:workers";
import type { Fact, RecordsService } from "../../../core/charging/facts.ts";
import { aCardOrder } from "../../../core/charging/support/builders.ts";
import type { Pile } from "../../../durable-objects/pile/pile.ts";

type TestEnv = {
  readonly PILE: DurableObjectNamespace<Pile>;
  readonly TOKEN_SECRETS: string;
};

// The bindings are those of wrangler.toml and vitest.config.ts, whose types nothing generates.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const env = bindings as unknown as TestEnv;

/** Looks again after every turn of the runtime: what an object promises, another cannot wait for. */
const turnsMost = 5_000;

export class Inbox<Message> {
  readonly all: Message[] = [];
  readonly #taken = new Set<Message>();

  put(message: Message): void {
    this.all.push(message);
  }

  /** The next one like that which was not taken yet, once it is there. */
  async next<Wanted extends Message>(wanted: (one: Message) => one is Wanted): Promise<Wanted>;
  async next(wanted: (one: Message) => boolean): Promise<Message>;
  async next(wanted: (one: Message) => boolean): Promise<Message> {
    for (let turns = 0; turns < turnsMost; turns += 1) {
      const there = this.all.find((one) => !this.#taken.has(one) && wanted(one));
      if (there !== undefined) {
        this.#taken.add(there);
        return there;
      }
      await aTurn();
    }
    throw new Error(`it never came; what came: ${JSON.stringify(this.all).slice(-2_000)}`);
  }
}

/** Everybody else has a turn while an object that nobody uses is asked something. */
const aTurn = async (): Promise<void> => {
  await env.PILE.get(env.PILE.idFromName("nobody's")).getCommand("none");
};

/**
 * Records that remember what they were told of one pile, and fail while `isAway`. Bindings are shared:
 * piles of earlier tests, whose sockets close behind them, tell theirs here as well.
 */
export class TestRecords implements RecordsService {
  readonly #pileId: string;
  isAway = false;
  readonly applied = new Inbox<Fact>();
  readonly asked = new Inbox<"authorizeCard" | "openCardOrder">();
  batches = 0;
  attempts = 0;
  card: Awaited<ReturnType<RecordsService["openCardOrder"]>> = {
    status: "Accepted",
    order: aCardOrder(),
  };
  /** A question waits for this before it is answered. */
  before: Promise<void> = Promise.resolve();

  constructor(pileId: string) {
    this.#pileId = pileId;
  }

  async apply(pileId: string, facts: readonly Fact[]): Promise<readonly []> {
    if (pileId !== this.#pileId) return [];
    this.attempts += 1;
    if (this.isAway) throw new Error("the records are away");
    this.batches += 1;
    for (const fact of facts) this.applied.put(fact);
    return [];
  }

  async authorizeCard(): ReturnType<RecordsService["authorizeCard"]> {
    this.asked.put("authorizeCard");
    await this.before;
    return { status: "Accepted", driverId: "driver-2", expiresAtMs: null };
  }

  async openCardOrder(): ReturnType<RecordsService["openCardOrder"]> {
    this.asked.put("openCardOrder");
    await this.before;
    return this.card;
  }

  factOf<K extends Fact["kind"]>(kind: K): Promise<Extract<Fact, { kind: K }>> {
    return this.applied.next((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
  }
}
