import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ManualTimeline, RunningTimeline, Timers } from "./clock.ts";

describe("a timeline", () => {
  test("runs timers by their time, those of one time in the order they were set", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 200 }), (delays) => {
        const timeline = new ManualTimeline(1_000);
        const ran: { at: number; index: number }[] = [];
        delays.forEach((delay, index) =>
          timeline.after(delay, () => ran.push({ at: timeline.nowMs(), index })),
        );
        while (timeline.step(1_050));
        const due = delays.map((delay, index) => ({ at: 1_000 + delay, index }));
        expect(ran).toEqual(due.toSorted((left, right) => left.at - right.at));
      }),
    );
  });

  test("never runs a timer that was cancelled, be it the first or in the midst", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 50 }), fc.boolean())), (timers) => {
        const timeline = new ManualTimeline(0);
        const ran: number[] = [];
        const handles = timers.map(([delay], index) =>
          timeline.after(delay, () => ran.push(index)),
        );
        timers.forEach(([, isCancelled], index) => isCancelled && handles[index]!.cancel());
        while (timeline.step(100));
        const wanted = timers.flatMap(([, isCancelled], index) => (isCancelled ? [] : [index]));
        expect(ran.toSorted((left, right) => left - right)).toEqual(wanted);
      }),
    );
  });

  test("of its own runs faster by its speed, and waits of the network stay real", async () => {
    const timeline = new RunningTimeline(1_000_000);
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      timeline.after(
        20,
        () => {
          order.push("wall");
          resolve();
        },
        "wall",
      );
      timeline.after(60_000, () => order.push("simulated"));
    });
    expect(order).toEqual(["simulated", "wall"]);
  });

  test("shared by two chargers loses only the timers of the one that lost its power", () => {
    const timeline = new ManualTimeline(0);
    const [dead, alive] = [new Timers(timeline), new Timers(timeline)];
    const ran: string[] = [];
    dead.after(5, () => ran.push("dead"));
    alive.after(6, () => ran.push("alive"));
    dead.cancelAll();
    while (timeline.step(10));
    expect(ran).toEqual(["alive"]);
  });
});
