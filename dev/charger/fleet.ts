/** Owns many simulated chargers in one process: one timeline for all, a gentle ramp of connections,
 * and, where wanted, a street on which cars come and go. */
import { SimulatedCharger } from "./chargePoint.ts";
import { RunningTimeline, Timers, type Timeline, type Timestamps } from "./clock.ts";
import { Random, seedOf } from "./random.ts";
import type { ChargerSettings } from "./settings.ts";
import { StreetLife, type Habits } from "./streetLife.ts";

export type FleetPile = Pick<
  ChargerSettings,
  "pileId" | "password" | "connectors" | "vendor" | "model" | "firmware" | "whenFull"
>;

export interface FleetSettings {
  readonly url: string;
  readonly chargers: readonly FleetPile[];
  readonly speed?: number;
  readonly timestamps?: Timestamps;
  /** A car comes by itself after a remote start; on by default. */
  readonly autoPlug?: boolean;
  readonly habits?: Habits;
  readonly seed?: number;
  readonly timeline?: Timeline;
}

export interface Fleet {
  readonly chargers: ReadonlyMap<string, SimulatedCharger>;
  /** Resolves when every charger has been accepted once. */
  readonly ready: Promise<void>;
  close(): void;
}

/** New connections in a second: 400 piles are there in eight seconds, and no start is a storm. */
const CONNECTIONS_PER_SECOND = 50;

const switchedOn = (charger: SimulatedCharger, afterMs: number, timers: Timers): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!charger.isOnline) return;
      charger.off("event", look);
      resolve();
    };
    charger.on("event", look);
    timers.after(afterMs, () => charger.restorePower(), "wall");
  });

export const startFleet = (settings: FleetSettings): Fleet => {
  const { seed = 1, autoPlug = true } = settings;
  const timeline = settings.timeline ?? new RunningTimeline(settings.speed ?? 1);
  const timers = new Timers(timeline);
  const chargers = new Map(
    settings.chargers.map((pile) => [
      pile.pileId,
      new SimulatedCharger({
        ...pile,
        url: settings.url,
        timeline,
        autoPlug,
        seed: (seedOf(pile.pileId) ^ seed) >>> 0,
        ...(settings.timestamps ? { timestamps: settings.timestamps } : {}),
      }),
    ]),
  );
  const online = [...chargers.values()].map((charger, index) =>
    switchedOn(charger, (index * 1_000) / CONNECTIONS_PER_SECOND, timers),
  );
  const { habits } = settings;
  const street = habits && new StreetLife({ chargers, habits, timers, random: new Random(seed) });
  street?.begin();
  return {
    chargers,
    ready: Promise.all(online).then(() => undefined),
    close: () => {
      timers.cancelAll();
      for (const charger of chargers.values()) charger.close();
    },
  };
};
