// A charger with real meters and a memory, for random histories: it loses no transaction message,
// repeats some, buffers while it is offline, keeps a clock that is set wrong and right again.
import type { ChargerEvent } from "../events.ts";
import { aBoot, aCardOrder, aMeter, aSample, aStatus } from "./builders.ts";
import type { SentCall, TestPile } from "./testPile.ts";

type Running = {
  readonly key: number;
  readonly idTag: string;
  transactionId: number | null;
};

type Outlet = {
  readonly connectorId: number;
  registerWh: number;
  running: Running | null;
};

type Queued =
  | { readonly kind: "start"; readonly key: number; readonly event: ChargerEvent }
  | { readonly kind: "stop"; readonly key: number; readonly event: ChargerEvent };

const powerW = 60_000;

export class StreetCharger {
  readonly outlets: Outlet[] = [1, 2].map((connectorId) => ({
    connectorId,
    registerWh: 100_000 * connectorId,
    running: null,
  }));
  clockOffsetMs = 0;
  /** What the records say of cards; null: out of reach. */
  cards: "Accepted" | "Blocked" | null = "Accepted";
  readonly cardOrders: string[] = [];
  deliveredWh = 0;
  readonly #pile: TestPile;
  #queue: Queued[] = [];
  readonly #numbers = new Map<number, number>();
  #handledCalls = 0;
  #keys = 0;
  #latest: Queued[] = [];

  constructor(pile: TestPile) {
    this.#pile = pile;
  }

  /** As the decoder takes it: never from the future, nor older than a year. */
  get clockMs(): number {
    const { nowMs } = this.#pile;
    return this.clockOffsetMs > 5 * 60_000 ? nowMs : nowMs + this.clockOffsetMs;
  }

  outlet(connectorId: number): Outlet {
    const found = this.outlets.find((one) => one.connectorId === connectorId);
    if (found === undefined) throw new Error(`no outlet ${connectorId}`);
    return found;
  }

