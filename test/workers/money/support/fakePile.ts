// A Pile behind its port: it holds, starts and charges, and keeps its facts in order until they are
// confirmed. The real one is tested with its charger elsewhere.
import type { Fact, SessionEnded } from "../../../../core/charging/facts.ts";
import type { HoldRequest, OrderRefusal } from "../../../../core/charging/pileApi.ts";
import type { LiveOrder } from "../../../../core/contract/live.ts";
import type { CurvePoint, OrderFailure } from "../../../../core/contract/orders.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import type { PileDesk } from "../../../../worker/payments/money.ts";
import type * as z from "zod/mini";

type Use =
  | { readonly kind: "held" }
  | { readonly kind: "charging"; readonly startedAtMs: number }
  | { readonly kind: "ended" }
  | { readonly kind: "over"; readonly failure: OrderFailure };

const over = (failure: OrderFailure): Result<never, OrderRefusal> =>
  err({ code: "order_over", failure });

export class FakePile implements PileDesk {
  readonly orders = new Map<string, Use>();
  readonly #keys = new Map<string, string>();
  readonly facts: Fact[] = [];
  /** How many of the facts the records have confirmed. */
  confirmed = 0;
  /** Refuses the next start with this. */
  refuseStart: OrderRefusal | null = null;
  nowMs: number;
  #transactions = 0;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  get holder(): string | null {
    for (const [orderId, { kind }] of this.orders) {
      if (kind === "held" || kind === "charging") return orderId;
    }
    return null;
  }

  async hold({ orderId, driverId, idempotencyKey }: HoldRequest): ReturnType<PileDesk["hold"]> {
    const key = `${driverId} ${idempotencyKey}`;
    const before = idempotencyKey === null ? undefined : this.#keys.get(key);
    if (before !== undefined) return ok({ orderId: before, repeated: true });
    if (this.holder !== null) return err({ code: "connector_taken" } as const);
    this.orders.set(orderId, { kind: "held" });
    if (idempotencyKey !== null) this.#keys.set(key, orderId);
    return ok({ orderId, repeated: false });
  }

  async start(orderId: string): Promise<Result<null, OrderRefusal>> {
    if (this.refuseStart !== null) {
      const refusal = this.refuseStart;
      this.refuseStart = null;
      return err(refusal);
    }
    const use = this.orders.get(orderId);
    if (use === undefined || use.kind === "ended") return err({ code: "order_not_found" });
    if (use.kind === "over") return over(use.failure);
    if (use.kind === "charging") return ok(null);
    this.orders.set(orderId, { kind: "charging", startedAtMs: this.nowMs });
    this.facts.push({ kind: "sessionStarted", orderId, startedAtMs: this.nowMs });
    return ok(null);
  }

  async release({ orderId, failure }: { orderId: string; failure: OrderFailure }) {
    const use = this.orders.get(orderId);
    if (use === undefined || use.kind === "ended") return err({ code: "order_not_found" } as const);
    if (use.kind === "charging") return err({ code: "order_not_cancellable" } as const);
    if (use.kind === "held") this.orders.set(orderId, { kind: "over", failure });
    return ok(null);
  }

  async stop(orderId: string): Promise<Result<null, OrderRefusal>> {
    const use = this.orders.get(orderId);
    return use?.kind === "charging" ? ok(null) : err({ code: "order_not_stoppable" });
  }

  async liveOrder(orderId: string): Promise<LiveOrder | null> {
    const use = this.orders.get(orderId);
    if (use?.kind !== "charging") return null;
    return {
      orderId,
      connectorId: 1,
      state: "charging",
      step: null,
      startedAtMs: use.startedAtMs,
      sampledAtMs: this.nowMs,
      energyWh: 4_200,
      powerW: 60_000,
      voltageV: null,
      currentA: null,
      socPercent: null,
      electricityFen: 336,
      serviceFen: 168,
      otherFen: 0,
      totalFen: 504,
      prepaidFen: 5_000,
      remainingS: null,
      pileOnline: true,
      stopReason: null,
      failure: null,
    };
  }

  async curve(orderId: string): Promise<readonly z.infer<typeof CurvePoint>[]> {
    const use = this.orders.get(orderId);
    if (use?.kind !== "charging" && use?.kind !== "ended") return [];
    return [{ atMs: this.nowMs, energyWh: 0, powerW: null, socPercent: null }];
  }

  /** The hold runs out before anybody has paid. */
  expire(orderId: string): void {
    if (this.orders.get(orderId)?.kind === "held") this.fail(orderId, "payment_expired");
  }

  fail(orderId: string, failure: OrderFailure): void {
    this.orders.set(orderId, { kind: "over", failure });
    this.facts.push({ kind: "startFailed", orderId, failure, atMs: this.nowMs });
  }

  /** The charge ends after so much energy. */
  finish(orderId: string, energyWh: number, given: Partial<SessionEnded> = {}): void {
    const use = this.orders.get(orderId);
    if (use?.kind !== "charging") return;
    this.orders.set(orderId, { kind: "ended" });
    this.facts.push(this.ended(orderId, energyWh, { startedAtMs: use.startedAtMs, ...given }));
  }

  ended(orderId: string | null, energyWh: number, given: Partial<SessionEnded> = {}): SessionEnded {
    this.#transactions += 1;
    const { startedAtMs = this.nowMs, meterStartWh = 1_000 } = given;
    const endedAtMs = startedAtMs + 3_600_000;
    return {
      kind: "sessionEnded",
      orderId,
      connectorId: 1,
      transactionId: this.#transactions,
      idTag: "ZH0000",
      startedAtMs,
      endedAtMs,
      meterStartWh,
      meterStopWh: meterStartWh + energyWh,
      reason: "Remote",
      readings: [
        [startedAtMs, meterStartWh],
        [endedAtMs, meterStartWh + energyWh],
      ],
      anomalies: [],
      idle: null,
      ...given,
    };
  }
}
