// A Pile while it is awake: its state in memory, how a decision is stored and performed, its alarm.
import type { Consequence } from "../../core/charging/facts.ts";
import { dueTimes } from "../../core/charging/due.ts";
import { liveConnector, liveOrder, livePile } from "../../core/charging/live.ts";
import {
  connectorOf,
  driverOfOrder,
  orderOf,
  type PileState,
} from "../../core/charging/pileState.ts";
import { meterSession } from "../../core/charging/session.ts";
import type { Circumstances, Decision, Effect } from "../../core/charging/turn.ts";
import { limits } from "../../core/limits.ts";
import { quirksOf, type Quirks } from "../../core/ocpp/quirks.ts";
import { versionOf } from "../../core/ocpp/versions.ts";
import { offsetAt } from "../../core/pricing/zonedTime.ts";
import type { ObjectEnv } from "../env.ts";
import { ChargerSocket, closeCodes } from "./chargerSocket.ts";
import { DriverSockets } from "./driverSockets.ts";
import { Outbox } from "./outbox.ts";
import { readingsIn, samplesIn } from "./sampleLines.ts";
import { PileStore } from "./store.ts";

/** Sessions whose samples are kept for their drivers' curves; each later one costs one deletion. */
const sessionsKept = 50;

export class PileRuntime {
  readonly charger: ChargerSocket;
  readonly drivers: DriverSockets;
  readonly #ctx: DurableObjectState;
  readonly #store: PileStore;
  readonly #outbox: Outbox;
  #state: PileState | null;
  #quirks: { readonly of: PileState["quirks"]; readonly sum: Quirks } | null = null;
  /** Not known after a wake-up until asked. */
  #armedMs: number | null = null;
  #retryOutboxMs: number | null = null;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    this.#ctx = ctx;
    this.#store = new PileStore(ctx.storage);
    this.charger = new ChargerSocket(ctx);
    this.drivers = new DriverSockets(ctx);
    this.#outbox = new Outbox({
      facts: () => this.#state?.outbox ?? [],
      apply: (facts) => env.RECORDS.apply(this.#state?.profile.pileId ?? "", facts),
      confirmed: (upToSeq, consequences) => this.#confirmed(upToSeq, consequences),
      retryAt: (atMs) => {
        this.#retryOutboxMs = atMs;
        ctx.waitUntil(this.#arm(atMs));
      },
    });
    this.#state = this.#store.load();
    if (this.#state === null) return;
    this.charger.restore(this.#state.link.generation);
    this.#state = this.#withSamples(this.#state);
    if (this.#state.outbox.length > 0) this.flush();
  }

  get state(): PileState | null {
    return this.#state;
  }

  get quirks(): Quirks {
    const { quirks: of, profile } = this.#known();
    if (this.#quirks?.of !== of) {
      const offsetMinutes = offsetAt(Date.now(), profile.timeZone) / 60_000;
      this.#quirks = { of, sum: quirksOf(of, offsetMinutes) };
    }
    return this.#quirks.sum;
  }

  circumstances(): Circumstances {
    const subprotocol = this.charger.subprotocol;
    return {
      nowMs: Date.now(),
      version: subprotocol === null ? null : (versionOf(subprotocol) ?? null),
      quirks: this.quirks,
      readingsOf: (transactionId) => readingsIn(this.linesOf(transactionId)),
    };
  }

  linesOf(transactionId: number): string {
    return this.#store.samplesOf(transactionId) + this.charger.linesOf(transactionId);
  }

  /** A profile is there from now on; it is stored at once. */
  create(state: PileState): void {
    this.#store.create();
    this.#state = state;
    this.#store.write({ state, samples: new Map() });
  }

  async destroy(): Promise<void> {
    this.charger.close(closeCodes.retired, "this pile was removed");
    this.drivers.closeAll(1001, "this pile was removed");
    this.#state = null;
    await this.#store.destroy();
  }

  /** Stores a decision as far as it must be, answers, then does what follows from it. */
  perform(decision: Decision, respond?: (socket: ChargerSocket) => void): void {
    const before = this.#known();
    this.#state = decision.state;
    const store = this.#keep(decision.effects);
    if (decision.durable || store) {
      this.#store.write({
        state: decision.durable ? decision.state : null,
        samples: store ? this.charger.waiting() : new Map(),
      });
      if (store) this.charger.drained();
    }
    // What is sent from here on leaves only when the write above is safe: the output gate waits.
    respond?.(this.charger);
    for (const effect of decision.effects) this.#doEffect(effect);
    this.#forgetOld(before, decision.state);
    if (decision.state.outbox.length > 0) this.flush();
    if (decision.durable || before.queue !== decision.state.queue) {
      this.#ctx.waitUntil(this.#arm(this.#nextDueMs()));
    }
  }

  /** Whatever a socket's attachment still holds goes to its row before the socket is gone. */
  storeSamples(): void {
    const samples = this.charger.waiting();
    if (samples.size === 0) return;
    this.#store.write({ state: null, samples });
    this.charger.drained();
  }