  begin(connectorId: number, idTag: string): void {
    const outlet = this.outlet(connectorId);
    if (outlet.running !== null) return;
    // No two starts of one card are within a second.
    this.#pile.passes(1_000);
    const key = (this.#keys += 1);
    outlet.running = { key, idTag, transactionId: null };
    const { registerWh: meterStartWh } = outlet;
    const event: ChargerEvent = {
      kind: "transactionStarted",
      connectorId,
      idTag,
      meterStartWh,
      reservationId: null,
      atMs: this.clockMs,
    };
    this.#queue.push({ kind: "start", key, event });
    this.#drain();
    this.status(connectorId, "Charging");
  }

  end(connectorId: number, named: "own" | "unknown" = "own"): void {
    const outlet = this.outlet(connectorId);
    const { running, registerWh } = outlet;
    if (running === null) return;
    outlet.running = null;
    const event: ChargerEvent = {
      kind: "transactionStopped",
      transactionId: named === "own" ? (this.#numbers.get(running.key) ?? 0) : -1,
      idTag: running.idTag,
      meterStopWh: registerWh,
      reason: "Local",
      atMs: this.clockMs,
      samples: [],
    };
    this.#queue.push({ kind: "stop", key: running.key, event });
    this.#drain();
    this.status(connectorId, "Available");
  }

  /** Energy flows for a while; then a sample is sent, or is not. */
  flows(seconds: number, sampled: boolean): void {
    this.#pile.passes(seconds * 1_000);
    for (const outlet of this.outlets) {
      if (outlet.running === null) continue;
      const riseWh = Math.floor((powerW * seconds) / 3_600);
      outlet.registerWh += riseWh;
      this.deliveredWh += riseWh;
      if (sampled) this.#sample(outlet, outlet.running);
    }
    this.#obey();
  }

  #sample({ connectorId, registerWh }: Outlet, { key }: Running): void {
    const transactionId = this.#numbers.get(key);
    if (!this.#pile.state.link.online || transactionId === undefined) return;
    const samples = [aSample({ atMs: this.clockMs, registerWh, powerW })];
    this.#pile.says(aMeter({ connectorId, transactionId, samples }));
  }

  status(connectorId: number, status: "Available" | "Preparing" | "Charging" | "Faulted"): void {
    if (!this.#pile.state.link.online) return;
    const errorCode = status === "Faulted" ? "GroundFailure" : "NoError";
    this.#pile.says(aStatus({ connectorId, status, errorCode, atMs: this.clockMs }));
  }

  disconnect(): void {
    this.#pile.disconnect();
  }

  connect(boots: boolean): void {
    this.#pile.connect();
    if (boots) this.#pile.says(aBoot());
    for (const { connectorId, running } of this.outlets) {
      this.status(connectorId, running === null ? "Available" : "Charging");
    }
    this.#drain();
    this.#obey();
  }

  /** The answer was lost, so it says the latest again. */
  repeats(): void {
    if (!this.#pile.state.link.online) return;
    for (const queued of this.#latest) this.#say(queued);
    this.#obey();
  }

  /** Answers every call that it has not answered yet. */
  #obey(): void {
    while (this.#pile.state.link.online && this.#handledCalls < this.#pile.calls.length) {
      const call = this.#pile.calls[this.#handledCalls];
      this.#handledCalls += 1;
      if (call !== undefined) this.#answer(call);
    }
  }

  #answer(call: SentCall): void {
    const { action, payload } = call;
    if (action === "RemoteStartTransaction") {
      const outlet = this.outlet(Number(payload["connectorId"]));
      const isFree = outlet.running === null;
      this.#pile.responds({ status: isFree ? "Accepted" : "Rejected" }, call);
      if (isFree) this.begin(outlet.connectorId, String(payload["idTag"]));
      return;
    }
    if (action === "RemoteStopTransaction") {
      const outlet = this.outlets.find(
        ({ running }) =>
          running !== null && this.#numbers.get(running.key) === payload["transactionId"],
      );
      this.#pile.responds({ status: outlet === undefined ? "Rejected" : "Accepted" }, call);
      if (outlet !== undefined) this.end(outlet.connectorId);
      return;
    }
    this.#pile.responds(action === "GetConfiguration" ? {} : { status: "Accepted" }, call);
  }

  #drain(): void {
    while (this.#pile.state.link.online && this.#queue.length > 0) {
      const [queued, ...rest] = this.#queue;
      this.#queue = rest;
      if (queued === undefined) return;
      const said = this.#numbered(queued);
      this.#say(said);
      this.#latest = [...this.#latest, said].slice(-3);
    }
  }

  /** A stop that was buffered before its start was answered names what it is given now. */
  #numbered(queued: Queued): Queued {
    const { event, key, kind } = queued;
    const transactionId = this.#numbers.get(key);
    if (event.kind !== "transactionStopped" || event.transactionId !== 0) return queued;
    return transactionId === undefined ? queued : { kind, key, event: { ...event, transactionId } };
  }

  #say({ kind, key, event }: Queued): void {
    if (kind === "stop") {
      this.#pile.says(event);
      return;
    }
    const answer = this.#pile.says(event, this.#recordsOn(event));
    if (answer.kind !== "started") return;
    this.#numbers.set(key, answer.transactionId);
    const outlet = this.outlets.find(({ running }) => running?.key === key);
    if (answer.status !== "Accepted" && outlet !== undefined) this.end(outlet.connectorId);
  }

  #recordsOn(event: ChargerEvent): Parameters<TestPile["says"]>[1] {
    if (this.#pile.question(event) === null || this.cards === null) return null;
    if (this.cards === "Blocked") return { kind: "card", card: { status: "Blocked" } };
    const order = aCardOrder();
    this.cardOrders.push(order.orderId);
    return { kind: "card", card: { status: "Accepted", order } };
  }
}
