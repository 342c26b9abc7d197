// A small world of piles, stations, areas and a network that loses, repeats and reorders, run by
// the same pure functions as the objects. Tests drive it step by step and then let it come to rest.
import type { ConnectorState } from "../../contract/stations.ts";
import { acknowledged, changed, isPending, nothingAnnounced } from "../announcement.ts";
import * as area from "../area.ts";
import type { DirectoryStation } from "../directory.ts";
import * as station from "../station.ts";
import type { PileSummary, StationSummary } from "../summaries.ts";
import { LossyNetwork, summaryOf, type Message, type Pile } from "./lossyNetwork.ts";

/** What an object holds in memory, and what it would hold after a crash. */
type Kept<S> = { memory: S; stored: S };

export class Flow {
  readonly piles = new Map<string, Kept<Pile>>();
  readonly stations = new Map<string, Kept<station.StationState | null>>();
  readonly areas = new Map<string, Kept<area.AreaState | null>>();
  /** The records: where each station stands. */
  readonly cells = new Map<string, string>();
  readonly #network = new LossyNetwork();
  /** Answers that wait for the commit of what they answer, by the object that gives them. */
  readonly #waiting = new Map<string, Message[]>();
  #nowMs = 1_000;

  constructor(given: {
    readonly cells: readonly string[];
    readonly stations: Readonly<Record<string, string>>;
    readonly piles: Readonly<Record<string, string>>;
  }) {
    for (const cell of given.cells) this.areas.set(cell, { memory: null, stored: null });
    for (const [stationId, cell] of Object.entries(given.stations)) {
      this.cells.set(stationId, cell);
      this.stations.set(stationId, { memory: null, stored: null });
    }
    for (const [pileId, stationId] of Object.entries(given.piles)) {
      const pile: Pile = {
        stationId,
        state: "offline",
        announcement: changed(nothingAnnounced, this.#tick()),
      };
      this.piles.set(pileId, { memory: pile, stored: pile });
    }
  }

  #tick(): number {
    this.#nowMs += 1;
    return this.#nowMs;
  }

