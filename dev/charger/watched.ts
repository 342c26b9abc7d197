/** Owns waiting for something to happen to a charger, without polling. */
import { EventEmitter } from "node:events";
import type { ChargerEvent } from "./events.ts";

const WAIT_LIMIT_MS = 30_000;

export abstract class Watched extends EventEmitter<{ event: [ChargerEvent] }> {
  constructor() {
    super();
    this.setMaxListeners(0);
  }

  /** The state, for the message of a wait that was in vain. */
  abstract describe(): string;

  /** Resolves as soon as the predicate holds; it is asked again after every event. */
  waitFor(
    predicate: (charger: this, event?: ChargerEvent) => boolean,
    limitMs = WAIT_LIMIT_MS,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      if (predicate(this)) {
        resolve();
        return;
      }
      const look = (event: ChargerEvent): void => {
        if (!predicate(this, event)) return;
        clearTimeout(limit);
        this.off("event", look);
        resolve();
      };
      const limit = setTimeout(() => {
        this.off("event", look);
        reject(new Error(`Waited ${limitMs} ms in vain: ${this.describe()}`));
      }, limitMs);
      this.on("event", look);
    });
  }

  /** Resolves with the next event of this kind. */
  async next<Kind extends ChargerEvent["kind"]>(
    kind: Kind,
    fits: (event: Extract<ChargerEvent, { kind: Kind }>) => boolean = () => true,
    limitMs = WAIT_LIMIT_MS,
  ): Promise<Extract<ChargerEvent, { kind: Kind }>> {
    const isWanted = (event: ChargerEvent): event is Extract<ChargerEvent, { kind: Kind }> =>
      event.kind === kind;
    let found: Extract<ChargerEvent, { kind: Kind }> | undefined;
    await this.waitFor((_, event) => {
      if (event && isWanted(event) && fits(event)) found = event;
      return found !== undefined;
    }, limitMs);
    if (!found) throw new Error(`No ${kind} event`);
    return found;
  }
}
