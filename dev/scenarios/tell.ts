/** Tells one story with one charger: switches it on, lets the story run, switches it off. */
import type { SimulatedCharger } from "../charger/chargePoint.ts";
import type { ChargerEvent } from "../charger/events.ts";
import { STORIES } from "./stories.ts";
import { StoryTimeline } from "./timeline.ts";
import type { StoryName, Words } from "./words.ts";

export interface Telling {
  readonly name: StoryName;
  readonly charger: SimulatedCharger;
  readonly connectorId: number;
  readonly idTag: string;
  readonly words: Words;
  readonly print: (line: string) => void;
}

/** Rejects when the central system did not do what the story needs. */
export const tell = async (telling: Telling): Promise<void> => {
  const { name, charger, connectorId, idTag, words, print } = telling;
  const events: ChargerEvent[] = [];
  const timeline = new StoryTimeline({ words, print, nowMs: () => charger.nowMs() });
  charger.on("event", (event) => {
    events.push(event);
    timeline.event(event);
  });
  try {
    await charger.start();
    await charger.settled();
    await STORIES[name]({
      charger,
      connectorId,
      idTag,
      events,
      say: (word) => timeline.step(word),
    });
    await charger.settled();
  } finally {
    charger.close();
  }
};
