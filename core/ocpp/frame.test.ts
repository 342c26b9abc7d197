import { describe, expect, it } from "vitest";
import { parseFrame, writeCall, writeCallError, writeCallResult } from "./frame.ts";

const fault = (text: string): unknown => {
  const frame = parseFrame(text);
  return frame.kind === "malformed" ? [frame.messageId, frame.fault.kind] : frame.kind;
};

describe("a frame", () => {
  it("is read back as it was written", () => {
    expect(parseFrame(writeCall("a", "Heartbeat", {}))).toEqual({
      kind: "call",
      messageId: "a",
      action: "Heartbeat",
      payload: {},
    });
    expect(parseFrame(writeCallResult("a", { status: "Accepted" }))).toEqual({
      kind: "callResult",
      messageId: "a",
      payload: { status: "Accepted" },
    });
    expect(parseFrame(writeCallError("a", "InternalError", "no"))).toEqual({
      kind: "callError",
      messageId: "a",
      errorCode: "InternalError",
      description: "no",
    });
  });

  it.each(["", "{", "null", "7", '"x"', "{}", '{"0":2}', "[]", "[", "[2", "\u0000"])(
    "that is no message has nothing to answer to: %j",
    (text) => {
      const frame = parseFrame(text);
      expect(frame).toMatchObject({ kind: "malformed", messageId: null });
    },
  );

  it("of an unknown type says so, with its id when it has one", () => {
    expect(fault('[9,"a",{}]')).toEqual(["a", "messageType"]);
    expect(fault('["2","a","Heartbeat",{}]')).toEqual(["a", "messageType"]);
    expect(fault("[9]")).toEqual([null, "messageType"]);
  });

  it("without a usable id cannot be answered", () => {
    expect(fault('[2,7,"Heartbeat",{}]')).toEqual([null, "framework"]);
    expect(fault('[2,"","Heartbeat",{}]')).toEqual([null, "framework"]);
    expect(fault(`[2,"${"x".repeat(37)}","Heartbeat",{}]`)).toEqual([null, "framework"]);
    expect(fault(`[2,"${"x".repeat(36)}","Heartbeat",{}]`)).toBe("call");
  });

  it("that is a damaged CALL is answerable", () => {
    expect(fault('[2,"a"]')).toEqual(["a", "protocol"]);
    expect(fault('[2,"a","Heartbeat"]')).toEqual(["a", "protocol"]);
    expect(fault('[2,"a","Heartbeat",{},{}]')).toEqual(["a", "formation"]);
    expect(fault('[2,"a",7,{}]')).toEqual(["a", "formation"]);
    expect(fault('[2,"a","Heartbeat",[]]')).toEqual(["a", "formation"]);
    expect(fault('[2,"a","Heartbeat",null]')).toEqual(["a", "formation"]);
  });

  it("that is a careless CALLERROR is taken", () => {
    expect(parseFrame('[4,"a"]')).toEqual({
      kind: "callError",
      messageId: "a",
      errorCode: "GenericError",
      description: "",
    });
  });
});