  /** A pile's state changes; it is stored before anybody is told. */
  changePile(pileId: string, state: ConnectorState): void {
    const pile = this.#pile(pileId);
    if (pile.memory.state === state) return;
    const announcement = changed(pile.memory.announcement, this.#tick());
    pile.memory = { ...pile.memory, state, announcement };
    pile.stored = pile.memory;
  }

  /** A person moves things: no message is under way from one move to the next. */
  movePile(pileId: string, stationId: string): void {
    this.#deliverAll();
    const pile = this.#pile(pileId);
    const former = pile.memory.stationId;
    const announcement = changed(pile.memory.announcement, this.#tick());
    pile.memory = { ...pile.memory, stationId, announcement };
    pile.stored = pile.memory;
    for (const to of [former, stationId]) this.#answer({ kind: "recordsChanged", to });
  }

  moveStation(stationId: string, cell: string | null): void {
    this.#deliverAll();
    if (cell === null) this.cells.delete(stationId);
    else this.cells.set(stationId, cell);
    this.#answer({ kind: "recordsChanged", to: stationId });
  }

  tellStation(pileId: string): void {
    const { memory } = this.#pile(pileId);
    if (!isPending(memory.announcement)) return;
    const summary = summaryOf(pileId, memory);
    this.#network.send({ kind: "pile", to: memory.stationId, summary });
  }

  tellArea(stationId: string): void {
    const { stored } = this.#station(stationId);
    const telling = stored === null ? null : station.nextTelling(stored);
    if (telling === null) return;
    const message: Message =
      telling.kind === "changed"
        ? { kind: "station", to: telling.areaCell, summary: telling.summary }
        : { kind: "left", to: telling.areaCell, left: { stationId, seq: telling.seq } };
    this.#network.send(message, telling);
  }

  /** The first use after a loss, or the Worker's word that the records have changed. */
  readRecords(stationId: string): void {
    const kept = this.#station(stationId);
    const entry = this.#entry(stationId);
    if (kept.memory !== null) {
      kept.memory = station.withRecords(kept.memory, entry, this.#tick());
    } else if (entry !== null) kept.memory = station.newStation(entry);
  }

  /** Any use of a station: one that forgot, or does not know a pile yet, catches up. */
  useStation(stationId: string): void {
    const kept = this.#station(stationId);
    if (kept.memory === null) this.readRecords(stationId);
    else if (kept.stored !== null && station.pilesToAsk(kept.memory).length === 0) return;
    for (const pileId of kept.memory === null ? [] : station.pilesToAsk(kept.memory)) {
      if (kept.memory === null) return;
      const pile = summaryOf(pileId, this.#pile(pileId).memory);
      kept.memory = station.withAnswer(kept.memory, pile, this.#nowMs);
    }
    this.commitStation(stationId);
  }

  useArea(cell: string): void {
    const kept = this.#area(cell);
    if (kept.memory !== null && area.stationsToAsk(kept.memory).length === 0) return;
    kept.memory ??= area.newArea(cell, this.#stationsIn(cell));
    for (const stationId of area.stationsToAsk(kept.memory)) {
      this.#answer({ kind: "ask", to: stationId, from: cell });
    }
    this.commitArea(cell);
  }

  commitStation(stationId: string): void {
    const kept = this.#station(stationId);
    if (kept.memory === null) return;
    const settled = station.settle(kept.stored, kept.memory, this.#tick());
    kept.memory = settled.state;
    if (settled.store) kept.stored = settled.state;
    this.#answerWaiting(stationId);
  }

  commitArea(cell: string): void {
    const kept = this.#area(cell);
    if (kept.memory === null) return;
    kept.memory = area.settle(kept.stored, kept.memory).state;
    kept.stored = kept.memory;
    this.#answerWaiting(cell);
  }

  /** What was not stored is forgotten; of an acknowledgement that is the usual case. */
  crash(id: string): void {
    const kept = this.piles.get(id) ?? this.stations.get(id) ?? this.areas.get(id);
    if (kept !== undefined) kept.memory = kept.stored;
    this.#waiting.delete(id);
  }

  /** Storage is lost. A pile goes on with what its charger says, numbered by the clock. */
  reset(id: string): void {
    const parent = this.stations.get(id) ?? this.areas.get(id);
    if (parent !== undefined) {
      parent.memory = null;
      parent.stored = null;
      this.#waiting.delete(id);
    }
    const pile = this.piles.get(id);
    if (pile === undefined) return;
    pile.memory = { ...pile.memory, announcement: changed(nothingAnnounced, this.#tick()) };
    pile.stored = pile.memory;
  }

  drop(at: number): void {
    this.#network.drop(at);
  }

  repeat(at: number): void {
    this.#network.repeat(at);
  }

  deliver(at: number): void {
    const sent = this.#network.take(at);
    if (sent !== undefined) this.#arrive(sent);
  }

  /** No more faults: every retry runs until nothing is left to say. */
  comeToRest(): void {
    for (let round = 0; round < 50; round += 1) {
      for (const cell of this.areas.keys()) {
        this.useArea(cell);
        this.commitArea(cell);
      }
      for (const stationId of this.stations.keys()) {
        this.useStation(stationId);
        this.commitStation(stationId);
      }
      for (const pileId of this.piles.keys()) this.tellStation(pileId);
      for (const stationId of this.stations.keys()) this.tellArea(stationId);
      if (this.#network.isEmpty) return;
      this.#deliverAll();
    }
    throw new Error("it does not come to rest");
  }

  #deliverAll(): void {
    while (!this.#network.isEmpty) this.deliver(0);
  }

  #arrive({
    message,
    telling,
  }: {
    readonly message: Message;
    readonly telling: station.Telling | null;
  }): void {
    switch (message.kind) {
      case "pile":
        this.#pileSpoke(message.to, message.summary);
        return;
      case "pileAck": {
        const pile = this.#pile(message.to);
        // What a station knows that the pile has left acknowledges nothing.
        if (message.from !== pile.memory.stationId) return;
        const announcement = acknowledged(pile.memory.announcement, message.knownSeq);
        pile.memory = { ...pile.memory, announcement };
        return;
      }
      case "recordsChanged":
        this.readRecords(message.to);
        this.commitStation(message.to);
        return;
      case "ask": {
        this.useStation(message.to);
        const { stored } = this.#station(message.to);
        const { from: to } = message;
        if (stored === null || stored.removed) {
          this.#answer({ kind: "noStation", to, stationId: message.to });
        } else this.#answer({ kind: "station", to, summary: station.summaryOf(stored) });
        return;
      }
      case "noStation": {
        const kept = this.#area(message.to);
        if (kept.memory !== null) kept.memory = area.withoutWord(kept.memory, message.stationId);
        return;
      }
      case "station":
        if (telling === null) this.#stationAnswered(message.to, message.summary);
        else this.#stationSpoke(message.to, telling, message.summary.stationId);
        return;
      case "left":
        if (telling !== null) this.#stationSpoke(message.to, telling, message.left.stationId);
        return;
      case "stationAck": {
        const kept = this.#station(message.to);
        const { telling: about, knownSeq } = message;
        if (kept.memory !== null) kept.memory = station.told(kept.memory, about, knownSeq);
        if (kept.stored !== null) kept.stored = station.told(kept.stored, about, knownSeq);
      }
    }
  }

  #pileSpoke(to: string, summary: PileSummary): void {
    const kept = this.#station(to);
    this.useStation(to);
    const { pileId, seq } = summary;
    if (kept.memory === null || !station.isMember(kept.memory, pileId)) this.readRecords(to);
    if (kept.memory === null || !station.isMember(kept.memory, pileId)) {
      // Not a member: the pile need not say it again.
      this.#answer({ kind: "pileAck", to: pileId, from: to, knownSeq: seq });
      return;
    }
    const { state, knownSeq } = station.withPile(kept.memory, summary, this.#nowMs);
    kept.memory = state;
    this.#answerAfterCommit(to, { kind: "pileAck", to: pileId, from: to, knownSeq });
  }

  #stationAnswered(cell: string, summary: StationSummary): void {
    const kept = this.#area(cell);
    if (kept.memory !== null) kept.memory = area.withAnswer(kept.memory, summary, this.#tick());
  }

  #stationSpoke(cell: string, telling: station.Telling, stationId: string): void {
    const kept = this.#area(cell);
    if (kept.memory === null) this.useArea(cell);
    if (kept.memory === null) return;
    if (telling.kind === "changed" && !area.isMember(kept.memory, stationId)) {
      kept.memory = area.withRecords(kept.memory, this.#stationsIn(cell));
    }
    const { state, knownSeq } =
      telling.kind === "changed"
        ? area.withStation(kept.memory, telling.summary, this.#tick())
        : area.withoutStation(kept.memory, { stationId, seq: telling.seq }, this.#tick());
    kept.memory = state;
    this.#answerAfterCommit(cell, { kind: "stationAck", to: stationId, telling, knownSeq });
  }

  #answerAfterCommit(id: string, message: Message): void {
    this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), message]);
  }

  #answerWaiting(id: string): void {
    for (const message of this.#waiting.get(id) ?? []) this.#answer(message);
    this.#waiting.delete(id);
  }

  #answer(message: Message): void {
    this.#network.send(message);
  }

  #stationsIn = (cell: string): readonly string[] =>
    [...this.cells].filter(([, at]) => at === cell).map(([stationId]) => stationId);

  #entry(stationId: string): DirectoryStation | null {
    const areaCell = this.cells.get(stationId);
    if (areaCell === undefined) return null;
    const members = [...this.piles].filter(([, { memory }]) => memory.stationId === stationId);
    return {
      stationId,
      areaCell,
      position: { latitude: 31, longitude: 121 },
      piles: members.map(([pileId]) => ({
        pileId,
        connectors: [{ connectorId: 1, currentType: "DC", maxPowerW: 60_000 }],
      })),
    };
  }

  #pile = (pileId: string): Kept<Pile> => known(this.piles, pileId);
  #station = (stationId: string) => known(this.stations, stationId);
  #area = (cell: string) => known(this.areas, cell);
}

function known<T>(things: ReadonlyMap<string, T>, id: string): T {
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`no ${id} in this world`);
  return thing;
}
