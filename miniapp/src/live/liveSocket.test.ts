import { describe, expect, test } from "vitest";
import { liveCloseCodes, type LiveMessage } from "../../../core/contract/live.ts";
import type { SocketHandlers } from "../platform/types.ts";
import { type LiveState, makeLiveSocket } from "./liveSocket.ts";

/** Time that a test moves on by hand. */
function aClock() {
  let nowMs = 0;
  const waiting = new Map<number, { atMs: number; run: () => void }>();
  let last = 0;
  return {
    timers: {
      after: (ms: number, run: () => void) => {
        last += 1;
        const id = last;
        waiting.set(id, { atMs: nowMs + ms, run });
        return () => {
          waiting.delete(id);
        };
      },
      random: () => 1,
    },
    pass: (ms: number) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const nextMs = Math.min(...[...waiting.values()].map((one) => one.atMs));
        const due = [...waiting].find(([, one]) => one.atMs === nextMs);
        if (due === undefined || nextMs > untilMs) break;
        waiting.delete(due[0]);
        nowMs = nextMs;
        due[1].run();
      }
      nowMs = untilMs;
    },
  };
}

function aServer() {
  const links: { handlers: SocketHandlers; sent: string[]; isClosed: boolean }[] = [];
  return {
    links,
    connect: (_: string, handlers: SocketHandlers) => {
      const link = { handlers, sent: [] as string[], isClosed: false };
      links.push(link);
      return {
        send: (text: string) => void link.sent.push(text),
        close: () => {
          link.isClosed = true;
        },
      };
    },
    say: (message: LiveMessage | "pong") =>
      links
        .at(-1)!
        .handlers.onMessage(typeof message === "string" ? message : JSON.stringify(message)),
  };
}

const snapshot = (seq: number): LiveMessage => ({
  kind: "pile",
  seq,
  pile: { pileId: "SH-0001-01", online: true, connectors: [] },
});

function aLiveSocket(token: string | null = "t1") {
  const clock = aClock();
  const server = aServer();
  const heard: LiveMessage[] = [];
  const states: LiveState[] = [];
  const asked: boolean[] = [];
  const socket = makeLiveSocket({
    connect: server.connect,
    path: "/live/piles/SH-0001-01",
    token: ({ afterRefusal }) => {
      asked.push(afterRefusal);
      return Promise.resolve(afterRefusal ? "t2" : token);
    },
    onMessage: (message) => heard.push(message),
    onState: (state) => states.push(state),
    timers: clock.timers,
  });
  const open = async () => {
    server.links.at(-1)!.handlers.onOpen();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { socket, clock, server, heard, states, asked, open };
}

describe("the live socket", () => {
  test("says hello with the token in its first message", async () => {
    const { socket, server, open, states } = aLiveSocket();
    socket.start();
    await open();
    expect(server.links[0]!.sent).toEqual([JSON.stringify({ kind: "hello", token: "t1" })]);
    expect(states).toEqual(["connecting", "open"]);
  });

  test("watches as nobody when nobody is signed in", async () => {
    const { socket, server, heard, open } = aLiveSocket(null);
    socket.start();
    await open();
    server.say(snapshot(1));
    expect(server.links[0]!.sent).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  test("waits longer after each failure, up to a bound, and reconnects", () => {
    const { socket, clock, server } = aLiveSocket();
    socket.start();
    for (const delayMs of [3_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = server.links.length;
      server.links.at(-1)!.handlers.onClose(null);
      clock.pass(delayMs - 1);
      expect(server.links).toHaveLength(before);
      clock.pass(1);
      expect(server.links).toHaveLength(before + 1);
    }
  });

  test("begins again with the shortest delay once a message has come", async () => {
    const { socket, clock, server, open } = aLiveSocket();
    socket.start();
    for (const delayMs of [3_000, 2_000, 4_000]) {
      server.links.at(-1)!.handlers.onClose(1006);
      clock.pass(delayMs);
    }
    await open();
    server.say(snapshot(1));
    server.links.at(-1)!.handlers.onClose(1006);
    clock.pass(3_000);
    expect(server.links).toHaveLength(5);
  });

  test("does not wait when the app returns to the foreground", () => {
    const { socket, server } = aLiveSocket();
    socket.start();
    server.links[0]!.handlers.onClose(null);
    socket.resume();
    expect(server.links).toHaveLength(2);
  });

  test("finds a link that died in the background by a ping without an answer", async () => {
    const { socket, clock, server, states, open } = aLiveSocket();
    socket.start();
    await open();
    socket.resume();
    expect(server.links[0]!.sent.at(-1)).toBe("ping");
    clock.pass(8_000);
    expect(server.links[0]!.isClosed).toBe(true);
    expect(states.at(-1)).toBe("waiting");
  });

  test("keeps a quiet link whose pings are answered", async () => {
    const { socket, clock, server, open } = aLiveSocket();
    socket.start();
    await open();
    for (let round = 0; round < 10; round += 1) {
      clock.pass(25_000);
      server.say("pong");
    }
    expect(server.links).toHaveLength(1);
    expect(server.links[0]!.sent.filter((text) => text === "ping")).toHaveLength(10);
  });

  test("gives up a link that does not open", () => {
    const { socket, clock, states } = aLiveSocket();
    socket.start();
    clock.pass(10_000);
    expect(states.at(-1)).toBe("waiting");
  });

  test("takes a new snapshot at once when a number is missing", async () => {
    const { socket, server, heard, open } = aLiveSocket();
    socket.start();
    await open();
    server.say(snapshot(1));
    server.say({ kind: "online", seq: 2, online: false });
    server.say({ kind: "online", seq: 4, online: true });
    expect(server.links).toHaveLength(2);
    expect(heard.map((message) => message.kind)).toEqual(["pile", "online"]);
  });

  test("stays away from what the server says is gone", () => {
    const { socket, clock, server, states } = aLiveSocket();
    socket.start();
    server.links[0]!.handlers.onClose(liveCloseCodes.gone);
    clock.pass(120_000);
    expect(server.links).toHaveLength(1);
    expect(states.at(-1)).toBe("closed");
  });

  test("renews a refused token and comes back", async () => {
    const { socket, clock, server, asked, open } = aLiveSocket();
    socket.start();
    await open();
    server.say({ kind: "refused", code: "unauthorized" });
    clock.pass(3_000);
    await open();
    expect(asked).toEqual([false, true]);
    expect(server.links[1]!.sent).toEqual([JSON.stringify({ kind: "hello", token: "t2" })]);
  });

  test("hears nothing of a link it has left, and nothing it does not understand", async () => {
    const { socket, clock, server, heard, open } = aLiveSocket();
    socket.start();
    await open();
    const old = server.links[0]!;
    old.handlers.onClose(null);
    clock.pass(3_000);
    old.handlers.onMessage(JSON.stringify(snapshot(1)));
    server.links[1]!.handlers.onMessage("{");
    server.links[1]!.handlers.onMessage(JSON.stringify({ kind: "newer", what: 1 }));
    expect(heard).toEqual([]);
    expect(server.links).toHaveLength(2);
  });

  test("stays closed once stopped", () => {
    const { socket, clock, server, states } = aLiveSocket();
    socket.start();
    server.links[0]!.handlers.onClose(null);
    socket.stop();
    clock.pass(120_000);
    expect(server.links).toHaveLength(1);
    expect(states.at(-1)).toBe("closed");
  });
});
