/** Owns the people of the simulated street: cars arrive, charge with a card and leave by
 * themselves, and now and then something breaks. Piles kept quiet are left to the visitor. */
import type { SimulatedCharger } from "./chargePoint.ts";
import type { Timers } from "./clock.ts";
import type { ErrorCode } from "./events.ts";
import type { Random } from "./random.ts";
import { seedOf } from "./random.ts";

export interface Habits {
  /** Tags of drivers; each is in one car at a time. */
  readonly cards: readonly string[];
  /** Share of the piles, 0 to 1, that have a life of their own. */
  readonly livelyShare?: number;
  /** Piles on which nothing happens unless somebody does it. */
  readonly quietPiles?: readonly string[];
  /** Cars an hour at a lively connector. */
  readonly arrivalsPerHour?: number;
  /** Faults a day at a lively pile. */
  readonly faultsPerDay?: number;
}

export interface StreetLifeParts {
  readonly chargers: ReadonlyMap<string, SimulatedCharger>;
  readonly habits: Habits;
  readonly timers: Timers;
  readonly random: Random;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FAULTS: readonly [ErrorCode, ...ErrorCode[]] = [
  "HighTemperature",
  "EVCommunicationError",
  "GroundFailure",
  "PowerSwitchFailure",
  "OverVoltage",
];

export class StreetLife {
  #parts: StreetLifeParts;
  #freeCards: string[];

  constructor(parts: StreetLifeParts) {
    this.#parts = parts;
    this.#freeCards = [...parts.habits.cards];
  }

  begin(): void {
    const { quietPiles = [], livelyShare = 0.5, faultsPerDay = 0.05 } = this.#parts.habits;
    for (const charger of this.#parts.chargers.values()) {
      // By the name, so that the same piles are lively at each start.
      const isLively = seedOf(`${charger.pileId} street`) / 2 ** 32 < livelyShare;
      if (!isLively || quietPiles.includes(charger.pileId)) continue;
      for (const { id } of charger.connectors()) this.#awaitCar(charger, id);
      if (faultsPerDay > 0) this.#awaitFault(charger, faultsPerDay);
    }
  }

  /** Waits as rare independent events do: exponentially. */
  #rarely(meanMs: number, run: () => void): void {
    const waitMs = -Math.log(1 - this.#parts.random.next()) * meanMs;
    this.#parts.timers.after(waitMs, run);
  }

  #soon([lowS, highS]: readonly [number, number], run: () => void): void {
    this.#parts.timers.after(this.#parts.random.between(lowS, highS) * 1_000, run);
  }

  #awaitCar(charger: SimulatedCharger, connectorId: number): void {
    const { arrivalsPerHour = 0.6 } = this.#parts.habits;
    if (arrivalsPerHour <= 0) return;
    this.#rarely(HOUR_MS / arrivalsPerHour, () => {
      const card = this.#isFree(charger, connectorId) ? this.#freeCards.shift() : undefined;
      if (card === undefined) this.#awaitCar(charger, connectorId);
      else this.#arrive(charger, connectorId, card);
    });
  }

  #isFree(charger: SimulatedCharger, connectorId: number): boolean {
    return charger.isOnline && charger.connector(connectorId).status === "Available";
  }

  #arrive(charger: SimulatedCharger, connectorId: number, card: string): void {
    charger.plugIn(connectorId);
    this.#soon([4, 25], () => {
      const { status } = charger.connector(connectorId);
      // Somebody else was faster, or the pile broke: drive on.
      if (status !== "Preparing") this.#leave(charger, connectorId, card);
      else void this.#charge(charger, connectorId, card);
    });
  }

  async #charge(charger: SimulatedCharger, connectorId: number, card: string): Promise<void> {
    const outcome = await charger.presentCard(connectorId, card);
    if (outcome.kind !== "accepted") {
      this.#soon([5, 30], () => this.#leave(charger, connectorId, card));
      return;
    }
    this.#parts.timers.after(this.#parts.random.between(10, 90) * 60_000, () => {
      // Some have had enough before the car has.
      const view = charger.connector(connectorId);
      if (view.status === "Charging" && view.idTag === card) {
        void charger.presentCard(connectorId, card);
      }
    });
    this.#untilOver(charger, connectorId, card);
  }

  /** Looks up from the coffee every two minutes. */
  #untilOver(charger: SimulatedCharger, connectorId: number, card: string): void {
    this.#soon([90, 150], () => {
      if (charger.connector(connectorId).status === "Charging") {
        this.#untilOver(charger, connectorId, card);
      } else this.#soon([30, 600], () => this.#leave(charger, connectorId, card));
    });
  }

  #leave(charger: SimulatedCharger, connectorId: number, card: string): void {
    charger.unplug(connectorId);
    this.#freeCards.push(card);
    this.#awaitCar(charger, connectorId);
  }

  #awaitFault(charger: SimulatedCharger, faultsPerDay: number): void {
    this.#rarely(DAY_MS / faultsPerDay, () => {
      const { random } = this.#parts;
      const [first] = charger.connectors();
      if (!first) return;
      const vendorCode = `E${Math.floor(random.between(100, 999))}`;
      charger.fault(first.id, random.pick(FAULTS), vendorCode);
      this.#soon([180, 1_800], () => {
        charger.clearFault(first.id);
        this.#awaitFault(charger, faultsPerDay);
      });
    });
  }
}
