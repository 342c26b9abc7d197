/** What a scripted story has to hand, and how it moves on. */
import type { SimulatedCharger } from "../charger/chargePoint.ts";
import type { ChargerEvent } from "../charger/events.ts";
import type { StepWord } from "./words.ts";

export interface Stage {
  readonly charger: SimulatedCharger;
  readonly connectorId: number;
  /** A card the central system knows. */
  readonly idTag: string;
  /** Every event so far, in order. */
  readonly events: readonly ChargerEvent[];
  /** Prints what happens next. */
  say(word: StepWord): void;
}

/** Throws when the central system did not do what the story needs. */
export type Story = (stage: Stage) => Promise<void>;

/** An hour of simulated time is more than any step of a story takes. */
const LONGEST_WAIT_MS = 3_600_000;
const LOOK_MS = 5_000;
export const MINUTE_MS = 60_000;

/** Lets time pass until the predicate holds. */
export const until = async (
  { charger }: Stage,
  what: string,
  predicate: () => boolean,
): Promise<void> => {
  const limitMs = charger.nowMs() + LONGEST_WAIT_MS;
  while (!predicate()) {
    if (charger.nowMs() >= limitMs) throw new Error(`${what}: ${charger.describe()}`);
    await charger.pass(LOOK_MS);
  }
};

export const countOf = (stage: Stage, kind: ChargerEvent["kind"]): number =>
  stage.events.filter((event) => event.kind === kind).length;

/** A car is plugged in and a card begins the charge. */
export const beginByCard = async (
  stage: Stage,
  car: Parameters<SimulatedCharger["plugIn"]>[1] = {},
): Promise<void> => {
  const { charger, connectorId, idTag } = stage;
  stage.say("plugIn");
  charger.plugIn(connectorId, { socPercent: 25, targetSocPercent: 100, ...car });
  await charger.pass(5_000);
  stage.say("presentCard");
  const outcome = await charger.presentCard(connectorId, idTag);
  if (outcome.kind !== "accepted") {
    throw new Error(`The card ${idTag} was not accepted: ${JSON.stringify(outcome)}`);
  }
};

/** Resolves when the central system has taken every message of every transaction. */
export const untilTaken = (stage: Stage): Promise<void> =>
  until(
    stage,
    "The central system has not taken all messages",
    () => stage.charger.isOnline && stage.charger.bufferedCount === 0,
  );

export const leave = async (stage: Stage): Promise<void> => {
  stage.say("unplug");
  stage.charger.unplug(stage.connectorId);
  await untilTaken(stage);
  await stage.charger.pass(2_000);
};