  flush(): void {
    this.#ctx.waitUntil(this.#outbox.flush(() => Date.now()));
  }

  /** The alarm rang: it is not set any more. */
  async rearm(): Promise<void> {
    this.#armedMs = Infinity;
    if (this.#retryOutboxMs !== null && this.#retryOutboxMs <= Date.now()) {
      this.#retryOutboxMs = null;
      await this.#outbox.flush(() => Date.now());
    }
    await this.#arm(this.#nextDueMs());
  }

  #known(): PileState {
    if (this.#state === null) throw new Error("this pile has no profile");
    return this.#state;
  }

  /** Samples that were stored or waited when the object slept are part of what it knew. */
  #withSamples(state: PileState): PileState {
    const connectors = state.connectors.map((connector) => {
      if (connector.use.kind !== "charging") return connector;
      let { session } = connector.use;
      for (const sample of samplesIn(this.linesOf(session.transactionId))) {
        session = meterSession(session, sample);
      }
      return { ...connector, use: { kind: "charging", session } as const };
    });
    return { ...state, connectors };
  }

  /** True when what waits is to be stored now. */
  #keep(effects: readonly Effect[]): boolean {
    let store = false;
    for (const effect of effects) {
      if (effect.kind !== "keepSamples") continue;
      this.charger.keep(effect.transactionId, effect.samples);
      store ||= effect.store;
    }
    return store || this.charger.isFull;
  }

  #doEffect(effect: Effect): void {
    switch (effect.kind) {
      case "send":
        this.charger.send(effect.text);
        return;
      case "disconnect":
        this.charger.close(closeCodes.silent, effect.reason);
        return;
      case "keepSamples":
        return;
      case "tellOnline":
      case "tellConnector":
      case "tellOrder":
        if (!this.drivers.isEmpty) this.#tell(effect);
    }
  }

  #tell(effect: Extract<Effect, { kind: "tellOnline" | "tellConnector" | "tellOrder" }>): void {
    const state = this.#known();
    switch (effect.kind) {
      case "tellOnline":
        this.drivers.broadcast({ kind: "online", online: state.link.online });
        this.#tellOrders(state);
        return;
      case "tellConnector": {
        const connector = connectorOf(state, effect.connectorId);
        if (connector === undefined) return;
        this.drivers.broadcast({ kind: "connector", connector: liveConnector(connector) });
        return;
      }
      case "tellOrder": {
        const driverId = driverOfOrder(state, effect.orderId);
        if (driverId !== null && this.drivers.has(driverId))
          this.tellDriver(driverId, effect.orderId);
      }
    }
  }

  #tellOrders(state: PileState): void {
    for (const connector of state.connectors) {
      const order = orderOf(connector);
      if (order !== null) this.tellDriver(order.driverId, order.orderId);
    }
  }

  tellDriver(driverId: string, orderId: string): void {
    const order = liveOrder(this.#known(), orderId);
    if (order !== null) this.drivers.sendTo(driverId, { kind: "order", order });
  }

  snapshot(): ReturnType<typeof livePile> {
    return livePile(this.#known());
  }

  #confirmed(upToSeq: number, consequences: readonly Consequence[]): void {
    if (this.#state === null) return;
    const outbox = this.#state.outbox.filter(({ seq }) => seq > upToSeq);
    // Not written: facts that come again after a crash are harmless, and the next write takes it along.
    this.#state = { ...this.#state, outbox };
    for (const { kind, orderId } of consequences) {
      const driverId = driverOfOrder(this.#state, orderId);
      if (driverId === null) continue;
      const state = kind === "settled" ? "settled" : "start_failed";
      this.drivers.sendTo(driverId, { kind: "orderEnded", orderId, state });
    }
  }

  #forgetOld(before: PileState, after: PileState): void {
    const started = after.counters.transaction;
    if (started === before.counters.transaction || started <= sessionsKept) return;
    this.#store.forgetSamples(started - sessionsKept);
  }

  #nextDueMs(): number {
    if (this.#state === null) return Infinity;
    const lastSeenMs = this.charger.lastSeenMs ?? this.#state.link.sinceMs;
    const due = dueTimes(this.#state, lastSeenMs).map(({ atMs }) => atMs);
    if (this.#retryOutboxMs !== null) due.push(this.#retryOutboxMs);
    // Facts that a crash kept from leaving go out at the latest then.
    if (this.#state.outbox.length > 0) due.push(Date.now() + limits.offlineAfterMs.most);
    return Math.min(...due);
  }

  /** An alarm that rings early costs a wake-up, one that is set a row: only an earlier one is set. */
  async #arm(atMs: number): Promise<void> {
    if (atMs === Infinity) return;
    this.#armedMs ??= (await this.#ctx.storage.getAlarm()) ?? Infinity;
    if (this.#armedMs <= atMs) return;
    this.#armedMs = atMs;
    await this.#ctx.storage.setAlarm(Math.max(atMs, Date.now()));
  }
}
