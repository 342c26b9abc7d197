/** Owns the central system of these tests: the npm package `ocpp-rpc` in strict mode, so that a
 * third party checks each of the simulator's messages against the official schema. */
import type { AddressInfo } from "node:net";
import { createRPCError, RPCServer } from "ocpp-rpc";
import type RPCServerClient from "ocpp-rpc/lib/server-client.js";
import { SimulatedCharger } from "./chargePoint.ts";
import { ManualTimeline } from "./clock.ts";
import type { Json, JsonObject } from "./json.ts";
import type { ChargerSettings } from "./settings.ts";

export interface Received {
  readonly action: string;
  readonly params: JsonObject;
  readonly messageId: string;
}

type Handler = (params: JsonObject) => JsonObject | Promise<JsonObject>;

export class TestCentralSystem {
  readonly received: Received[] = [];
  /** The most CALLs of the charger that were ever open at once. */
  mostOpen = 0;
  /** Frames of the charger that broke a schema. */
  readonly violations: string[] = [];
  nowMs: () => number = Date.now;
  readonly passwords: string[] = [];
  #server: RPCServer;
  #client: RPCServerClient | undefined;
  #handlers = new Map<string, Handler>();
  #nextTransactionId = 1;
  #port = 0;

  constructor() {
    this.#server = new RPCServer({ protocols: ["ocpp1.6"], strictMode: true });
    this.#server.auth((accept, _reject, handshake) => {
      this.passwords.push(handshake.password?.toString() ?? "");
      accept();
    });
    this.#server.on("client", (client: RPCServerClient) => {
      this.#client = client;
      client.on("badMessage", (event: { error: Error }) =>
        this.violations.push(String(event.error)),
      );
      client.on("strictValidationFailure", (event: { error: Error }) =>
        this.violations.push(String(event.error)),
      );
      let open = 0;
      client.handle(async ({ method = "", params = {}, messageId = "" }) => {
        open += 1;
        this.mostOpen = Math.max(this.mostOpen, open);
        try {
          return await this.#receive({ action: method, params, messageId });
        } finally {
          open -= 1;
        }
      });
    });
    const status = { idTagInfo: { status: "Accepted" } };
    this.on("BootNotification", () => ({
      status: "Accepted",
      currentTime: new Date(this.nowMs()).toISOString(),
      interval: 300,
    }));
    this.on("Heartbeat", () => ({ currentTime: new Date(this.nowMs()).toISOString() }));
    this.on("Authorize", () => status);
    this.on("StartTransaction", () => ({ ...status, transactionId: this.#nextTransactionId++ }));
    this.on("StopTransaction", () => status);
    for (const action of [
      "DiagnosticsStatusNotification",
      "FirmwareStatusNotification",
      "MeterValues",
      "StatusNotification",
    ]) {
      this.on(action, () => ({}));
    }
  }

  async listen(): Promise<void> {
    const http = await this.#server.listen(0, "127.0.0.1");
    const address = http.address();
    if (address && typeof address === "object") this.#port = (address satisfies AddressInfo).port;
  }

  /** Ends it, and fails the test if the charger broke a schema or had two CALLs open. */
  async close(): Promise<void> {
    await this.#server.close({ force: true });
    if (this.violations.length > 0) throw new Error(this.violations.join("\n"));
    if (this.mostOpen > 1) throw new Error(`${this.mostOpen} CALLs were open at once`);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}/ocpp`;
  }

  on(action: string, handler: Handler): void {
    this.#handlers.set(action, handler);
  }

  async #receive(received: Received): Promise<JsonObject> {
    this.received.push(received);
    const handler = this.#handlers.get(received.action);
    if (!handler) throw createRPCError("NotImplemented");
    return handler(received.params);
  }

  async call(action: string, payload: JsonObject): Promise<JsonObject> {
    if (!this.#client) throw new Error("No charger is connected");
    const answer = await this.#client.call(action, payload);
    const object: JsonObject = JSON.parse(JSON.stringify(answer));
    return object;
  }

  /** Any text, past this server's own validation. */
  sendRaw(text: string): void {
    this.#client?.sendRaw(text);
  }

  /** What was received of these actions, in the order of arrival. */
  of(...actions: string[]): JsonObject[] {
    return this.received
      .filter(({ action }) => actions.includes(action))
      .map(({ params }) => params);
  }

  /** The actions received, without those not named. */
  actions(...wanted: string[]): string[] {
    return this.received.map(({ action }) => action).filter((action) => wanted.includes(action));
  }

  statuses(connectorId: number): (Json | undefined)[] {
    return this.of("StatusNotification")
      .filter((params) => params["connectorId"] === connectorId)
      .map((params) => params["status"]);
  }
}

const START_MS = Date.UTC(2026, 10, 22, 2);

/** A charger on a hand-moved clock with one DC and one AC connector. */
export const aCharger = (
  centralSystem: TestCentralSystem,
  overrides: Partial<ChargerSettings> = {},
): SimulatedCharger => {
  const timeline = new ManualTimeline(START_MS);
  centralSystem.nowMs = () => timeline.nowMs();
  return new SimulatedCharger({
    url: centralSystem.url,
    pileId: "SH-TEST-01",
    password: "correct horse battery",
    connectors: [
      { id: 1, type: "DC", maxPowerW: 120_000, registerWh: 1_234_567 },
      { id: 2, type: "AC", maxPowerW: 7_000 },
    ],
    timeline,
    seed: 7,
    ...overrides,
  });
};
