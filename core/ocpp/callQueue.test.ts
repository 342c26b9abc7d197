import { describe, expect, it } from "vitest";
import { limits } from "../limits.ts";
import { advance, emptyCallQueue, submit } from "./callQueue.ts";
import type { CallQueue, CallQueueStep, Link, QueuedCommand } from "./callQueue.ts";
import { v16 } from "./v16/index.ts";

const up = (nowMs = 0): Link => ({ version: v16, nowMs });
const down = (nowMs = 0): Link => ({ version: null, nowMs });
const aCommand = (id: string, command: Partial<QueuedCommand> = {}): QueuedCommand => ({
  commandId: id,
  messageId: `m-${id}`,
  command: { kind: "unlock", connectorId: 1 },
  timeoutMs: 30_000,
  expiresAtMs: 120_000,
  whenOffline: "fail",
  ...command,
});
const submitted = (queue: CallQueue, command: QueuedCommand, link: Link): CallQueueStep => {
  const step = submit(queue, command, link);
  if (!step.ok) throw new Error(step.error.code);
  return step.value;
};
const answered = (messageId: string) =>
  ({
    kind: "responded",
    response: { kind: "callResult", messageId, payload: { status: "Unlocked" } },
  }) as const;
const twoQueued = (second: Partial<QueuedCommand> = {}): CallQueue =>
  submitted(submitted(emptyCallQueue, aCommand("1"), up()).queue, aCommand("2", second), up())
    .queue;
const told = ({ effects }: CallQueueStep): readonly string[] =>
  effects.map((effect) => {
    if (effect.kind === "finished") return `${effect.commandId} ${effect.outcome.kind}`;
    return effect.kind === "send"
      ? `send ${effect.commandId}`
      : `${effect.reason} ${effect.messageId}`;
  });

describe("one lock for both directions, or several open CALLs at once", () => {
  it("sends the first and lets the second wait", () => {
    const first = submitted(emptyCallQueue, aCommand("1"), up());
    expect(first.effects).toEqual([
      {
        kind: "send",
        commandId: "1",
        messageId: "m-1",
        text: '[2,"m-1","UnlockConnector",{"connectorId":1}]',
      },
    ]);
    expect(submitted(first.queue, aCommand("2"), up()).effects).toEqual([]);
  });

  it("sends the next when the first is answered", () => {
    const step = advance(twoQueued(), answered("m-1"), up(1));
    expect(told(step)).toEqual(["1 answered", "send 2"]);
    expect(step.nextDueMs).toBe(30_001);
  });

  it("gives a call up at its deadline and tells its late answer from an unknown one", () => {
    expect(told(advance(twoQueued(), { kind: "due" }, up(29_999)))).toEqual([]);
    const timedOut = advance(twoQueued(), { kind: "due" }, up(30_000));
    expect(told(timedOut)).toEqual(["1 timedOut", "send 2"]);
    expect(told(advance(timedOut.queue, answered("m-1"), up(30_001)))).toEqual(["late m-1"]);
    expect(told(advance(timedOut.queue, answered("m-9"), up(30_001)))).toEqual(["unknown m-9"]);
    expect(timedOut.queue.open?.messageId).toBe("m-2");
  });

  it("expires what waited too long, and never sends it", () => {
    const queue = twoQueued({ expiresAtMs: 20_000 });
    const step = advance(queue, answered("m-1"), up(20_000));
    expect(told(step)).toEqual(["1 answered", "2 expired"]);
    expect(step.nextDueMs).toBeNull();
  });

  it("is due at whatever comes first", () => {
    expect(advance(twoQueued({ expiresAtMs: 5_000 }), { kind: "due" }, up(1)).nextDueMs).toBe(
      5_000,
    );
    expect(advance(twoQueued(), { kind: "due" }, up(1)).nextDueMs).toBe(30_000);
    expect(advance(emptyCallQueue, { kind: "due" }, up(1)).nextDueMs).toBeNull();
  });
});

describe("a lost socket", () => {
  it("fails what is open and what may not wait", () => {
    expect(told(advance(twoQueued(), { kind: "connectionLost" }, up(1)))).toEqual([
      "1 connectionLost",
      "2 connectionLost",
    ]);
  });

  it("keeps what may wait for the next socket", () => {
    const lost = advance(twoQueued({ whenOffline: "wait" }), { kind: "connectionLost" }, up(1));
    expect(told(lost)).toEqual(["1 connectionLost"]);
    expect(lost.nextDueMs).toBe(120_000);
    expect(told(advance(lost.queue, { kind: "connected" }, up(2)))).toEqual(["send 2"]);
    expect(told(advance(lost.queue, { kind: "due" }, down(120_000)))).toEqual(["2 expired"]);
  });

  it("refuses a command that may not wait, and takes one that may", () => {
    expect(submit(emptyCallQueue, aCommand("1"), down())).toEqual({
      ok: false,
      error: { code: "not_connected" },
    });
    const waiting = submitted(emptyCallQueue, aCommand("1", { whenOffline: "wait" }), down());
    expect(waiting.effects).toEqual([]);
    expect(told(advance(waiting.queue, { kind: "connected" }, up(1)))).toEqual(["send 1"]);
  });

  it("makes an answer from the socket before worthless", () => {
    const lost = advance(twoQueued(), { kind: "connectionLost" }, up(1));
    expect(told(advance(lost.queue, answered("m-1"), up(2)))).toEqual(["late m-1"]);
  });
});

describe("the queue", () => {
  it("is bounded", () => {
    let { queue } = submitted(emptyCallQueue, aCommand("open"), up());
    for (let at = 0; at < limits.waitingCommands.most; at += 1) {
      ({ queue } = submitted(queue, aCommand(`${at}`), up()));
    }
    expect(submit(queue, aCommand("one too many"), up())).toMatchObject({
      error: { code: "queue_full" },
    });
  });

  it("takes a command once", () => {
    const queue = twoQueued();
    expect(submitted(queue, aCommand("1"), up()).queue).toEqual(queue);
    expect(submitted(queue, aCommand("2"), up()).queue).toEqual(queue);
  });

  it("finishes at once what the wire cannot say, and goes on", () => {
    const bare = { ...v16, outbound: {} };
    const unsupported = submitted(emptyCallQueue, aCommand("1"), { version: bare, nowMs: 0 });
    expect(told(unsupported)).toEqual(["1 unsupported"]);
    const command = { kind: "changeConfiguration", key: "x".repeat(51), value: "" } as const;
    const { queue } = submitted(emptyCallQueue, aCommand("1"), up());
    const waiting = submitted(
      submitted(queue, aCommand("2", { command }), up()).queue,
      aCommand("3"),
      up(),
    );
    const step = advance(waiting.queue, answered("m-1"), up(1));
    expect(told(step)).toEqual(["1 answered", "2 callError", "send 3"]);
  });
});
