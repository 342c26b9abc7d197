// A charger of a third party: the npm client `ocpp-rpc` in strict mode, which checks each message of
// the platform, and each of the test's own, against the official 1.6 schemas.
import { EventEmitter, once } from "node:events";
import { RPCClient } from "ocpp-rpc";
import type { TestPile } from "../../support/platform.ts";

type Payload = Readonly<Record<string, unknown>>;
export type Command = { readonly action: string; readonly params: Payload };

const usualAnswers: Readonly<Record<string, Payload>> = {
  GetConfiguration: { configurationKey: [], unknownKey: [] },
  ChangeConfiguration: { status: "Accepted" },
  RemoteStartTransaction: { status: "Accepted" },
  RemoteStopTransaction: { status: "Accepted" },
  TriggerMessage: { status: "Accepted" },
  ClearCache: { status: "Accepted" },
};

export class OcppCharger {
  readonly commands: Command[] = [];
  /** Frames of the platform that broke a schema or the framing; a test expects none. */
  readonly violations: string[] = [];
  readonly #client: InstanceType<typeof RPCClient>;
  readonly #answers = new Map<string, Payload>(Object.entries(usualAnswers));
  readonly #heard = new EventEmitter();

  constructor({ ocppUrl, pileId, password }: TestPile) {
    this.#client = new RPCClient({
      endpoint: ocppUrl,
      identity: pileId,
      password,
      protocols: ["ocpp1.6"],
      strictMode: true,
      strictModeValidators: [],
      // As a charger in the field, it comes back by itself for ever.
      reconnect: true,
      maxReconnects: Infinity,
      backoff: { initialDelay: 50, maxDelay: 400, factor: 1.5, randomisationFactor: 0.2 },
      // Its own defaults, which its types want said.
      callTimeoutMs: 60_000,
      pingIntervalMs: 30_000,
      deferPingsOnActivity: false,
      respondWithDetailedErrors: false,
      callConcurrency: 1,
      maxBadMessages: Infinity,
      wsOpts: {},
      headers: {},
    });
    this.#client.on("badMessage", ({ error }: { error: Error }) => this.#violated(error));
    this.#client.on("strictValidationFailure", ({ error }: { error: Error }) =>
      this.#violated(error),
    );
    this.#client.handle(async ({ method = "", params = {} }) => {
      const command = { action: method, params };
      this.commands.push(command);
      // After the answer is on its way, as a charger acts after it has agreed.
      setImmediate(() => this.#heard.emit("command", command));
      return this.#answers.get(method) ?? { status: "Rejected" };
    });
  }

  static async connected(pile: TestPile): Promise<OcppCharger> {
    const charger = new OcppCharger(pile);
    await charger.connect();
    return charger;
  }

  async connect(): Promise<void> {
    await this.#client.connect();
  }

  /** Resolves when the socket is open, at once if it is. */
  async online(): Promise<void> {
    if (this.#client.state !== RPCClient.OPEN) await once(this.#client, "open");
  }

  async close(): Promise<void> {
    await this.#client.close({ code: 1000, force: true });
  }

  answers(action: string, payload: Payload): void {
    this.#answers.set(action, payload);
  }

  /** The first command of this kind, sent already or yet to come. */
  async commanded(action: string, after = 0): Promise<Command> {
    for (;;) {
      const command = this.commands.slice(after).find((one) => one.action === action);
      if (command !== undefined) return command;
      await once(this.#heard, "command");
    }
  }

  /** Rejects with the CALLERROR, and when the socket is lost meanwhile. */
  async call(action: string, payload: Payload): Promise<Payload> {
    return Object(await this.#client.call(action, payload));
  }

  sendRaw(text: string): void {
    this.#client.sendRaw(text);
  }

  async boot(): Promise<void> {
    await this.call("BootNotification", {
      chargePointVendor: "ThirdParty",
      chargePointModel: "DC120",
      chargePointSerialNumber: "TP-0001",
      firmwareVersion: "3.1.4",
    });
    await this.status("Available", { connectorId: 0 });
    await this.status("Available");
  }

  async status(
    status: string,
    { connectorId = 1, errorCode = "NoError" }: { connectorId?: number; errorCode?: string } = {},
  ): Promise<void> {
    await this.call("StatusNotification", { connectorId, errorCode, status });
  }

  #violated(error: Error): void {
    this.violations.push(String(error));
  }
}
