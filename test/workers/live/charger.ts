// A registered pile and its charger on a real socket: enough of OCPP 1.6 to report what it is doing.
import { createHash } from "node:crypto";
import { pileOf } from "../../../worker/pileOf.ts";
import { aPlace, env } from "./support.ts";

const password = "correct horse battery";

const hashOf = (secret: string): string => {
  const salt = Buffer.from("salt");
  const hash = createHash("sha256").update(salt).update(secret).digest("base64url");
  return `${salt.toString("base64url")}$${hash}`;
};

/** Tells a pile who it is, as the Worker does when it is registered. */
export async function register(place: {
  readonly operatorId: string;
  readonly stationId: string;
  readonly pileId: string;
}): Promise<void> {
  await pileOf(env, place.pileId).configure({
    ...place,
    timeZone: "Asia/Shanghai",
    connectors: [{ connectorId: 1, currentType: "DC", standard: "GBT_DC", maxPowerW: 120_000 }],
    credentialHash: hashOf(password),
  });
}

/** A station whose piles are registered, with their chargers connected and free. */
export async function aLivingPlace(piles: number) {
  const place = await aPlace(piles);
  const { operatorId, stationId } = place;
  const chargers: Charger[] = [];
  for (const pileId of place.pileIds) {
    await register({ operatorId, stationId, pileId });
    chargers.push(await Charger.connect(pileId));
  }
  return { ...place, chargers };
}

export class Charger {
  readonly pileId: string;
  readonly #socket: WebSocket;
  readonly #answers = new Map<string, () => void>();
  #calls = 0;

  private constructor(pileId: string, socket: WebSocket) {
    this.pileId = pileId;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const frame: unknown = JSON.parse(String(data));
      if (Array.isArray(frame)) this.#answers.get(String(frame[1]))?.();
    });
    socket.accept();
  }

  /** Connects, boots and says that its connector is free. */
  static async connect(pileId: string): Promise<Charger> {
    const response = await pileOf(env, pileId).fetch(`https://object/ocpp/${pileId}`, {
      headers: {
        upgrade: "websocket",
        "sec-websocket-protocol": "ocpp1.6",
        authorization: `Basic ${btoa(`${pileId}:${password}`)}`,
      },
    });
    if (response.webSocket === null) throw new Error(`no socket: ${response.status}`);
    const charger = new Charger(pileId, response.webSocket);
    const maker = { chargePointVendor: "Test", chargePointModel: "Bench" };
    await charger.#call("BootNotification", maker);
    await charger.says("Available");
    return charger;
  }

  /** Resolves when the Pile has answered, so that it is written. */
  async says(status: string, errorCode = "NoError"): Promise<void> {
    const timestamp = new Date().toISOString();
    await this.#call("StatusNotification", { connectorId: 1, status, errorCode, timestamp });
  }

  /** The network is gone. */
  dies(): void {
    this.#socket.close(1001, "gone");
  }

  #call(action: string, payload: object): Promise<void> {
    this.#calls += 1;
    const id = `call-${this.#calls}`;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#socket.send(JSON.stringify([2, id, action, payload]));
    });
  }
}
