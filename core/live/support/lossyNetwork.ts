// A network that loses, repeats and reorders, and what travels on it.
import type { ConnectorState } from "../../contract/stations.ts";
import type { Telling } from "../station.ts";
import type { PileSummary, StationLeft, StationSummary } from "../summaries.ts";

export type Pile = {
  readonly stationId: string;
  readonly state: ConnectorState;
  readonly announcement: { readonly seq: number; readonly ackedSeq: number };
};

export type Message =
  | { readonly kind: "pile"; readonly to: string; readonly summary: PileSummary }
  | {
      readonly kind: "pileAck";
      readonly to: string;
      readonly from: string;
      readonly knownSeq: number;
    }
  | { readonly kind: "station"; readonly to: string; readonly summary: StationSummary }
  | { readonly kind: "ask"; readonly to: string; readonly from: string }
  | { readonly kind: "noStation"; readonly to: string; readonly stationId: string }
  /** The Worker's word; it repeats it until it is answered, which is after the commit. */
  | { readonly kind: "recordsChanged"; readonly to: string }
  | { readonly kind: "left"; readonly to: string; readonly left: StationLeft }
  | {
      readonly kind: "stationAck";
      readonly to: string;
      readonly telling: Telling;
      readonly knownSeq: number;
    };

/** A call under way carries what its answer needs. */
type Sent = { readonly message: Message; readonly telling: Telling | null };

export class LossyNetwork {
  readonly #sent: Sent[] = [];

  get isEmpty(): boolean {
    return this.#sent.length === 0;
  }

  send(message: Message, telling: Telling | null = null): void {
    this.#sent.push({ message, telling });
  }

  drop(at: number): void {
    const index = at % Math.max(1, this.#sent.length);
    const sent = this.#sent[index];
    if (sent !== undefined && sent.message.kind !== "recordsChanged") this.#sent.splice(index, 1);
  }

  repeat(at: number): void {
    const sent = this.#sent[at % Math.max(1, this.#sent.length)];
    if (sent !== undefined) this.#sent.push(sent);
  }

  /** Whichever of those under way; undefined when there is none. */
  take(at: number): Sent | undefined {
    return this.#sent.splice(at % Math.max(1, this.#sent.length), 1)[0];
  }
}

export const summaryOf = (pileId: string, pile: Pile): PileSummary => ({
  pileId,
  seq: pile.announcement.seq,
  online: pile.state !== "offline",
  connectors: [
    {
      connectorId: 1,
      state: pile.state,
      stateSinceMs: 0,
      errorCode: null,
      currentType: "DC",
      maxPowerW: 60_000,
    },
  ],
  offers: [],
});
