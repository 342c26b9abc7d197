// A station with a waiting list and two piles with chargers, run by the same pure functions as the
// objects. Questions to a pile may be lost, or their answers, and the station may crash in between.
import { orderOf } from "../../charging/pileState.ts";
import { aConnector, aHold, hour, minute } from "../../charging/support/builders.ts";
import { OfferedPile } from "../../charging/support/offeredPile.ts";
import { StreetCharger } from "../../charging/support/streetCharger.ts";
import type { WaitingEnd } from "../../contract/live.ts";
import type { CurrentType } from "../../contract/stations.ts";
import { summaryOf } from "../pile.ts";
import { freeConnectorsOf, newStation, upkeptWaiting, withAnswer, withPile } from "../station.ts";
import type { StationState } from "../station.ts";
import type { PileSummary } from "../summaries.ts";
import { joined, leftWaiting, waitingChanges } from "../waiting.ts";
import * as list from "../waitingList.ts";

export type Fault = "none" | "question lost" | "answer lost" | "crash before" | "crash after";

export class Outlet {
  readonly pile: OfferedPile;
  readonly charger: StreetCharger;
  #said: PileSummary | null = null;

  constructor(pileId: string) {
    const connectors = [aConnector(), aConnector({ connectorId: 2, maxPowerW: 120_000 })];
    this.pile = new OfferedPile({ pileId, connectors });
    this.charger = new StreetCharger(this.pile);
    this.charger.connect(true);
  }

  /** Numbered anew when it is another one. */
  get word(): PileSummary {
    const now = { ...summaryOf(this.pile.state), seq: this.#said?.seq ?? 1 };
    if (this.#said === null || JSON.stringify(now) !== JSON.stringify(this.#said)) {
      this.#said = { ...now, seq: now.seq + 1 };
    }
    return this.#said;
  }
}

export class WaitingPlace {
  readonly outlets = new Map(["P-1", "P-2"].map((pileId) => [pileId, new Outlet(pileId)]));
  /** How each driver's latest waiting was told to have ended. */
  readonly ends = new Map<string, WaitingEnd>();
  readonly orders: { readonly pileId: string; readonly orderId: string }[] = [];
  #memory: StationState;
  #stored: StationState;
  #offers = 0;

