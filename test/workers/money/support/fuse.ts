// Breaks what a test stands for: the n-th call to the database, a gateway or a Pile fails, before it
// is made or after it was done, and its caller never hears the answer. A `kill` takes the process with
// it, so that every later call fails too until it is restarted; an `error` is that one call's alone.

export class Crash extends Error {
  override readonly name = "Crash";
}

export type Break = "kill" | "error";

export class Fuse {
  #left = Infinity;
  #break: Break = "kill";
  #isDead = false;
  blown = false;

  /** Lets this many more calls pass. */
  set(ticks: number, how: Break = "kill"): void {
    this.#left = ticks;
    this.#break = how;
    this.#isDead = false;
    this.blown = false;
  }

  restart(): void {
    this.#isDead = false;
  }

  #tick(): void {
    this.#left -= 1;
    if (this.#left === 0) {
      this.blown = true;
      this.#isDead = this.#break === "kill";
    } else if (!this.#isDead) return;
    throw new Crash("the process was killed");
  }

  async #around<T>(call: () => Promise<T>): Promise<T> {
    this.#tick();
    const answer = await call();
    this.#tick();
    return answer;
  }

  /** The same object, each of whose methods may be the last call of the process. */
  calls<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => this.#around(async () => Reflect.apply(value, of, given));
      },
    });
  }

  database(real: D1Database): D1Database {
    return new Proxy(real, {
      get: (of, name) => {
        if (name === "batch") {
          return (statements: D1PreparedStatement[]) => this.#around(() => of.batch(statements));
        }
        const value: unknown = Reflect.get(of, name, of);
        return typeof value === "function" ? value.bind(of) : value;
      },
    });
  }
}
