// What a driver's screen at a pile is shown, and what it is not.
import { describe, expect, it } from "vitest";
import { limits } from "../../../core/limits.ts";
import { aConnector, aHold, minute } from "../../../core/charging/support/builders.ts";
import { startTagOf } from "../../../core/charging/pileState.ts";
import { anOnlinePile, aScreen, sleep, TestScreen } from "./support.ts";

const aRequest = () => aHold({ untilMs: Date.now() + 3 * minute });

/** An address of an IPv6 subscriber's own network. */
const ofNet = (end: number, net = "2001:db8:7:1"): string => `${net}:0:0:0:${end.toString(16)}`;

/** Screens from addresses, each held: one that nobody holds is collected, and its socket closes. */
function addressesAt(stub: Awaited<ReturnType<typeof anOnlinePile>>["stub"]) {
  const screens: TestScreen[] = [];
  const open = async (address: string): Promise<number> => {
    const { status, webSocket } = await stub.fetch("https://pile/live/PILE", {
      headers: { upgrade: "websocket", "x-client-ip": address },
    });
    if (webSocket !== null) screens.push(new TestScreen(webSocket));
    return status;
  };
  return { open, screens };
}

describe("a screen", () => {
  it("gets a snapshot, then changes, numbered without a gap through sleeps", async () => {
    const { stub, charger } = await anOnlinePile();
    const screen = await aScreen(stub);
    expect(await screen.next("pile")).toMatchObject({
      seq: 1,
      pile: { online: true, connectors: [{ state: "available" }, { state: "available" }] },
    });
    await charger.status(1, "Preparing");
    await sleep(stub);
    await charger.status(2, "Unavailable");
    expect(await screen.next("connector")).toMatchObject({
      seq: 2,
      connector: { connectorId: 1, state: "plugged" },
    });
    expect(await screen.next("connector")).toMatchObject({
      seq: 3,
      connector: { connectorId: 2, state: "unavailable" },
    });
  });

  it("is told when the charger goes and comes", async () => {
    const { stub, charger } = await anOnlinePile();
    const screen = await aScreen(stub);
    charger.socket.close(1000, "bye");
    expect(await screen.next("online")).toMatchObject({ online: false });
  });

  it("is told anew what the pile has when its connectors are others", async () => {
    const { stub, profile } = await anOnlinePile();
    const screen = await aScreen(stub);
    await screen.next("pile");
    await stub.configure({ ...profile, connectors: [aConnector({ connectorId: 5 })] });
    expect(await screen.next("pile")).toMatchObject({
      pile: { connectors: [{ connectorId: 5 }] },
    });
  });

  it("shows a driver his own order, and nobody else's", async () => {
    const { stub, charger } = await anOnlinePile();
    const mine = await aScreen(stub);
    const other = await aScreen(stub);
    const nobody = await aScreen(stub);
    await other.hello("driver-9");
    const request = aRequest();
    await stub.hold(request);
    await mine.hello("driver-1");
    expect(await mine.next("order")).toMatchObject({
      order: { orderId: request.orderId, state: "paying" },
    });
    await stub.start(request.orderId);
    await charger.obeys("RemoteStartTransaction");
    const transactionId = await charger.starts(startTagOf(request.orderId));
    await sleep(stub);
    await charger.samples(transactionId, 1_000_400);
    const charging = await mine.messages.next(
      (one) => one.kind === "order" && one.order.energyWh === 400,
    );
    expect(charging).toMatchObject({ order: { state: "charging", powerW: 60_000 } });
    for (const screen of [other, nobody]) {
      expect(screen.messages.all.filter(({ kind }) => kind === "order")).toEqual([]);
    }
  });

  it("refuses a token that is over, forged, or no token at all", async () => {
    const { stub } = await anOnlinePile();
    const screen = await aScreen(stub);
    await screen.hello("driver-1", Date.now() - limits.driverTokenMs.most - minute);
    expect(await screen.next("refused")).toMatchObject({ code: "unauthorized" });
    screen.socket.send(JSON.stringify({ kind: "hello", token: "a.b.c" }));
    expect(await screen.next("refused")).toMatchObject({ code: "unauthorized" });
    screen.socket.send("{}");
    expect(await screen.next("refused")).toMatchObject({ code: "bad_request" });
  });

  it("is not opened beside as many as a pile takes", async () => {
    const { stub } = await anOnlinePile();
    const screens = [];
    for (let count = 0; count < limits.driverSocketsPerPile.most; count += 1) {
      screens.push(await aScreen(stub));
    }
    const refused = await stub.fetch("https://pile/live/PILE", {
      headers: { upgrade: "websocket" },
    });
    expect([refused.status, await refused.text()]).toEqual([503, "too many connections"]);
    expect(screens).toHaveLength(limits.driverSocketsPerPile.most);
  });

  it("is not opened beside a quarter of that from one address, unless drivers have shown themselves", async () => {
    const { stub } = await anOnlinePile();
    const most = limits.driverSocketsPerPile.most / limits.addressesToFillAnObject.most;
    const { open, screens } = addressesAt(stub);
    for (let count = 0; count < most; count += 1) await open("198.51.100.7");
    expect(await open("198.51.100.7")).toBe(429);
    expect(await open("198.51.100.8")).toBe(101);
    const request = aRequest();
    await stub.hold(request);
    await screens[0]!.hello(request.driverId);
    await screens[0]!.next("order");
    expect(await open("198.51.100.7")).toBe(101);
    expect(await open("198.51.100.7")).toBe(429);
  });

  it("counts the addresses of one IPv6 subscriber as one", async () => {
    const { stub } = await anOnlinePile();
    const most = limits.driverSocketsPerPile.most / limits.addressesToFillAnObject.most;
    const { open } = addressesAt(stub);
    for (let count = 0; count < most; count += 1) await open(ofNet(count + 1));
    expect(await open(ofNet(999))).toBe(429);
    expect(await open(ofNet(999, "2001:db8:7:2"))).toBe(101);
  });

  it("closes a driver's oldest connection when he opens too many", async () => {
    const { stub } = await anOnlinePile();
    const screens = [];
    for (let count = 0; count <= limits.socketsPerDriver.most; count += 1) {
      const screen = await aScreen(stub);
      await screen.hello("driver-1");
      screens.push(screen);
    }
    const request = aRequest();
    await stub.hold(request);
    await stub.start(request.orderId);
    await screens.at(-1)?.next("order");
    expect(screens[0]?.messages.all.some(({ kind }) => kind === "order")).toBe(false);
  });
});
