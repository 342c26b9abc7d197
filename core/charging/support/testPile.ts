// A Pile's decisions in a row, as its shell performs them, on a clock of the test's own. Every state
// is frozen before it is given on, so a decision that changes its input throws.
import { parseFrame } from "../../ocpp/frame.ts";
import { v16 } from "../../ocpp/v16/index.ts";
import { quirksOf } from "../../ocpp/quirks.ts";
import type { OcppVersion } from "../../ocpp/version.ts";
import type { Result } from "../../result.ts";
import {
  cardQuestion,
  chargerResponded,
  chargerSaid,
  type RecordsAnswer,
} from "../chargerEvents.ts";
import { dueTimes, timeCame } from "../due.ts";
import type { ChargerAnswer, ChargerEvent } from "../events.ts";
import type { Fact, Reading } from "../facts.ts";
import { connected, disconnected } from "../link.ts";
import * as orders from "../orders.ts";
import type { HoldRequest, PileProfile } from "../pileApi.ts";
import { connectorOf, type PileState, type Session, type Use } from "../pileState.ts";
import { staffCommand, type StaffRequest } from "../staffCommands.ts";
import type { Circumstances, Decision, Effect } from "../turn.ts";
import { aPileState, aStatus, T0 } from "./builders.ts";

export type SentCall = {
  readonly messageId: string;
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

export class TestPile {
  state: PileState;
  nowMs = T0;
  lastSeenMs = T0;
  /** All facts so far, in order. */
  readonly facts: Fact[] = [];
  readonly effects: Effect[] = [];
  readonly calls: SentCall[] = [];
  /** Whether the last decision had to be stored before it was answered. */
  durable = false;
  rides = false;
  readonly #readings = new Map<number, Reading[]>();
  #lastSeq = 0;

  constructor(change: Partial<PileProfile> = {}) {
    this.state = deepFrozen(aPileState(change));
  }

  get circumstances(): Circumstances {
    const { nowMs, version } = this;
    const quirks = quirksOf(this.state.quirks, 480);
    const readingsOf = (id: number): readonly Reading[] => this.#readings.get(id) ?? [];
    return { nowMs, version, quirks, readingsOf };
  }

  get version(): OcppVersion | null {
    return this.state.link.online ? v16 : null;
  }

  use(connectorId = 1): Use {
    const connector = connectorOf(this.state, connectorId);
    if (connector === undefined) throw new Error(`no connector ${connectorId}`);
    return connector.use;
  }

  session(connectorId = 1): Session {
    const use = this.use(connectorId);
    if (use.kind !== "charging") throw new Error(`connector ${connectorId} is ${use.kind}`);
    return use.session;
  }

  factsOf<K extends Fact["kind"]>(kind: K): Extract<Fact, { kind: K }>[] {
    const isOfKind = (fact: Fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind;
    return this.facts.filter(isOfKind);
  }

  /** Online, booted long ago, all connectors available. */
  available(): this {
    this.connect();
    for (const { connectorId } of this.state.connectors) this.says(aStatus({ connectorId }));
    return this;
  }

  connect(): void {
    this.perform(connected(this.state, "ocpp1.6", this.circumstances));
    this.lastSeenMs = this.nowMs;
  }

  disconnect(generation = this.state.link.generation): void {
    this.perform(disconnected(this.state, generation, this.circumstances));
  }

  says(event: ChargerEvent, records: RecordsAnswer | null = null): ChargerAnswer {
    this.lastSeenMs = this.nowMs;
    const decision = chargerSaid(this.state, deepFrozen(event), { records, ...this.circumstances });
    this.perform(decision);
    return decision.answer;
  }

  /** The number that the charger is given. */
  starts(event: ChargerEvent, records: RecordsAnswer | null = null): number {
    const answer = this.says(event, records);
    if (answer.kind !== "started") throw new Error(`answered ${answer.kind}`);
    return answer.transactionId;
  }

  question(event: ChargerEvent): ReturnType<typeof cardQuestion> {
    return cardQuestion(this.state, event);
  }

  hold(request: HoldRequest): ReturnType<typeof orders.hold> {
    return this.#decide(orders.hold(this.state, deepFrozen(request), this.circumstances));
  }

  pay(orderId: string): ReturnType<typeof orders.start> {
    return this.#decide(orders.start(this.state, orderId, this.circumstances));
  }

  release(orderId: string): ReturnType<typeof orders.release> {
    const input = { orderId, failure: "cancelled_by_driver" } as const;
    return this.#decide(orders.release(this.state, input, this.circumstances));
  }

  stop(orderId: string): ReturnType<typeof orders.stop> {
    return this.#decide(orders.stop(this.state, orderId, this.circumstances));
  }

  staff(request: StaffRequest): ReturnType<typeof staffCommand> {
    return this.#decide(staffCommand(this.state, request, this.circumstances));
  }

  /** The charger answers the open call, or one it was asked before. */
  responds(payload: Record<string, unknown>, call = this.calls.at(-1)): void {
    if (call === undefined) throw new Error("nothing was asked");
    const { messageId } = call;
    const response = { kind: "callResult", messageId, payload } as const;
    this.lastSeenMs = this.nowMs;
    this.perform(chargerResponded(this.state, response, this.circumstances));
  }

  /** Time goes by; the alarm rings at every moment that the pile waits for. */
  passes(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (let rings = 0; ; rings += 1) {
      if (rings > 20_000) throw new Error("the alarm rings without end");
      const nextMs = Math.min(...this.#due().map(({ atMs }) => atMs));
      if (nextMs > untilMs) break;
      this.nowMs = Math.max(this.nowMs, nextMs);
      this.rings();
      const still = this.#due().find(({ atMs }) => atMs <= this.nowMs);
      if (still !== undefined) throw new Error(`"${still.name}" is due for ever`);
    }
    this.nowMs = untilMs;
  }

  rings(): void {
    const { lastSeenMs } = this;
    this.perform(timeCame(this.state, { lastSeenMs, ...this.circumstances }));
  }

  perform(decision: Decision): void {
    this.state = deepFrozen(decision.state);
    this.durable = decision.durable;
    this.rides = decision.rides;
    this.effects.push(...decision.effects);
    for (const effect of decision.effects) {
      if (effect.kind === "send") this.calls.push(callOf(effect.text));
      if (effect.kind === "keepSamples") this.#keep(effect);
    }
    for (const { seq, fact } of decision.state.outbox) {
      if (seq <= this.#lastSeq) continue;
      this.#lastSeq = seq;
      this.facts.push(fact);
    }
  }

  /** As after a sleep: what the state's row brings back is all there is. */
  roundTrips(): boolean {
    return isPlain(this.state);
  }

  #due(): ReturnType<typeof dueTimes> {
    return dueTimes(this.state, { lastSeenMs: this.lastSeenMs, nowMs: this.nowMs });
  }

  #keep({ transactionId, samples }: Extract<Effect, { kind: "keepSamples" }>): void {
    const kept = this.#readings.get(transactionId) ?? [];
    for (const { atMs, registerWh } of samples) {
      if (registerWh !== undefined) kept.push([atMs, registerWh]);
    }
    this.#readings.set(transactionId, kept);
  }

  #decide<D extends Decision, E>(decided: Result<D, E>): Result<D, E> {
    if (decided.ok) this.perform(decided.value);
    return decided;
  }
}

function callOf(text: string): SentCall {
  const frame = parseFrame(text);
  if (frame.kind !== "call" || !isRecord(frame.payload)) throw new Error(`not a call: ${text}`);
  const { messageId, action, payload } = frame;
  return { messageId, action, payload };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}

/** Nothing that JSON would lose or change. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object") return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}
