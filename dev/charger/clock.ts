/** Owns time: a timeline that runs in real time, faster, or by hand, and the device's own clock,
 * which may be wrong. One binary heap and one Node timer serve a whole fleet. */

/** Waits of the network (time-outs, reconnects) stay real however fast the street is simulated. */
export type Scale = "simulated" | "wall";

export interface Timer {
  cancel(): void;
}

export interface Timeline {
  readonly speed: number;
  /** Simulated epoch milliseconds. */
  nowMs(): number;
  after(delayMs: number, run: () => void, scale?: Scale): Timer;
}

interface Entry {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

const isBefore = (left: Entry, right: Entry): boolean =>
  left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order);

class TimerHeap {
  #entries: Entry[] = [];
  #order = 0;

  add(dueMs: number, run: () => void): Entry {
    const entry: Entry = { dueMs, order: this.#order++, run, cancelled: false };
    this.#entries.push(entry);
    this.#rise(this.#entries.length - 1);
    return entry;
  }

  /** The earliest entry that is still wanted. */
  peek(): Entry | undefined {
    while (this.#entries[0]?.cancelled) this.#removeFirst();
    return this.#entries[0];
  }

  take(): Entry | undefined {
    const first = this.peek();
    if (first) this.#removeFirst();
    return first;
  }

  #removeFirst(): void {
    const last = this.#entries.pop();
    if (!last || this.#entries.length === 0) return;
    this.#entries[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (!this.#swapIfBefore(index, above)) return;
      index = above;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = index * 2 + 1;
      const [first, second] = [this.#entries[left], this.#entries[left + 1]];
      if (!first) return;
      const smaller = second && isBefore(second, first) ? left + 1 : left;
      if (!this.#swapIfBefore(smaller, index)) return;
      index = smaller;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [low, high] = [this.#entries[lower], this.#entries[upper]];
    if (!low || !high || !isBefore(low, high)) return false;
    this.#entries[lower] = high;
    this.#entries[upper] = low;
    return true;
  }
}

const timerOf = (entry: Entry): Timer => ({
  cancel: () => {
    entry.cancelled = true;
  },
});

/** Runs by itself: simulated time passes `speed` times as fast as real time. */
export class RunningTimeline implements Timeline {
  readonly speed: number;
  #heap = new TimerHeap();
  #startedAtMs = Date.now();
  #startedAt = performance.now();
  #armed: { timeout: NodeJS.Timeout; dueMs: number } | undefined;
  #live = 0;

  constructor(speed = 1) {
    this.speed = speed;
  }

  nowMs(): number {
    return Math.round(this.#startedAtMs + (performance.now() - this.#startedAt) * this.speed);
  }

  after(delayMs: number, run: () => void, scale: Scale = "simulated"): Timer {
    const realMs = scale === "wall" ? delayMs : delayMs / this.speed;
    const entry = this.#heap.add(performance.now() + Math.max(0, realMs), run);
    this.#live += 1;
    this.#arm();
    return { cancel: () => this.#cancel(entry) };
  }

  /** With nothing left to wait for, the Node timer goes too, so that the process can end. */
  #cancel(entry: Entry): void {
    if (entry.cancelled) return;
    entry.cancelled = true;
    this.#live -= 1;
    if (this.#live > 0 || !this.#armed) return;
    clearTimeout(this.#armed.timeout);
    this.#armed = undefined;
  }

  #arm(): void {
    const next = this.#heap.peek();
    if (!next || (this.#armed && this.#armed.dueMs <= next.dueMs)) return;
    if (this.#armed) clearTimeout(this.#armed.timeout);
    const waitMs = Math.min(Math.max(1, next.dueMs - performance.now()), 2_147_483_647);
    this.#armed = { timeout: setTimeout(() => this.#runDue(), waitMs), dueMs: next.dueMs };
  }

  #runDue(): void {
    this.#armed = undefined;
    const untilMs = performance.now();
    for (let next = this.#heap.peek(); next && next.dueMs <= untilMs; next = this.#heap.peek()) {
      this.#heap.take();
      next.cancelled = true;
      this.#live -= 1;
      next.run();
    }
    this.#arm();
  }
}

/** Stands still until a test moves it. */
export class ManualTimeline implements Timeline {
  readonly speed = 1;
  #heap = new TimerHeap();
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Timer {
    return timerOf(this.#heap.add(this.#nowMs + Math.max(0, delayMs), run));
  }

  /** Runs the next timer due until `untilMs`; false, with the time set to it, when none is left. */
  step(untilMs: number): boolean {
    const next = this.#heap.peek();
    if (!next || next.dueMs > untilMs) {
      this.#nowMs = Math.max(this.#nowMs, untilMs);
      return false;
    }
    this.#heap.take();
    this.#nowMs = Math.max(this.#nowMs, next.dueMs);
    next.run();
    return true;
  }
}

/** The timers of one charger on a shared timeline; a power loss ends them all at once. */
export class Timers {
  readonly timeline: Timeline;
  #running = new Set<Timer>();

  constructor(timeline: Timeline) {
    this.timeline = timeline;
  }

  after(delayMs: number, run: () => void, scale: Scale = "simulated"): Timer {
    const inner = this.timeline.after(
      delayMs,
      () => {
        this.#running.delete(timer);
        run();
      },
      scale,
    );
    const timer: Timer = {
      cancel: () => {
        inner.cancel();
        this.#running.delete(timer);
      },
    };
    this.#running.add(timer);
    return timer;
  }

  cancelAll(): void {
    for (const timer of this.#running) timer.cancel();
  }
}

export type ClockSetting = { offsetMs: number } | "1970" | "synchronised";

/** Whose time the messages of a charger carry that lives faster than the world: its own, in which
 * power times time is energy, or the world's, which is never ahead of the server. */
export type Timestamps = "simulated" | "wall";

/** Less is the network's own delay; following it would make times jump to and fro. */
const TOLERANCE_MS = 1_000;

/** What the charger believes the time is. A clock that was set wrong on purpose ignores the
 * central system's time until it is set to "synchronised" again. */
export class DeviceClock {
  #source: Timeline;
  /** Simulated milliseconds that pass in one of this clock. */
  #rate: number;
  #offsetMs = 0;
  #listensToServer = true;

  constructor(timeline: Timeline, timestamps: Timestamps) {
    const isWall = timestamps === "wall" && timeline.speed !== 1;
    this.#source = isWall ? new RunningTimeline(1) : timeline;
    this.#rate = isWall ? timeline.speed : 1;
  }

  nowMs(): number {
    return this.#source.nowMs() + this.#offsetMs;
  }

  /** Whether the server's time can be followed at each heartbeat without jumping back. */
  get isSteady(): boolean {
    return this.#source.speed === 1;
  }

  /** Simulated time from now until this clock shows `atMs`. */
  simulatedMsUntil(atMs: number): number {
    return (atMs - this.nowMs()) * this.#rate;
  }

  nowIso(): string {
    return new Date(this.nowMs()).toISOString();
  }

  /** Takes the time of BootNotification.conf or Heartbeat.conf (OCPP 1.6, 4.6). */
  synchronise(serverTimeMs: number): void {
    const isOff = Math.abs(serverTimeMs - this.nowMs()) >= TOLERANCE_MS;
    if (this.#listensToServer && isOff) this.#offsetMs = serverTimeMs - this.#source.nowMs();
  }

  set(setting: ClockSetting): void {
    this.#listensToServer = setting === "synchronised";
    if (setting === "synchronised") this.#offsetMs = 0;
    else if (setting === "1970") this.#offsetMs = -this.#source.nowMs();
    else this.#offsetMs = setting.offsetMs;
  }
}
