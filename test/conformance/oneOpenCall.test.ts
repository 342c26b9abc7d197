import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, emptyCallQueue, submit } from "../../core/ocpp/callQueue.ts";
import type { CallQueue, CallQueueStep, Link } from "../../core/ocpp/callQueue.ts";
import { v16 } from "../../core/ocpp/v16/index.ts";

type Move =
  | {
      readonly kind: "submit";
      readonly timeoutMs: number;
      readonly lifeMs: number;
      readonly keep: boolean;
    }
  | { readonly kind: "answer"; readonly payload: unknown }
  | { readonly kind: "stray"; readonly messageId: string }
  | { readonly kind: "repeat" }
  | { readonly kind: "due" | "connect" | "lose" };

const timed = fc.record({
  afterMs: fc.nat(40_000),
  move: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("submit" as const),
        timeoutMs: fc.integer({ min: 1, max: 30_000 }),
        lifeMs: fc.integer({ min: 1, max: 120_000 }),
        keep: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("answer" as const),
        payload: fc.oneof(fc.constant({ status: "Accepted" }), fc.jsonValue()),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("stray" as const), messageId: fc.string() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom("repeat", "due", "connect", "lose") }),
    },
  ) as fc.Arbitrary<Move>,
});

/** A charger and its shell: what the effects do on the wire, and who waits for an outcome. */
class Wire {
  queue: CallQueue = emptyCallQueue;
  nowMs = 0;
  isUp = false;
  nextDueMs: number | null = null;
  onTheWire: string | null = null;
  accepted = new Set<string>();
  finished = new Set<string>();
  lastAnswered = "none";
  #count = 0;

  get link(): Link {
    return { version: this.isUp ? v16 : null, nowMs: this.nowMs };
  }

  perform(step: CallQueueStep): void {
    for (const effect of step.effects) {
      if (effect.kind === "send") {
        assert.ok(this.isUp, "sent without a socket");
        assert.equal(this.onTheWire, null, "a second CALL was opened");
        this.onTheWire = effect.messageId;
      } else if (effect.kind === "finished") {
        assert.ok(this.accepted.has(effect.commandId), "what was never taken ended");
        assert.ok(!this.finished.has(effect.commandId), "a command ended twice");
        this.finished.add(effect.commandId);
        if (this.onTheWire === `m-${effect.commandId}`) this.onTheWire = null;
      }
    }
    assert.equal(step.queue.open?.messageId ?? null, this.onTheWire);
    assert.ok(step.nextDueMs === null || step.nextDueMs > this.nowMs, "due in the past");
    // It survives being written down.
    this.queue = JSON.parse(JSON.stringify(step.queue));
    assert.deepEqual(this.queue, step.queue);
    this.nextDueMs = step.nextDueMs;
  }

  respond(messageId: string, payload: unknown): void {
    const response = { kind: "callResult", messageId, payload } as const;
    this.perform(advance(this.queue, { kind: "responded", response }, this.link));
  }

  submit(move: Extract<Move, { kind: "submit" }>): void {
    this.#count += 1;
    const commandId = `${this.#count}`;
    const step = submit(
      this.queue,
      {
        commandId,
        messageId: `m-${commandId}`,
        command: { kind: "reset", type: "Soft" },
        timeoutMs: move.timeoutMs,
        expiresAtMs: this.nowMs + move.lifeMs,
        whenOffline: move.keep ? "wait" : "fail",
      },
      this.link,
    );
    if (!step.ok) return;
    this.accepted.add(commandId);
    this.perform(step.value);
  }

  play(move: Move): void {
    switch (move.kind) {
      case "submit":
        return this.submit(move);
      case "answer":
        if (this.onTheWire === null) return;
        this.lastAnswered = this.onTheWire;
        return this.respond(this.onTheWire, move.payload);
      case "stray":
        return this.respond(move.messageId, { status: "Accepted" });
      case "repeat":
        return this.respond(this.lastAnswered, { status: "Accepted" });
      case "connect":
        this.isUp = true;
        return this.perform(advance(this.queue, { kind: "connected" }, this.link));
      case "lose": {
        this.isUp = false;
        return this.perform(advance(this.queue, { kind: "connectionLost" }, this.link));
      }
      case "due":
        return this.perform(advance(this.queue, { kind: "due" }, this.link));
    }
  }
}

describe("one lock for both directions, or several open CALLs at once", () => {
  it("one CALL is open at most, and every command ends exactly once, whatever happens", () => {
    let ended = 0;
    fc.assert(
      fc.property(fc.array(timed, { maxLength: 60 }), (history) => {
        const wire = new Wire();
        for (const { afterMs, move } of history) {
          wire.nowMs += afterMs;
          wire.play(move);
        }
        // Left alone, all that is pending ends by its own deadlines.
        while (wire.nextDueMs !== null) {
          wire.nowMs = wire.nextDueMs;
          wire.play({ kind: "due" });
        }
        expect(wire.finished).toEqual(wire.accepted);
        ended += wire.finished.size;
      }),
      { numRuns: 1_000, seed: 16 },
    );
    expect(ended).toBeGreaterThan(1_000);
  }, 60_000);
});
