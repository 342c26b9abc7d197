/** Owns the answer to "has the network said all it will say for now?", so that a test can move
 * simulated time without racing the real socket. */
export class Quiet {
  #isQuiet: () => boolean;
  #waiting: (() => void)[] = [];

  constructor(isQuiet: () => boolean) {
    this.#isQuiet = isQuiet;
  }

  /** Called after everything that may have made it quiet. */
  check(): void {
    if (!this.#isQuiet()) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  async settled(): Promise<void> {
    do {
      if (!this.#isQuiet()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      // What was promised to somebody else runs first, and may send again.
      await new Promise<void>((resolve) => setImmediate(resolve));
    } while (!this.#isQuiet());
  }
}
