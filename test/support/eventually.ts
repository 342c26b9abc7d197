// Waits for what another process will have done, by looking again until it is so.
import { setTimeout } from "node:timers/promises";

const lookEveryMs = 40;
/** Long enough for a machine that does ten other things; a test fails by it, never passes by it. */
const giveUpAfterMs = 60_000;

/** The first value that satisfies the predicate; rejects with the last one when none does in time. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  isThere: (value: Value) => boolean,
): Promise<Value> {
  const untilMs = performance.now() + giveUpAfterMs;
  for (;;) {
    const value = await look();
    if (isThere(value)) return value;
    if (performance.now() > untilMs) {
      throw new Error(`it never came to be; the last: ${JSON.stringify(value)}`);
    }
    await setTimeout(lookEveryMs);
  }
}
