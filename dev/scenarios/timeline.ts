/** Owns the readable timeline of a story: simulated time since its begin, steps of people and
 * events of the charger. */
import type { ChargerEvent } from "../charger/events.ts";
import type { StepWord, Words } from "./words.ts";

const two = (value: number): string => String(value).padStart(2, "0");

const clockOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

export const fill = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === "number") return String(Math.round(value));
    return typeof value === "string" ? value : "";
  });

export interface TimelineSettings {
  readonly words: Words;
  readonly print: (line: string) => void;
  readonly nowMs: () => number;
}

export class StoryTimeline {
  #settings: TimelineSettings;
  #startedAtMs: number;

  constructor(settings: TimelineSettings) {
    this.#settings = settings;
    this.#startedAtMs = settings.nowMs();
  }

  step(word: StepWord): void {
    this.#line(`▶ ${this.#settings.words.steps[word]}`);
  }

  /** Frames and the rest without words of their own are left out. */
  event(event: ChargerEvent): void {
    const texts: Readonly<Record<string, string>> = this.#settings.words.events;
    const text = Object.hasOwn(texts, event.kind) ? texts[event.kind] : undefined;
    if (text !== undefined) this.#line(`  ${fill(text, event)}`);
  }

  #line(text: string): void {
    const { nowMs, print } = this.#settings;
    print(`${clockOf(nowMs() - this.#startedAtMs)}  ${text}`);
  }
}
