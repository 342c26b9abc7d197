import { describe, expect, it } from "vitest";
import { quirksOf } from "./quirks.ts";
import { answer, answerInternalError, outcomeOf, receive, send } from "./receive.ts";
import type { Received, ReceivedCall } from "./receive.ts";
import { v16 } from "./v16/index.ts";

const receivedAtMs = Date.UTC(2026, 10, 22, 12);
const context = { receivedAtMs, quirks: quirksOf([], 480) };
const from = (...frame: readonly unknown[]): Received =>
  receive(v16, JSON.stringify(frame), context);
const callOf = (received: Received): ReceivedCall => {
  if (received.kind !== "call") throw new Error(`not a call: ${JSON.stringify(received)}`);
  return received.call;
};
const errorOf = (received: Received): unknown =>
  received.kind === "reply" ? JSON.parse(received.text)[2] : received.kind;
const stop = { transactionId: 7, meterStop: 1_500, timestamp: "2026-11-22T11:00:00Z" };

describe("a charger's message", () => {
  it("becomes an event", () => {
    expect(callOf(from(2, "m1", "Authorize", { idTag: "CARD" }))).toEqual({
      messageId: "m1",
      action: "Authorize",
      event: { kind: "authorizationAsked", idTag: "CARD" },
    });
  });

  it.each([
    ["an unknown action", [2, "a", "Frobnicate", {}], "NotImplemented"],
    ["a name every object has", [2, "a", "constructor", {}], "NotImplemented"],
    ["an action of the platform's own", [2, "a", "Reset", { type: "Soft" }], "NotSupported"],
    ["an action of another profile", [2, "a", "SignCertificate", { csr: "x" }], "NotSupported"],
    ["no payload", [2, "a", "Heartbeat"], "ProtocolError"],
    ["a payload that is no object", [2, "a", "Heartbeat", 7], "FormationViolation"],
    ["an unknown field", [2, "a", "Heartbeat", { x: 1 }], "FormationViolation"],
    ["a missing field", [2, "a", "Authorize", {}], "OccurenceConstraintViolation"],
    ["another type", [2, "a", "Authorize", { idTag: 7 }], "TypeConstraintViolation"],
    [
      "a text too long",
      [2, "a", "Authorize", { idTag: "x".repeat(21) }],
      "PropertyConstraintViolation",
    ],
    [
      "an unknown word",
      [2, "a", "StatusNotification", { connectorId: 1, errorCode: "NoError", status: "Sleepy" }],
      "PropertyConstraintViolation",
    ],
    [
      "what is no time",
      [
        2,
        "a",
        "StatusNotification",
        { connectorId: 1, errorCode: "NoError", status: "Available", timestamp: "soon" },
      ],
      "PropertyConstraintViolation",
    ],
  ])("with %s is refused in 1.6's words", (_, frame, code) => {
    expect(errorOf(from(...frame))).toBe(code);
  });

  it.each([
    ["an unknown type", [7, "a", "Heartbeat", {}]],
    ["no usable id", [2, 5, "Heartbeat", {}]],
    ["no elements", []],
  ])("with %s is ignored", (_, frame) => {
    expect(from(...frame).kind).toBe("ignore");
  });

  it("counts characters, not UTF-16 units", () => {
    expect(from(2, "a", "Authorize", { idTag: "𠮷".repeat(20) }).kind).toBe("call");
    expect(from(2, "a", "Authorize", { idTag: "𠮷".repeat(21) }).kind).toBe("reply");
  });

  it("keeps the words of an error within the 255 characters of OCPP-J", () => {
    const received = from(2, "a", "Heartbeat", { ["x".repeat(2_000)]: 1 });
    if (received.kind !== "reply") throw new Error("not refused");
    expect(JSON.parse(received.text)[3].length).toBeLessThanOrEqual(255);
  });
});

describe("StopTransaction with an unknown, -1 or 0 id gets an error, the charger retries for ever and its queue is blocked", () => {
  it.each([-1, 0, 2_147_483_647])("is taken with the id %i", (transactionId) => {
    const call = callOf(from(2, "a", "StopTransaction", { ...stop, transactionId }));
    expect(call.event).toMatchObject({ kind: "transactionStopped", transactionId });
    expect(answer(v16, call, { kind: "stopped", status: null })).toBe('[3,"a",{}]');
  });

  it.each(["", "soon", "1970-01-01T00:00:00Z"])("is taken with the time %j", (timestamp) => {
    const call = callOf(from(2, "a", "StopTransaction", { ...stop, timestamp }));
    expect(call.event).toMatchObject({
      atMs: receivedAtMs,
      meterStopWh: 1_500,
      clock: { said: timestamp },
    });
  });

  it("leaves meter values alone: they are taken with any id and any time", () => {
    const meterValue = [{ timestamp: "?", sampledValue: [{ value: "5" }] }];
    const call = callOf(
      from(2, "a", "MeterValues", { connectorId: 0, transactionId: -1, meterValue }),
    );
    expect(call.event).toMatchObject({ transactionId: -1, samples: [{ registerWh: 5 }] });
  });
});

