import { expect, test } from "vitest";
import { reconnectAfter } from "./reconnect.ts";

test("a missing number is healed at once, but not again and again", () => {
  const first = reconnectAfter({ kind: "gap" }, { failures: 0, random: 0.5 });
  expect(first).toEqual({ kind: "retry", afterMs: 0, failures: 1 });
  const second = reconnectAfter({ kind: "gap" }, { failures: 1, random: 0.5 });
  expect(second).toEqual({ kind: "retry", afterMs: 1_500, failures: 2 });
});

test("a crowd whose sockets end at one instant is spread over three seconds", () => {
  const returns = [0, 0.25, 0.5, 1].map((random) =>
    reconnectAfter({ kind: "closed", code: 1006 }, { failures: 0, random }),
  );
  expect(returns).toEqual(
    [0, 750, 1_500, 3_000].map((afterMs) => ({ kind: "retry", afterMs, failures: 1 })),
  );
});

test("further failures wait longer, up to half a minute", () => {
  const afterMs = [1, 2, 3, 4, 5, 50].map((failures) => {
    const next = reconnectAfter({ kind: "lost" }, { failures, random: 1 });
    return next.kind === "retry" ? next.afterMs : null;
  });
  expect(afterMs).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("what is gone, or was closed for misuse, is not tried again", () => {
  for (const code of [4004, 1008]) {
    expect(reconnectAfter({ kind: "closed", code }, { failures: 0, random: 0 })).toEqual({
      kind: "stop",
    });
  }
});

test("a refused token is tried again, with a fresh one", () => {
  expect(reconnectAfter({ kind: "refused" }, { failures: 0, random: 0.1 }).kind).toBe("retry");
});
