// Choosing a stretch of quarter hours by taps: the first begins it, a later one ends it.
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";
import type { listSlots } from "../../../../../core/contract/reservations.ts";

export type Slot = OutputOf<typeof listSlots>["connectors"][number]["slots"][number];
export type Stretch = { readonly fromMs: number; readonly untilMs: number };

/**
 * After a tap: a slot after the chosen ones ends the stretch there, if all between is free and it
 * is not too long; any other begins anew; the only one chosen is let go.
 */
export function picked(
  slots: readonly Slot[],
  chosen: Stretch | null,
  tapped: Slot,
  longestMs: number,
): Stretch | null {
  if (!tapped.isFree) return chosen;
  const alone: Stretch = { fromMs: tapped.fromMs, untilMs: tapped.untilMs };
  if (chosen === null) return alone;
  if (chosen.fromMs === tapped.fromMs) return chosen.untilMs === tapped.untilMs ? null : alone;
  if (tapped.fromMs < chosen.fromMs) return alone;
  const stretch: Stretch = { fromMs: chosen.fromMs, untilMs: tapped.untilMs };
  return stretch.untilMs - stretch.fromMs <= longestMs && isFree(slots, stretch) ? stretch : alone;
}

/** Every moment of it is in a slot that is free. */
export function isFree(slots: readonly Slot[], { fromMs, untilMs }: Stretch): boolean {
  let atMs = fromMs;
  for (const slot of slots) {
    if (slot.fromMs !== atMs || !slot.isFree) continue;
    atMs = slot.untilMs;
    if (atMs >= untilMs) return true;
  }
  return false;
}

export const isWithin = (slot: Slot, chosen: Stretch | null): boolean =>
  chosen !== null && slot.fromMs >= chosen.fromMs && slot.untilMs <= chosen.untilMs;

export type HourRow = {
  /** The hour's beginning on the station's clock. */
  readonly atMs: number;
  /** By quarter; null before the first slot and after the last. */
  readonly quarters: readonly (Slot | null)[];
};

const quarterMs = 15 * 60_000;

/** Hours in rows of four, in the order of time. `offsetMs` is what the station's clock is ahead of UTC. */
export function hourRows(slots: readonly Slot[], offsetMs: number): readonly HourRow[] {
  const rows = new Map<number, (Slot | null)[]>();
  const hourMs = 4 * quarterMs;
  for (const slot of slots) {
    const atMs = Math.floor((slot.fromMs + offsetMs) / hourMs) * hourMs - offsetMs;
    const row = rows.get(atMs) ?? [null, null, null, null];
    row[Math.floor((slot.fromMs - atMs) / quarterMs)] = slot;
    rows.set(atMs, row);
  }
  return [...rows].map(([atMs, quarters]) => ({ atMs, quarters }));
}
