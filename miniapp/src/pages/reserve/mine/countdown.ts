// What a reservation is waiting for now.
import type { Reservation } from "../../../../../core/contract/reservations.ts";

export type Phase =
  /** Cancelling still costs nothing. */
  | { readonly kind: "ahead"; readonly leftMs: number }
  /** The connector is kept; the slot has not begun. */
  | { readonly kind: "held"; readonly leftMs: number }
  /** The slot has begun: he has so long to come. */
  | { readonly kind: "come"; readonly leftMs: number }
  /** It stands, and neither waits for anything: the platform is about to say how it ended. */
  | { readonly kind: "ending" }
  | { readonly kind: "over"; readonly end: NonNullable<Reservation["end"]> };

type Times = Pick<Reservation, "end" | "heldFromMs" | "fromMs" | "comeByMs">;

export function phaseOf({ end, heldFromMs, fromMs, comeByMs }: Times, nowMs: number): Phase {
  if (end !== null) return { kind: "over", end };
  if (nowMs < heldFromMs) return { kind: "ahead", leftMs: heldFromMs - nowMs };
  if (nowMs < fromMs) return { kind: "held", leftMs: fromMs - nowMs };
  return nowMs < comeByMs ? { kind: "come", leftMs: comeByMs - nowMs } : { kind: "ending" };
}