describe("StartTransaction retried with a new message id makes a second transaction", () => {
  it.each(["2026-11-22T11:00:00Z", "1970-01-01T00:00:07Z"])(
    "both tries say the same, whenever they come: %s",
    (timestamp) => {
      const payload = { connectorId: 1, idTag: "CARD", meterStart: 10, timestamp };
      const keyOf = (messageId: string, atMs: number): unknown => {
        const text = JSON.stringify([2, messageId, "StartTransaction", payload]);
        const { event } = callOf(receive(v16, text, { ...context, receivedAtMs: atMs }));
        if (event.kind !== "transactionStarted") throw new Error("not a start");
        const { connectorId, idTag, meterStartWh, clock, atMs: startedAtMs } = event;
        return [connectorId, idTag, meterStartWh, clock?.said ?? startedAtMs];
      };
      expect(keyOf("a", receivedAtMs)).toEqual(keyOf("b", receivedAtMs + 60_000));
    },
  );
});

describe("kWh labelled Wh, missing units, session value against register", () => {
  it("a charger that counts transactions in kWh is read in Wh once that is known", () => {
    const text = JSON.stringify([2, "a", "StopTransaction", stop]);
    const quirks = quirksOf(["transactionMeterInKwh"], 480);
    expect(callOf(receive(v16, text, { receivedAtMs, quirks })).event).toMatchObject({
      meterStopWh: 1_500_000,
    });
  });
});

describe("an answer", () => {
  it("carries UTC with a Z", () => {
    const call = callOf(from(2, "a", "Heartbeat", {}));
    expect(answer(v16, call, { kind: "time", nowMs: receivedAtMs })).toBe(
      '[3,"a",{"currentTime":"2026-11-22T12:00:00.000Z"}]',
    );
  });

  it("of another kind than the question is a bug", () => {
    const call = callOf(from(2, "a", "Heartbeat", {}));
    expect(() => answer(v16, call, { kind: "empty" })).toThrow("Heartbeat");
  });

  it("can say that we failed", () => {
    const call = callOf(from(2, "a", "Heartbeat", {}));
    expect(answerInternalError(v16, call)).toBe('[4,"a","InternalError","",{}]');
  });
});

describe("remote start accepted, then no transaction", () => {
  it("a start always names its connector", () => {
    const started = send(v16, "a", { kind: "start", connectorId: 1, idTag: "T1" });
    expect(started).toEqual({
      ok: true,
      value: '[2,"a","RemoteStartTransaction",{"connectorId":1,"idTag":"T1"}]',
    });
    expect(send(v16, "a", { kind: "start", connectorId: 0, idTag: "T1" })).toMatchObject({
      error: { code: "invalid_command" },
    });
  });
});

const outcome = (response: Received) => {
  if (response.kind !== "response") throw new Error("not a response");
  return outcomeOf(v16, { kind: "unlock", connectorId: 1 }, response.response);
};

describe("a command", () => {
  it("that the schema forbids is not sent", () => {
    const value = "x".repeat(501);
    expect(send(v16, "a", { kind: "changeConfiguration", key: "K", value })).toMatchObject({
      error: { code: "invalid_command", fault: { kind: "property" } },
    });
  });

  it("that a version has not is refused", () => {
    const bare = { ...v16, outbound: {} };
    expect(send(bare, "a", { kind: "clearCache" })).toEqual({
      ok: false,
      error: { code: "unsupported_command" },
    });
  });

  it("ends by the charger's own word, by its error, or by an answer against the schema", () => {
    expect(outcome(from(3, "a", { status: "Unlocked" }))).toEqual({
      kind: "answered",
      status: "Unlocked",
      payload: { status: "Unlocked" },
    });
    expect(outcome(from(4, "a", "NotSupported", "no lock", {}))).toEqual({
      kind: "callError",
      errorCode: "NotSupported",
      description: "no lock",
    });
    for (const answered of [{ status: "Accepted" }, {}, null, [], "x", undefined]) {
      expect(outcome(from(3, "a", answered))).toMatchObject({
        kind: "callError",
        errorCode: "FormationViolation",
      });
    }
  });
});
