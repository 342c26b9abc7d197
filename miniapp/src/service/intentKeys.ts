// One Idempotency-Key for each thing a driver means to do: a repeat of the same wish after a lost
// answer carries the same key, so that it is never done twice; a new wish gets a new one.

export type IntentKeys = {
  /** The key for what the driver wants now, told apart by its content. */
  readonly keyFor: (intent: unknown) => string;
  /** The wish has been answered, one way or the other: the next is another one. */
  readonly answered: () => void;
};

export function makeIntentKeys(newKey: () => string): IntentKeys {
  let current: { readonly content: string; readonly key: string } | null = null;
  return {
    keyFor: (intent) => {
      const content = JSON.stringify(intent);
      if (current?.content !== content) current = { content, key: newKey() };
      return current.key;
    },
    answered: () => {
      current = null;
    },
  };
}

/** 128 bits in hex. Uniqueness is all it needs: the platform reads a key per driver. */
export function randomKey(): string {
  let key = "";
  while (key.length < 32)
    key += Math.floor(Math.random() * 0x10000)
      .toString(16)
      .padStart(4, "0");
  return key;
}
