// How long a level keeps what the next one has not heard: whatever went wrong before, not longer
// than some seconds from the time that the next level answers again.
import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limits } from "../../../core/limits.ts";
import { Announcing } from "../../../durable-objects/live/announcing.ts";
import { OneAlarm } from "../../../durable-objects/live/oneAlarm.ts";
import { stationStub } from "./support.ts";

const longestMs = 10_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One level and the next: what was said last, what is known of it, and how long an answer takes. */
class Levels {
  said = 0;
  known = 0;
  /** Null: it refuses. */
  answerMs: number | null = 0;
  calls = 0;
  readonly #announcing: Announcing;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #alarmMs = Infinity;

  constructor() {
    this.#announcing = new Announcing({
      tell: () => this.#tell(),
      retryAt: (atMs) => this.#ringBy(atMs),
    });
  }

  say(): void {
    this.said += 1;
    void this.#announcing.push(Date.now());
  }

  /** Until the next level knows all that was said. */
  async knownAfterMs(): Promise<number> {
    const fromMs = Date.now();
    while (this.known < this.said) await vi.advanceTimersByTimeAsync(50);
    return Date.now() - fromMs;
  }

  async #tell(): Promise<boolean> {
    if (this.known >= this.said) return false;
    const telling = this.said;
    this.calls += 1;
    if (this.answerMs === null) throw new Error("overloaded");
    await new Promise((resolve) => setTimeout(resolve, this.answerMs ?? 0));
    this.known = Math.max(this.known, telling);
    return true;
  }

  /** As an object's alarm: one, and only an earlier one is set. */
  #ringBy(atMs: number): Promise<void> {
    if (this.#alarmMs <= atMs) return Promise.resolve();
    clearTimeout(this.#alarm);
    this.#alarmMs = atMs;
    this.#alarm = setTimeout(
      () => {
        this.#alarmMs = Infinity;
        void this.#announcing.push(Date.now());
      },
      Math.max(0, atMs - Date.now()),
    );
    return Promise.resolve();
  }
}

test("answers that come too late are answers: what is said after them is told at once", async () => {
  const levels = new Levels();
  levels.answerMs = limits.announceTimeoutMs.most + 100;
  for (let time = 0; time < 12; time += 1) {
    levels.say();
    await levels.knownAfterMs();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  levels.answerMs = 20;
  levels.say();
  expect(await levels.knownAfterMs()).toBeLessThanOrEqual(100);
});

test("what could not be said while the answers were late is told with the first of them", async () => {
  const levels = new Levels();
  levels.answerMs = limits.announceTimeoutMs.most + 2_000;
  levels.say();
  await vi.advanceTimersByTimeAsync(limits.announceTimeoutMs.most + 100);
  levels.say();
  levels.answerMs = 20;
  expect(await levels.knownAfterMs()).toBeLessThanOrEqual(2_000);
});

test("after an hour of refusals the next level knows in ten seconds, and was not stormed", async () => {
  const levels = new Levels();
  levels.answerMs = null;
  levels.say();
  const hourS = 3_600;
  for (let second = 0; second < hourS; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    if (second % 60 === 0) levels.say();
  }
  expect(levels.calls).toBeLessThanOrEqual(hourS / 4 + 10);
  levels.answerMs = 20;
  expect(await levels.knownAfterMs()).toBeLessThanOrEqual(longestMs);
});

test("a next level that hangs and then answers again knows in ten seconds", async () => {
  const levels = new Levels();
  levels.answerMs = 10 * 60_000;
  levels.say();
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  levels.answerMs = 20;
  // A call may be hanging this very moment.
  expect(await levels.knownAfterMs()).toBeLessThanOrEqual(
    longestMs + limits.announceTimeoutMs.most,
  );
});

test("two who set an object's alarm at once after a wake-up have it ring for the earlier", async () => {
  vi.useRealTimers();
  const nowMs = Date.now();
  const earlyMs = nowMs + 3_600_000;
  await runInDurableObject(stationStub("two-alarms"), async (_, { storage }) => {
    const alarm = new OneAlarm(storage);
    await Promise.all([alarm.ringBy(earlyMs), alarm.ringBy(earlyMs + 60_000)]);
    expect(await storage.getAlarm()).toBe(earlyMs);
    await storage.deleteAlarm();
  });
});
