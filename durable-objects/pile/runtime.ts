// A Pile while it is awake: its state in memory, and how a decision is stored and performed.
import { dueTimes, timeCame } from "../../core/charging/due.ts";
import type { Consequence } from "../../core/charging/facts.ts";
import { disconnected } from "../../core/charging/link.ts";
import type { PileProfile } from "../../core/charging/pileApi.ts";
import type { OutboxEntry, PileState } from "../../core/charging/pileState.ts";
import { configured, registered, retired } from "../../core/charging/profile.ts";
import type { Circumstances, Decision, Effect } from "../../core/charging/turn.ts";
import { isPending } from "../../core/live/announcement.ts";
import { announced } from "../../core/live/pile.ts";
import { limits } from "../../core/limits.ts";
import { quirksOf, type Quirks } from "../../core/ocpp/quirks.ts";
import { versionOf } from "../../core/ocpp/versions.ts";
import { offsetAt } from "../../core/pricing/zonedTime.ts";
import type { ObjectEnv } from "../env.ts";
import { PileAnnouncing } from "../live/pileAnnouncing.ts";
import { doneWithin } from "../live/within.ts";
import { PileAlarm } from "./alarm.ts";
import { caughtUp } from "./caughtUp.ts";
import { attachmentOf, ChargerSocket, closeCodes } from "./chargerSocket.ts";
import { DriverSockets } from "./driverSockets.ts";
import { Outbox } from "./outbox.ts";
import { changesSince } from "./ridingChanges.ts";
import { readingsIn } from "./sampleLines.ts";
import { isTold, tell, tellConsequences } from "./screens.ts";
import { PileStore, type SampleBatch } from "./store.ts";
import { Tracing, type TraceDirection } from "./tracing.ts";

/** Sessions whose samples are kept for their drivers' curves; each later one costs one deletion. */
const sessionsKept = 50;
const noSamples: ReadonlyMap<number, SampleBatch> = new Map();

export class PileRuntime {
  readonly charger: ChargerSocket;
  readonly drivers: DriverSockets;
  readonly tracing: Tracing;
  readonly #ctx: DurableObjectState;
  readonly #store: PileStore;
  readonly #outbox: Outbox;
  readonly #announcing: PileAnnouncing;
  readonly #alarm: PileAlarm;
  #state: PileState | null;
  /** As its row has it. */
  #stored: PileState | null;
  #quirks: { readonly of: PileState["quirks"]; readonly sum: Quirks } | null = null;

