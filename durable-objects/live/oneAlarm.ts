// The object's one alarm as "at the latest then". One that rings early costs a wake-up, one that is
// set a row: only an earlier one is set.

export class OneAlarm {
  readonly #storage: DurableObjectStorage;
  /** Not known after a wake-up until asked. */
  #armedMs: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  async ringBy(atMs: number): Promise<void> {
    this.#armedMs ??= (await this.#storage.getAlarm()) ?? Infinity;
    if (this.#armedMs <= atMs) return;
    this.#armedMs = atMs;
    await this.#storage.setAlarm(Math.max(atMs, Date.now()));
  }

  /** It rang, or the storage was wiped: none is set now. */
  isOff(): void {
    this.#armedMs = Infinity;
  }
}
