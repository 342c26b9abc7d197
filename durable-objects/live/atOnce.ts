// Asks many with a few calls open at a time.

/** Runs `ask` for each, at most `most` at a time. `ask` does not reject. */
export async function atOnce<T>(
  items: readonly T[],
  most: number,
  ask: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await ask(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
