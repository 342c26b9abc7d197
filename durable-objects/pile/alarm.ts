// The object's one alarm. One that rings early costs a wake-up, one that is set costs a row: so only
// an earlier one is ever set.
export class PileAlarm {
  readonly #storage: DurableObjectStorage;
  /** Infinity: none is set. */
  #armedMs = Infinity;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** After a wake-up, before anything else: what is known here must be set in the same write as a state. */
  async restore(): Promise<void> {
    this.#armedMs = (await this.#storage.getAlarm()) ?? Infinity;
  }

  /** It rang, or was deleted: it is not set any more. */
  isOff(): void {
    this.#armedMs = Infinity;
  }

  async arm(atMs: number): Promise<void> {
    if (this.#armedMs <= atMs) return;
    this.#armedMs = atMs;
    await this.#storage.setAlarm(Math.max(atMs, Date.now()));
  }
}