  constructor(ctx: DurableObjectState, env: ObjectEnv) {
    this.#ctx = ctx;
    this.#store = new PileStore(ctx.storage);
    this.#alarm = new PileAlarm(ctx.storage);
    this.tracing = new Tracing(ctx);
    this.charger = new ChargerSocket(ctx, (text) => this.traced("out", text));
    this.drivers = new DriverSockets(ctx);
    this.#outbox = new Outbox({
      entries: () => this.#state?.outbox ?? [],
      apply: (facts) => env.RECORDS.apply(this.#state?.profile.pileId ?? "", facts),
      confirmed: (batch, consequences) => this.#confirmed(batch, consequences),
      retryAt: (atMs) => this.#alarm.arm(atMs),
    });
    this.#announcing = new PileAnnouncing(env, {
      state: () => this.state,
      told: (state) => {
        this.#state = state;
        this.charger.noteAnnounced(state.announcement.ackedSeq);
      },
      retryAt: (atMs) => this.#alarm.arm(atMs),
    });
    this.#stored = this.#store.load();
    this.#state = this.#stored;
    if (this.#state === null) return;
    if (this.#state.link.online) this.charger.restore(this.#state.link.generation);
    this.#state = caughtUp(this.#state, this.#store, this.charger);
    void ctx.blockConcurrencyWhile(() => this.#alarm.restore());
    this.#flush();
  }

  /** Null for a pile that is not registered, or not any more. */
  get state(): PileState | null {
    return this.#state?.retiredAtMs === null ? this.#state : null;
  }

  /**
   * The state for all but the charger itself. A restart of the platform ends sockets without a
   * word; who asks before the charger is back is told that it is away.
   */
  current(): PileState | null {
    const { state } = this;
    if (state === null || !state.link.online || this.charger.generation !== null) return state;
    this.perform(disconnected(state, state.link.generation, this.circumstances()));
    return this.state;
  }

  /** On the way of every message: while the trace is off it is one comparison. */
  traced(direction: TraceDirection, text: string): void {
    if (this.#state !== null && this.#state.trace !== null) {
      this.tracing.note(this.#state, direction, text);
    }
  }

  circumstances(): Circumstances {
    const subprotocol = this.#known().link.online ? this.charger.subprotocol : null;
    return {
      nowMs: Date.now(),
      version: subprotocol === null ? null : (versionOf(subprotocol) ?? null),
      quirks: this.#quirksNow(),
      readingsOf: (transactionId) => readingsIn(this.linesOf(transactionId)),
    };
  }

  linesOf(transactionId: number): string {
    return this.#store.samplesOf(transactionId) + this.charger.linesOf(transactionId);
  }

  get lastSeenMs(): number | null {
    const { link } = this.#known();
    return this.charger.lastSeenMs ?? (link.generation === 0 ? null : link.sinceMs);
  }

  configure(profile: PileProfile): void {
    const { state } = this;
    if (state !== null) {
      this.perform(configured(state, profile, this.circumstances()));
      return;
    }
    this.#store.create();
    this.#state = registered(this.#state, profile, Date.now());
    this.#write(this.#state, { state: this.#state, store: false });
    this.#flush();
  }

  /** The pile is unknown from now on; its storage goes when the records know what it still knew. */
  async retire(): Promise<void> {
    this.storeSamples();
    this.perform(retired(this.#known(), this.circumstances()));
    this.charger.close(closeCodes.retired, "this pile was removed");
    this.charger.forget();
    this.drivers.closeAll(1001, "this pile was removed");
    this.tracing.over();
    await this.#outbox.flush(Date.now());
    await this.#forgetRetired();
  }

  /** Stores a decision as far as it must be, answers, then does what follows from it. */
  perform(decision: Decision, respond?: (socket: ChargerSocket) => void): void {
    const before = this.#known();
    this.#state = announced(before, decision.state, Date.now());
    const store = this.#keep(decision.effects);
    // Before the write, so that drivers do not wait for the disk: a crash in between ends their
    // sockets too, and they come back to what is stored.
    this.#tellDrivers(decision.effects);
    const isStored = decision.durable || (decision.rides && !this.#ride());
    if (isStored || store) this.#write(before, { state: isStored ? this.#state : null, store });
    // What is sent from here on leaves only when the write above is safe: the output gate waits.
    respond?.(this.charger);
    for (const effect of decision.effects) this.#doEffect(effect);
    if (!isStored) return;
    this.#forgetOld(before, decision.state);
    this.#ctx.waitUntil(this.#alarm.arm(this.#nextDueMs()));
    this.#flush();
  }

  #write(
    before: PileState,
    { state, store }: { readonly state: PileState | null; readonly store: boolean },
  ): void {
    try {
      this.#store.write({ state, samples: store ? this.#batches() : noSamples });
    } catch (error) {
      // What could not be written has not happened: the charger is told so and says it again, and
      // drivers come back to what is.
      this.#state = before;
      this.drivers.closeAll(1011, "not stored");
      throw error;
    }
    if (store) this.charger.drained();
    if (state === null) return;
    this.#stored = state;
    this.charger.forgetChanges();
  }

  /** Lets what changed since the state's row ride on the charger's socket; false where it cannot. */
  #ride(): boolean {
    const changes = this.#stored === null ? null : changesSince(this.#stored, this.#known());
    return changes !== null && this.charger.noteChanges(changes);
  }

  /** The socket of the present generation is gone: what it carried is stored before all else. */
  lost(socket: WebSocket): void {
    const { state } = this;
    const attachment = attachmentOf(socket);
    if (state === null || attachment === null) return;
    if (attachment.generation === state.link.generation) {
      this.traced("link", "closed");
      if (this.charger.generation === null) {
        this.charger.adopt(socket, attachment);
        this.#state = caughtUp(state, this.#store, this.charger);
      }
      this.storeSamples();
      this.charger.forget();
    }
    const present = this.#known();
    this.perform(disconnected(present, attachment.generation, this.circumstances()));
  }

  /** Whatever a socket's attachment still holds goes to its row before the socket is gone. */
  storeSamples(): void {
    if (this.charger.waiting().size === 0) return;
    this.#store.write({ state: null, samples: this.#batches() });
    this.charger.drained();
    this.charger.note(this.charger.lastSeenMs ?? Date.now());
  }

  async alarmRang(): Promise<void> {
    this.#alarm.isOff();
    if (this.#state === null) return;
    const state = this.current();
    if (state !== null) {
      const lastSeenMs = this.lastSeenMs ?? state.link.sinceMs;
      this.perform(timeCame(state, { lastSeenMs, ...this.circumstances() }));
    }
    // While this one rings no other can: records that are slow must not hold back what else is due.
    const work = [this.#outbox.flush(Date.now()), this.#announcing.push(Date.now())];
    await doneWithin(limits.alarmWorkMs.most, Promise.all(work));
    await this.#forgetRetired();
    await this.#alarm.arm(this.#nextDueMs());
  }

  #known(): PileState {
    if (this.#state === null) throw new Error("this pile has no profile");
    return this.#state;
  }

  #quirksNow(): Quirks {
    const { quirks: of, profile } = this.#known();
    if (this.#quirks?.of !== of) {
      const offsetMinutes = offsetAt(Date.now(), profile.timeZone) / 60_000;
      this.#quirks = { of, sum: quirksOf(of, offsetMinutes) };
    }
    return this.#quirks.sum;
  }

  #flush(): void {
    this.#ctx.waitUntil(this.#outbox.flushSoon(Date.now()));
    this.#ctx.waitUntil(this.#announcing.push(Date.now()));
  }

  /** True when what waits is to be stored now. */
  #keep(effects: readonly Effect[]): boolean {
    let store = false;
    for (const effect of effects) {
      if (effect.kind !== "keepSamples") continue;
      this.charger.keep(effect.transactionId, effect.samples);
      store ||= effect.store;
    }
    return (store || this.charger.isFull) && this.charger.waiting().size > 0;
  }

  #batches(): ReadonlyMap<number, SampleBatch> {
    const batches = new Map<number, SampleBatch>();
    for (const [transactionId, lines] of this.charger.waiting()) {
      const session = this.#known()
        .connectors.flatMap(({ use }) => (use.kind === "charging" ? [use.session] : []))
        .find((one) => one.transactionId === transactionId);
      const progress =
        session === undefined ? null : { last: session.last, running: session.running };
      batches.set(transactionId, { lines, progress });
    }
    return batches;
  }

  #doEffect(effect: Effect): void {
    switch (effect.kind) {
      case "send":
        this.charger.send(effect.text);
        return;
      case "traceOver":
        this.tracing.over();
        return;
      case "forgetTrace":
        this.tracing.forget();
        return;
      case "disconnect":
        this.storeSamples();
        this.charger.close(closeCodes.silent, effect.reason);
        this.charger.forget();
        return;
      default:
        // The others are done already.
        return;
    }
  }

  #tellDrivers(effects: readonly Effect[]): void {
    if (this.drivers.isEmpty) return;
    for (const effect of effects) {
      if (isTold(effect)) tell(this.drivers, this.#known(), effect);
    }
  }

  async #confirmed(
    batch: readonly OutboxEntry[],
    consequences: readonly Consequence[],
  ): Promise<void> {
    if (this.#state === null) return;
    const outbox = this.#state.outbox.filter((entry) => !batch.includes(entry));
    this.#state = { ...this.#state, outbox };
    // It costs no row while a socket can carry it; the state's next row takes it along.
    const last = batch.at(-1);
    if (last !== undefined && !this.charger.noteConfirmed(last.seq)) {
      this.#write(this.#state, { state: this.#state, store: false });
    }
    tellConsequences(this.drivers, this.#state, consequences);
    await this.#forgetRetired();
  }

  async #forgetRetired(): Promise<void> {
    const known = this.#state;
    if (known === null || known.retiredAtMs === null || known.outbox.length > 0) return;
    this.#state = null;
    this.#stored = null;
    this.#alarm.isOff();
    await this.#store.destroy();
  }

  #forgetOld(before: PileState, { counters: { transaction } }: PileState): void {
    if (transaction !== before.counters.transaction) {
      this.#store.forgetSamples(transaction - sessionsKept);
    }
  }

  #nextDueMs(): number {
    if (this.#state === null) return Infinity;
    const nowMs = Date.now();
    const lastSeenMs = this.lastSeenMs ?? nowMs;
    const due =
      this.#state.retiredAtMs === null
        ? dueTimes(this.#state, { lastSeenMs, nowMs }).map(({ atMs }) => atMs)
        : [];
    // What a crash kept from leaving goes out at the latest then.
    if (this.#state.outbox.length > 0 || isPending(this.#state.announcement)) {
      due.push(this.#outbox.retryMs ?? nowMs + limits.offlineAfterMs.most);
    }
    return Math.min(...due);
  }
}
