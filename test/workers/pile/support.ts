// What the tests of a Pile in workerd share: a pile, its charger and its screens over real sockets,
// and records that do as a test says.
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, onTestFinished, vi } from "vitest";
import { createHash } from "node:crypto";
import type { RecordsService } from "../../../core/charging/facts.ts";
import type { PileProfile } from "../../../core/charging/pileApi.ts";
import type { PileState } from "../../../core/charging/pileState.ts";
import { aProfile } from "../../../core/charging/support/builders.ts";
import type { LiveServerMessage } from "../../../core/contract/live.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import type { ObjectEnv } from "../../../durable-objects/env.ts";
import { upgraded } from "../../../durable-objects/pile/documents.ts";
import type { Pile } from "../../../durable-objects/pile/pile.ts";
import { type PileStub } from "../../../worker/pileOf.ts";
import { env, Inbox, TestRecords } from "./inbox.ts";

export const password = "correct horse battery";

export const hashOf = (secret: string): string => {
  const salt = Buffer.from("salt");
  const hash = createHash("sha256").update(salt).update(secret).digest("base64url");
  return `${salt.toString("base64url")}$${hash}`;
};

let piles = 0;

/** A registered pile of its own for each test, with records of its own. */
export async function aPile(change: Partial<PileProfile> = {}) {
  const pileId = `PILE-${(piles += 1)}`;
  const records = new TestRecords(pileId);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const stub = env.PILE.get(env.PILE.idFromName(pileId)) as unknown as PileStub;
  await withRecords(stub, records);
  const profile = aProfile({ pileId, credentialHash: hashOf(password), ...change });
  await stub.configure(profile);
  return { stub, records, profile, pileId };
}

/** Stations that know all they are told: they have tests of their own. */
const quietStations: ObjectEnv["STATION"] = {
  idFromName: (name) => env.PILE.idFromName(name),
  get: () => ({
    pileChanged: async ({ seq }) => ({ ok: true, value: { knownSeq: seq } }),
    recordsChanged: async () => ({ ok: true, value: null }),
    summary: async () => ({ ok: false, error: { code: "station_not_found" } }),
    board: async () => ({ ok: false, error: { code: "station_not_found" } }),
    fetch: async () => new Response(null, { status: 404 }),
  }),
};

let real: { readonly RECORDS: unknown; readonly STATION: unknown } | null = null;

/** All objects share one set of bindings, which has its own again when the test is over. */
export async function withRecords(stub: PileStub, records: RecordsService): Promise<void> {
  await inObject(stub, ({ instance }) => {
    const own: unknown = Reflect.get(instance, "env");
    if (typeof own !== "object" || own === null) throw new Error("the object has no bindings");
    real ??= { RECORDS: Reflect.get(own, "RECORDS"), STATION: Reflect.get(own, "STATION") };
    const before = real;
    onTestFinished(() => void Object.assign(own, before));
    Object.assign(own, { RECORDS: records, STATION: quietStations });
  });
}

export const inObject = <R>(
  stub: PileStub,
  act: (at: { readonly instance: Pile; readonly state: DurableObjectState }) => R | Promise<R>,
): Promise<R> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  runInDurableObject(stub as unknown as DurableObjectStub<Pile>, (instance, state) =>
    act({ instance, state }),
  );

/** Puts the object to sleep: sockets stay, memory goes. */
export const sleep = (stub: PileStub): Promise<void> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  evictDurableObject(stub as unknown as DurableObjectStub<Pile>);

/** What a restart would find. */
export const storedState = (stub: PileStub): Promise<PileState> =>
  inObject(stub, ({ state }) =>
    upgraded(
      JSON.parse(
        state.storage.sql.exec<{ document: string }>("SELECT document FROM state").one().document,
      ),
    ),
  );

type Frame = readonly [number, string, ...unknown[]];
const isFrame = (value: unknown): value is Frame =>
  Array.isArray(value) && typeof value[0] === "number" && typeof value[1] === "string";

export type Knock = {
  readonly user?: string;
  readonly secret?: string;
  readonly subprotocol?: string | null;
};

