// Who came when, and where: arrivals over the days of the history, with nobody at two places and no
// connector with two cars.
import type { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";
import type { DemoDriver } from "./people.ts";

export type Bay = {
  readonly pile: DemoPile;
  readonly connectorId: number;
  readonly tariffId: string;
  registerWh: number;
  freeFromMs: number;
};

export type Guest = { readonly driver: DemoDriver; freeFromMs: number };

export type Visit = { readonly atMs: number; readonly bay: Bay; readonly guest: Guest };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How many of a hundred arrivals fall into each hour of the day. */
const HOURLY = [3, 2, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 7, 6, 5, 4, 4, 5, 6, 7, 7, 6, 4, 3] as const;
/** Fast connectors turn over more cars. */
const weightOf = ({ pile }: Bay): number =>
  pile.currentType === "AC" ? 1 : pile.maxPowerW >= 240_000 ? 4 : 3;

function pickHour(random: Random): number {
  let rest = random.between(
    0,
    HOURLY.reduce((sum, share) => sum + share, 0),
  );
  const hour = HOURLY.findIndex((share) => {
    rest -= share;
    return rest < 0;
  });
  return Math.max(0, hour);
}

/** Arrivals in order of time, from the first day up to now. */
export function arrivalTimes(
  random: Random,
  span: { readonly fromMs: number; readonly toMs: number; readonly perDay: number },
): number[] {
  const times: number[] = [];
  for (let dayMs = span.fromMs; dayMs < span.toMs; dayMs += DAY_MS) {
    const count = Math.round(span.perDay * random.between(0.8, 1.2));
    for (let arrival = 0; arrival < count; arrival += 1) {
      times.push(Math.floor(dayMs + (pickHour(random) + random.next()) * HOUR_MS));
    }
  }
  return times.filter((atMs) => atMs < span.toMs).toSorted((a, b) => a - b);
}

/** A free bay and a free driver, by weight; null when all that were tried are taken. */
export function visitAt(
  random: Random,
  atMs: number,
  { bays, guests }: { readonly bays: readonly Bay[]; readonly guests: readonly Guest[] },
): Visit | null {
  const bay = tried(() => {
    const drawn = bays[Math.floor(random.next() * bays.length)];
    const isTaken = drawn === undefined || drawn.freeFromMs > atMs;
    return isTaken || random.between(0, 4) > weightOf(drawn) ? null : drawn;
  });
  const guest = tried(() => {
    const drawn = guests[Math.floor(random.next() * guests.length)];
    return drawn === undefined || drawn.freeFromMs > atMs ? null : drawn;
  });
  return bay === null || guest === null ? null : { atMs, bay, guest };
}

const TRIES = 40;

function tried<T>(draw: () => T | null): T | null {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const drawn = draw();
    if (drawn !== null) return drawn;
  }
  return null;
}