  constructor() {
    const connectors = [1, 2].map((connectorId) => ({
      connectorId,
      currentType: "DC" as const,
      maxPowerW: 60_000 * connectorId,
    }));
    this.#memory = newStation({
      stationId: "station-1",
      areaCell: "wtw3s",
      position: { latitude: 31, longitude: 121 },
      piles: [...this.outlets.keys()].map((pileId) => ({ pileId, connectors })),
    });
    for (const { word } of this.outlets.values()) {
      this.#memory = withAnswer(this.#memory, word, this.nowMs);
    }
    this.#stored = this.#memory;
  }

  get nowMs(): number {
    return Math.max(...[...this.outlets.values()].map(({ pile }) => pile.nowMs));
  }

  get waiting(): list.WaitingList {
    return this.#memory.waiting;
  }

  outlet(pileId: string): Outlet {
    const found = this.outlets.get(pileId);
    if (found === undefined) throw new Error(`no pile ${pileId}`);
    return found;
  }

  join(driverId: string, currentType: CurrentType | null = null): string {
    const wish = { driverId, currentType, idTags: [`${driverId}-card`] };
    const taken = joined(this.#memory, wish, this.nowMs);
    if (!taken.ok) return taken.error.code;
    this.ends.delete(driverId);
    this.#commit(taken.value);
    return "waits";
  }

  leave(driverId: string): void {
    this.#commit(leftWaiting(this.#memory, driverId, this.nowMs));
  }

  /** The pile's word arrives. */
  hear(pileId: string): void {
    this.#commit(withPile(this.#memory, this.outlet(pileId).word, this.nowMs).state);
  }

  hearAll(): void {
    for (const pileId of this.outlets.keys()) this.hear(pileId);
  }

  crash(): void {
    this.#memory = this.#stored;
  }

  /** What the object does whenever something has changed, or its alarm has rung. */
  see(faults: readonly Fault[] = []): void {
    const left = [...faults];
    for (let asked = 0; asked < 50; asked += 1) {
      const call = this.#next();
      if (call === null) return;
      const fault = left.shift() ?? "none";
      if (fault === "crash before") return this.crash();
      const answer = fault === "question lost" ? "unanswered" : this.#ask(call);
      if (fault === "crash after") return this.crash();
      const said = fault === "answer lost" ? "unanswered" : answer;
      if (said !== "unanswered") this.hear(pileOf(call));
      const waiting = list.withAnswer(this.#memory.waiting, call, {
        answer: said,
        free: freeConnectorsOf(this.#memory),
        nowMs: this.nowMs,
      });
      this.#commit({ ...this.#memory, waiting });
    }
    throw new Error("it asks without end");
  }

  passes(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (const { pile } of this.outlets.values()) pile.until(untilMs);
  }

  order(driverId: string, pileId: string, connectorId: number): void {
    const { pile } = this.outlet(pileId);
    const order = aHold({ driverId, connectorId, untilMs: pile.nowMs + 3 * minute });
    const holder = this.promises().find(
      (one) => one.pileId === pileId && one.connectorId === connectorId,
    );
    if (!pile.hold(order).ok) return;
    if (holder !== undefined && holder.driverId !== driverId) {
      throw new Error(`${driverId} was given what is kept for ${holder.driverId}`);
    }
    this.orders.push({ pileId, orderId: order.orderId });
  }

  pay(): void {
    const latest = this.orders.at(-1);
    if (latest === undefined) return;
    const { pile, charger } = this.outlet(latest.pileId);
    pile.pay(latest.orderId);
    charger.flows(0, false);
  }

  /** Every promise of every pile that stands at this moment. */
  promises() {
    return [...this.outlets].flatMap(([pileId, { pile }]) =>
      pile.state.bookings.map((booking) => ({ pileId, ...booking })),
    );
  }

  /** What must never be: promised twice, another's, or not known to the station. */
  wrongs(): string[] {
    const { waiting } = this.#memory;
    const offers = [...this.#stored.waiting.entries, ...waiting.entries].map(({ offer }) => offer);
    const known = [...offers, ...waiting.withdrawals].map((one) => one?.offerId);
    const promises = this.promises();
    const places = promises.map(({ pileId, connectorId }) => `${pileId}/${connectorId}`);
    const drivers = waiting.entries.map(({ driverId }) => driverId);
    return [
      ...twice(places).map((place) => `${place} is promised twice`),
      ...twice(drivers).map((driverId) => `${driverId} waits twice`),
      ...promises
        .filter(({ bookingId }) => !known.includes(bookingId))
        .map(({ bookingId }) => `${bookingId} is not known to the station`),
      ...promises.flatMap((promise) => this.#othersAt(promise)),
    ];
  }

  #othersAt(promise: ReturnType<WaitingPlace["promises"]>[number]): string[] {
    const { state } = this.outlet(promise.pileId).pile;
    const connector = state.connectors.find((one) => one.connectorId === promise.connectorId);
    const order = connector === undefined ? null : orderOf(connector);
    if (!state.link.online || order === null || order.driverId === promise.driverId) return [];
    return [`${order.driverId} has what is kept for ${promise.driverId}`];
  }

  /** Everybody unplugs, nothing is lost any more, and a day goes by. */
  comeToRest(): void {
    for (const { charger } of this.outlets.values()) {
      charger.connect(false);
      for (const { connectorId } of charger.outlets) {
        charger.end(connectorId);
        charger.status(connectorId, "Available");
      }
    }
    for (let rounds = 0; rounds < 288; rounds += 1) {
      this.hearAll();
      this.see();
      this.passes(5 * minute);
    }
    this.passes(48 * hour);
    this.hearAll();
    this.see();
  }

  #next(): list.WaitingCall | null {
    const { nowMs } = this;
    const kept = upkeptWaiting(this.#memory, nowMs);
    const offerId = `01KB${String((this.#offers += 1)).padStart(22, "0")}`;
    const free = freeConnectorsOf(kept);
    this.#commit({ ...kept, waiting: list.withNextOffer(kept.waiting, free, { nowMs, offerId }) });
    return list.nextCall(this.#memory.waiting, nowMs);
  }

  #ask(call: list.WaitingCall): "done" | "refused" {
    const { pile } = this.outlet(pileOf(call));
    if (call.kind === "withdraw") {
      pile.withdraw(call.withdrawal.offerId);
      return "done";
    }
    const { offerId, connectorId, untilMs } = call.offer;
    const { driverId, idTags } = call.entry;
    const offered = pile.offer({ offerId, connectorId, untilMs, driverId, idTags });
    return offered === offerId ? "done" : "refused";
  }

  #commit(state: StationState): void {
    const changes = waitingChanges("station-1", this.#stored.waiting, state.waiting);
    for (const [driverId, { end }] of changes) if (end !== null) this.ends.set(driverId, end);
    this.#memory = { ...state, waiting: list.withoutPast(state.waiting) };
    this.#stored = this.#memory;
  }
}

const pileOf = (call: list.WaitingCall): string =>
  call.kind === "offer" ? call.offer.pileId : call.withdrawal.pileId;

const twice = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);
