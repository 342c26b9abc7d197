// The time that goes on: one clock for all that count or age on the page, stopped when nobody looks.
import { useSyncExternalStore } from "react";

const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Now, in steps of `stepMs`: a component is shown anew only when its step is over. */
export const useNow = (stepMs: number = TICK_MS): number =>
  useSyncExternalStore(subscribe, () => nowMs - (nowMs % stepMs));
