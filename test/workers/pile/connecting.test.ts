// Who gets a charger's socket at a pile, and what it may say there.
import { describe, expect, it } from "vitest";
import { env } from "./inbox.ts";
import {
  aCharger,
  anOnlinePile,
  aPile,
  hashOf,
  inObject,
  knock,
  sleep,
  storedState,
} from "./support.ts";
import type { PileStub } from "../../../worker/pileOf.ts";

describe("a charger's upgrade", () => {
  it("is refused at a pile that is not registered, and nothing is stored there", async () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const stub = env.PILE.get(env.PILE.idFromName("nobody")) as unknown as PileStub;
    expect((await knock(stub, "nobody")).status).toBe(404);
    const tables = await inObject(stub, ({ state }) =>
      state.storage.sql
        .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });

  it("is refused with a wrong password or another's name, written down once in a while", async () => {
    const { stub, pileId, records } = await aPile();
    for (const how of [{ secret: "wrong" }, { user: "PILE-0" }, { secret: "" }]) {
      const refused = await knock(stub, pileId, how);
      expect([refused.status, await refused.text()]).toEqual([401, "credential refused"]);
      await sleep(stub);
    }
    expect(await records.factOf("securityEvent")).toMatchObject({ detail: "wrong password" });
    expect((await storedState(stub)).counters.fact).toBe(1);
  });

  it("is refused without a credential, and without an upgrade", async () => {
    const { stub } = await aPile();
    const bare = await stub.fetch("https://pile/ocpp/PILE", { headers: { upgrade: "websocket" } });
    expect(bare.status).toBe(401);
    expect(bare.headers.get("www-authenticate")).toContain("Basic");
    expect((await stub.fetch("https://pile/ocpp/PILE")).status).toBe(426);
  });

  it("speaks 1.6 to one that names no version, and names none in the answer", async () => {
    const { stub, pileId } = await aPile();
    const response = await knock(stub, pileId, { subprotocol: null });
    expect(response.status).toBe(101);
    expect(response.headers.get("sec-websocket-protocol")).toBeNull();
    const charger = await aCharger(stub, pileId, { subprotocol: null });
    expect(await charger.call("Heartbeat", {})).toHaveProperty("currentTime");
  });

  it("is closed at once when it offers nothing that is spoken here", async () => {
    const { stub, pileId } = await aPile();
    const charger = await aCharger(stub, pileId, { subprotocol: "ocpp9.9" });
    expect(await charger.closed).toBe(1002);
  });
});

describe("a password rotation", () => {
  it("lets the old and the new one in until the new one is first used", async () => {
    const { stub, pileId } = await aPile();
    const previousValidUntilMs = Date.now() + 3_600_000;
    await stub.rotateCredential({ credentialHash: hashOf("new one"), previousValidUntilMs });
    expect((await knock(stub, pileId)).status).toBe(101);
    expect((await knock(stub, pileId, { secret: "new one" })).status).toBe(101);
    expect((await knock(stub, pileId)).status).toBe(401);
  });

  it("ends the old one at its time", async () => {
    const { stub, pileId } = await aPile();
    await stub.rotateCredential({
      credentialHash: hashOf("new one"),
      previousValidUntilMs: Date.now() - 1,
    });
    expect((await knock(stub, pileId)).status).toBe(401);
  });
});

describe("half-open sockets: the newest wins", () => {
  it("closes the older one, whose close changes nothing", async () => {
    const { stub, pileId, charger } = await anOnlinePile();
    const newer = await aCharger(stub, pileId);
    expect(await charger.closed).toBe(4000);
    expect(await newer.call("Heartbeat", {})).toHaveProperty("currentTime");
    const { link } = await storedState(stub);
    expect(link).toMatchObject({ generation: 2, online: true });
  });
});

describe("a charger's frames", () => {
  it("get the CALLERROR that the specification names, and never end the socket", async () => {
    const { charger } = await anOnlinePile();
    expect(await charger.call("Nonsense", {})).toMatchObject({ errorCode: "NotImplemented" });
    expect(await charger.call("StatusNotification", { connectorId: 1 })).toHaveProperty(
      "errorCode",
    );
    charger.socket.send("not json");
    charger.socket.send(new Uint8Array([1, 2, 3]));
    const long = { vendorId: "v", data: "x".repeat(70_000) };
    expect(await charger.call("DataTransfer", long)).toMatchObject({
      errorCode: "FormationViolation",
    });
    expect(await charger.call("Heartbeat", {})).toHaveProperty("currentTime");
  });
});

describe("a pile that is removed", () => {
  it("loses its socket, its password and its storage", async () => {
    const { stub, pileId, charger, records } = await anOnlinePile();
    const transactionId = await charger.starts("CARD-1");
    await charger.samples(transactionId, 1_000_500);
    expect(await stub.retire()).toEqual({ ok: true, value: null });
    expect(await charger.closed).toBe(4002);
    expect(await records.factOf("sessionEnded")).toMatchObject({
      reason: "PileRetired",
      meterStopWh: 1_000_500,
    });
    expect((await knock(stub, pileId)).status).toBe(404);
    expect(await stub.snapshot()).toMatchObject({ ok: false });
    const alarm = await inObject(stub, ({ state }) => state.storage.getAlarm());
    expect(alarm).toBeNull();
  });

  it("goes on telling the records what they could not take, and may be registered again", async () => {
    const { stub, charger, records, profile } = await anOnlinePile();
    const transactionId = await charger.starts("CARD-1");
    records.isAway = true;
    await stub.retire();
    expect(await stub.snapshot()).toMatchObject({ ok: false });
    records.isAway = false;
    await stub.configure(profile);
    await sleep(stub);
    await stub.snapshot();
    expect(await records.factOf("sessionEnded")).toMatchObject({ transactionId });
  });
});
