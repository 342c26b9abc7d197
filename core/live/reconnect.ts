// The one policy by which clients come back to a live socket: back-off with jitter, at once when a
// number is missing, never when the server said that coming back is of no use.
import { liveCloseCodes } from "../contract/live.ts";

export type Disconnection =
  /** A number was missing: the link is good, the board is not. */
  | { readonly kind: "gap" }
  /** The token in `hello` was not taken. */
  | { readonly kind: "refused" }
  | { readonly kind: "closed"; readonly code: number }
  /** It could not be opened, or did not answer a ping. */
  | { readonly kind: "lost" };

export type Reconnect =
  | { readonly kind: "retry"; readonly afterMs: number; readonly failures: number }
  | { readonly kind: "stop" };

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** A deploy ends every socket at one instant: the first return is spread over this long. */
const spreadMs = 3_000;

/**
 * When to connect again. `failures` is 0 after every snapshot received; give the one returned the
 * next time. `random` is between 0 and 1.
 */
export function reconnectAfter(
  disconnection: Disconnection,
  { failures, random }: { readonly failures: number; readonly random: number },
): Reconnect {
  const isFinal =
    disconnection.kind === "closed" &&
    (disconnection.code === liveCloseCodes.gone || disconnection.code === liveCloseCodes.policy);
  if (isFinal) return { kind: "stop" };
  const isFirst = failures === 0;
  if (isFirst && disconnection.kind === "gap") return { kind: "retry", afterMs: 0, failures: 1 };
  const mostMs = isFirst
    ? spreadMs
    : Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures, 10));
  // Full chance at first, to spread a crowd; later half is certain, so that nobody hammers.
  const afterMs = Math.round(isFirst ? mostMs * random : mostMs * (0.5 + random / 2));
  return { kind: "retry", afterMs, failures: failures + 1 };
}
