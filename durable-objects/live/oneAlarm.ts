// The object's one alarm as "at the latest then". One that rings early costs a wake-up, one that is
// set a row: only an earlier one is set.

export class OneAlarm {
  readonly #storage: DurableObjectStorage;
  /** Not known until asked. */
  #armedMs: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  async ringBy(atMs: number): Promise<void> {
    if (this.#armedMs === null) {
      const setMs = (await this.#storage.getAlarm()) ?? Infinity;
      // Another call may have set an earlier one while this one asked: it must not be put off.
      this.#armedMs ??= setMs;
    }
    if (this.#armedMs <= atMs) return;
    this.#armedMs = atMs;
    await this.#storage.setAlarm(Math.max(atMs, Date.now()));
  }

  /** It rang, or the storage was wiped: the next call asks whether one has been set since. */
  isOff(): void {
    this.#armedMs = null;
  }
}