export function knock(stub: PileStub, pileId: string, how: Knock = {}): Promise<Response> {
  const { user = pileId, secret = password, subprotocol = "ocpp1.6" } = how;
  const headers = new Headers({
    upgrade: "websocket",
    authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`,
  });
  if (subprotocol !== null) headers.set("sec-websocket-protocol", subprotocol);
  return stub.fetch("https://pile/ocpp/PILE", { headers });
}

/** A charger's side of the wire. */
export class TestCharger {
  readonly frames = new Inbox<Frame>();
  readonly #closes = new Inbox<number>();
  readonly socket: WebSocket;
  #messages = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.accept();
    socket.addEventListener("close", ({ code }) => this.#closes.put(code));
    socket.addEventListener("message", ({ data }) => {
      const frame: unknown = JSON.parse(String(data));
      if (isFrame(frame)) this.frames.put(frame);
    });
  }

  /** The code of its close, once it is closed. */
  get closed(): Promise<number> {
    return this.#closes.next(() => true);
  }

  /** The answer's payload; a CALLERROR is given whole. */
  async call(action: string, payload: object): Promise<Record<string, unknown>> {
    const id = `c${(this.#messages += 1)}`;
    this.socket.send(JSON.stringify([2, id, action, payload]));
    const [type, , body, description] = await this.frames.next(
      ([kind, messageId]) => kind !== 2 && messageId === id,
    );
    if (type === 4) return { errorCode: body, description };
    return { ...(typeof body === "object" ? body : {}) };
  }

  /** The platform's next call, answered. */
  async obeys(
    action: string,
    payload: object = { status: "Accepted" },
  ): Promise<Record<string, unknown>> {
    const [, id, , asked] = await this.frames.next(
      ([kind, , name]) => kind === 2 && name === action,
    );
    this.socket.send(JSON.stringify([3, id, payload]));
    return { ...(typeof asked === "object" ? asked : {}) };
  }

  status(connectorId: number, status: string): Promise<Record<string, unknown>> {
    const timestamp = new Date().toISOString();
    return this.call("StatusNotification", {
      connectorId,
      status,
      errorCode: "NoError",
      timestamp,
    });
  }

  async starts(idTag: string, meterStart = 1_000_000, connectorId = 1): Promise<number> {
    const timestamp = new Date().toISOString();
    const answer = await this.call("StartTransaction", {
      connectorId,
      idTag,
      meterStart,
      timestamp,
    });
    return Number(answer["transactionId"]);
  }

  samples(transactionId: number, registerWh: number, connectorId = 1): Promise<object> {
    return this.call("MeterValues", {
      connectorId,
      transactionId,
      meterValue: [
        {
          timestamp: new Date().toISOString(),
          sampledValue: [
            { value: String(registerWh), measurand: "Energy.Active.Import.Register", unit: "Wh" },
            { value: "60000", measurand: "Power.Active.Import", unit: "W" },
            { value: "400.1", measurand: "Voltage", unit: "V" },
            { value: "150.2", measurand: "Current.Import", unit: "A" },
            { value: "55", measurand: "SoC", unit: "Percent" },
          ],
        },
      ],
    });
  }

  stops(transactionId: number, meterStop: number): Promise<object> {
    const timestamp = new Date().toISOString();
    return this.call("StopTransaction", { transactionId, meterStop, timestamp, reason: "Local" });
  }
}

export async function aCharger(stub: PileStub, pileId: string, how: Knock = {}) {
  const { webSocket } = await knock(stub, pileId, how);
  if (webSocket === null) throw new Error("the pile did not open a socket");
  return new TestCharger(webSocket);
}

/** A pile whose charger is there and both of whose connectors are available. */
export async function anOnlinePile(change: Partial<PileProfile> = {}) {
  const pile = await aPile(change);
  const charger = await aCharger(pile.stub, pile.pileId);
  await charger.status(1, "Available");
  await charger.status(2, "Available");
  return { ...pile, charger };
}

/** Waits for what a pile tells the records in its own time, so that a test counts what comes after. */
export async function told(records: TestRecords): Promise<void> {
  await vi.waitFor(() => {
    const kinds = records.applied.all.map(({ kind }) => kind);
    expect(kinds).toContain("onlineChanged");
    expect(kinds.filter((kind) => kind === "connectorChanged").length).toBeGreaterThanOrEqual(2);
  }, 10_000);
}

/** A driver's screen. */
export class TestScreen {
  readonly messages = new Inbox<LiveServerMessage>();
  readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      if (data === "pong") return;
      const message: LiveServerMessage = JSON.parse(String(data));
      this.messages.put(message);
    });
  }

  next(kind: LiveServerMessage["kind"]): Promise<LiveServerMessage> {
    return this.messages.next((message) => message.kind === kind);
  }

  async hello(driverId: string, nowMs = Date.now()): Promise<void> {
    const { token } = await makeDriverToken(
      { driverId, identity: "demo" },
      env.TOKEN_SECRETS,
      nowMs,
    );
    this.socket.send(JSON.stringify({ kind: "hello", token }));
  }
}

export async function aScreen(stub: PileStub): Promise<TestScreen> {
  const { webSocket } = await stub.fetch("https://pile/live/piles/PILE", {
    headers: { upgrade: "websocket" },
  });
  if (webSocket === null) throw new Error("the pile did not open a screen's socket");
  return new TestScreen(webSocket);
}
