// The trace of a pile's messages: what is kept and shown while it is on, and that nothing is while it
// is off.
import { describe, expect, it } from "vitest";
import type { TraceMessage } from "../../../core/contract/admin/trace.ts";
import { limits } from "../../../core/limits.ts";
import { rowsWritten } from "./rowsWritten.ts";
import { Inbox } from "./inbox.ts";
import { anOnlinePile, inObject, sleep, told } from "./support.ts";

type Stub = Awaited<ReturnType<typeof anOnlinePile>>["stub"];

async function aWindow(stub: Stub) {
  const { webSocket, status } = await stub.fetch("https://pile/trace/PILE", {
    headers: { upgrade: "websocket" },
  });
  const messages = new Inbox<TraceMessage>();
  const closes = new Inbox<number>();
  webSocket?.accept();
  webSocket?.addEventListener("message", ({ data }) => messages.put(JSON.parse(String(data))));
  webSocket?.addEventListener("close", ({ code }) => closes.put(code));
  return { status, messages, closes };
}

const framesOf = async (stub: Stub, after = 0, limit = 200) => {
  const page = await stub.readTrace({ after, limit });
  return page.ok ? page.value.frames : [];
};
const actions = (frames: Awaited<ReturnType<typeof framesOf>>) =>
  frames.map(({ direction, text }) => `${direction} ${/"([A-Z]\w+)"/.exec(text)?.[1] ?? text}`);

describe("a trace", () => {
  it("keeps both sides' messages in order, through a sleep, and stops when told", async () => {
    const { stub, charger } = await anOnlinePile();
    await stub.startTrace({ minutes: 5, askedBy: "Li" });
    await charger.call("Heartbeat", {});
    await sleep(stub);
    await charger.status(1, "Preparing");
    await stub.stopTrace();
    await charger.call("Heartbeat", {});
    const frames = await framesOf(stub);
    expect(frames.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(frames.map(({ direction }) => direction)).toEqual(["in", "out", "in", "out"]);
    expect(actions(frames)[0]).toBe("in Heartbeat");
    expect(actions(frames)[2]).toBe("in StatusNotification");
    expect(await framesOf(stub, 2, 1)).toEqual([frames[2]]);
  });

  it("shows who watches what was kept, then each message, then closes", async () => {
    const { stub, charger } = await anOnlinePile();
    expect((await aWindow(stub)).status).toBe(503);
    await stub.startTrace({ minutes: 5, askedBy: "Li" });
    await charger.call("Heartbeat", {});
    const { messages, closes } = await aWindow(stub);
    const first = await messages.next((one) => one.kind === "trace");
    expect(first).toMatchObject({ trace: { askedBy: "Li" }, frames: [{ seq: 1 }, { seq: 2 }] });
    await charger.status(2, "Preparing");
    const live = await messages.next((one) => one.kind === "frame");
    expect(live).toMatchObject({ frame: { seq: 3, direction: "in" } });
    await stub.stopTrace();
    expect(await closes.next(() => true)).toBe(1000);
  });

  it("lets a window ask for its right anew after some minutes, before it is told more", async () => {
    const { stub, charger } = await anOnlinePile();
    await stub.startTrace({ minutes: 30, askedBy: "Li" });
    const { messages, closes } = await aWindow(stub);
    await messages.next((one) => one.kind === "trace");
    await inObject(stub, ({ state }) => {
      for (const socket of state.getWebSockets("trace")) {
        const sinceMs = Date.now() - limits.traceSocketMs.most;
        socket.serializeAttachment({ ...socket.deserializeAttachment(), sinceMs });
      }
    });
    await charger.call("Heartbeat", {});
    expect(await closes.next(() => true)).toBe(1000);
    const again = await aWindow(stub);
    const first = await again.messages.next((one) => one.kind === "trace");
    expect(first).toMatchObject({ frames: [{ seq: 1 }, { seq: 2 }] });
  });

  it("never keeps the password that a charger is given", async () => {
    const { stub, charger } = await anOnlinePile();
    await stub.startTrace({ minutes: 5, askedBy: "Li" });
    const request = {
      kind: "changeConfiguration",
      key: "AuthorizationKey",
      value: "s3cret",
    } as const;
    await stub.command({ commandId: "c1", request, askedBy: "Li" });
    expect(await charger.obeys("ChangeConfiguration")).toMatchObject({ value: "s3cret" });
    await charger.call("Heartbeat", {});
    const snapshot = await stub.snapshot();
    const kept = JSON.stringify([await framesOf(stub), snapshot.ok && snapshot.value.commands]);
    expect(kept).toContain("ChangeConfiguration");
    expect(kept).not.toContain("s3cret");
  });

  it("loses its oldest messages first when it is full", async () => {
    const { stub, charger } = await anOnlinePile();
    await stub.startTrace({ minutes: 5, askedBy: "Li" });
    await charger.call("Heartbeat", {});
    await inObject(stub, ({ state }) => {
      for (let seq = 3; seq <= limits.traceFrames.most; seq += 1) {
        state.storage.sql.exec("INSERT INTO trace VALUES (?, 0, 'in', '[]')", seq);
      }
    });
    await sleep(stub);
    await charger.call("Heartbeat", {});
    const [oldest] = await framesOf(stub, 0, 1);
    expect(oldest?.seq).toBeGreaterThan(1);
    const [last] = (await framesOf(stub, limits.traceFrames.most)).slice(-1);
    expect(last?.seq).toBe(limits.traceFrames.most + 2);
  });

  it("writes nothing at all while it is off", async () => {
    const { stub, charger, records } = await anOnlinePile();
    await told(records);
    const rows = await rowsWritten(stub);
    for (let at = 0; at < 5; at += 1) await charger.call("Heartbeat", {});
    expect(await rows.total()).toBe(0);
    const count = await inObject(stub, ({ state }) =>
      state.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM trace").one(),
    );
    expect(count.n).toBe(0);
  });
});

describe("a charger that is put up", () => {
  it("shows of which connectors it speaks and how its clock goes", async () => {
    const { stub, charger } = await anOnlinePile();
    await charger.call("BootNotification", { chargePointVendor: "V", chargePointModel: "M" });
    for (const connectorId of [2, 1, 3]) await charger.status(connectorId, "Available");
    const snapshot = await stub.snapshot();
    expect(snapshot).toMatchObject({
      ok: true,
      value: { device: { connectorIds: [1, 2, 3], clock: null } },
    });
    await charger.call("StatusNotification", {
      connectorId: 1,
      status: "Available",
      errorCode: "NoError",
      timestamp: "1970-01-01T00:00:00Z",
    });
    await sleep(stub);
    expect(await stub.snapshot()).toMatchObject({ value: { device: { clock: "unset" } } });
  });
});
