// One driver's charge, step by step, as the phone, the gateway and the charger see it.
import { createOrder, getOrder, stopOrder } from "../../../core/contract/orders.ts";
import { signInWithAlipay, signInWithWechat } from "../../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { ApiClient } from "../../support/apiClient.ts";
import { eventually } from "../../support/eventually.ts";
import type { Platform, TestPile, TestStation } from "../../support/platform.ts";
import { OcppCharger } from "./ocppCharger.ts";
import {
  aSessionAcrossPrices,
  meterStartWh,
  sampleOf,
  type Reading,
  type SessionAcrossPrices,
} from "./world.ts";

export type GatewayWay = "wechatpay" | "alipay";
export type OrderView = OutputOf<typeof getOrder>;

export type SignedIn = {
  readonly token: string;
  readonly driverId: string;
  readonly api: ApiClient;
};

/** Signs in with a code of the platform's own login, exchanged at the local gateway. */
export async function signIn(platform: Platform, way: GatewayWay, name: string): Promise<SignedIn> {
  const endpoint = way === "wechatpay" ? signInWithWechat : signInWithAlipay;
  const { token, driver } = await platform.api.call(endpoint, {
    code: `demo-${name}`,
    policyVersion: POLICY_VERSION,
  });
  return { token, driverId: driver.driverId, api: platform.api.withToken(token) };
}

export const prepaidFen = 5_000;

export function order(
  driver: SignedIn,
  pile: TestPile,
  paymentWay: GatewayWay | "balance",
  connectorId = 1,
): Promise<OutputOf<typeof createOrder>> {
  return driver.api.call(
    createOrder,
    {
      pileId: pile.pileId,
      connectorId,
      limit: { kind: "amount", amountFen: prepaidFen },
      paymentWay,
      scene: "miniProgram",
    },
    { idempotencyKey: crypto.randomUUID() },
  );
}

/** The person presses "pay" at the gateway; its notification follows by itself. */
export async function pay(platform: Platform, way: GatewayWay, outTradeNo: string): Promise<void> {
  const url = `${platform.gateway.url}/_control/trades/${way}/${outTradeNo}/pay`;
  const response = await fetch(url, { method: "POST" });
  if (!response.ok) throw new Error(`pay: ${response.status} ${await response.text()}`);
}

/** The next `next` events at the gateway of the fault's sort go wrong. */
export async function fault(
  platform: Platform,
  kind: string,
  { provider, next = 1 }: { readonly provider: GatewayWay; readonly next?: number },
): Promise<void> {
  const response = await fetch(`${platform.gateway.url}/_control/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ provider, kind, next }),
  });
  if (!response.ok) throw new Error(`fault: ${response.status} ${await response.text()}`);
}

export async function clearFaults(platform: Platform): Promise<void> {
  await fetch(`${platform.gateway.url}/_control/faults`, { method: "DELETE" });
}

/** The order as its driver reads it, when it is in this state. */
export const orderIn = (
  driver: SignedIn,
  orderId: string,
  ...states: readonly OrderView["state"][]
): Promise<OrderView> =>
  eventually(
    () => driver.api.call(getOrder, { orderId }),
    ({ state }) => states.includes(state),
  );

/** The charger does what it was told to: the car is plugged in, and the transaction begins. */
export async function startTransaction(
  charger: OcppCharger,
  startedAtMs: number,
  idTag: string,
): Promise<number> {
  await charger.status("Preparing");
  const { transactionId, idTagInfo } = await charger.call("StartTransaction", {
    connectorId: 1,
    idTag,
    meterStart: meterStartWh,
    timestamp: new Date(startedAtMs).toISOString(),
  });
  const { status } = Object(idTagInfo);
  if (typeof transactionId !== "number" || status !== "Accepted") {
    throw new Error(`the start was refused: ${JSON.stringify(idTagInfo)}`);
  }
  await charger.status("Charging");
  return transactionId;
}

export async function remotelyStarted(charger: OcppCharger, startedAtMs: number): Promise<number> {
  const { params } = await charger.commanded("RemoteStartTransaction");
  return startTransaction(charger, startedAtMs, String(params["idTag"]));
}

export async function sendSamples(
  charger: OcppCharger,
  transactionId: number,
  readings: readonly Reading[],
): Promise<void> {
  for (const reading of readings) {
    await charger.call("MeterValues", sampleOf(transactionId, reading));
  }
}

/** The driver presses "stop", the charger obeys, and the car drives away. */
export async function stopByDriver(
  driver: SignedIn,
  charger: OcppCharger,
  {
    orderId,
    transactionId,
    stop,
  }: {
    readonly orderId: string;
    readonly transactionId: number;
    readonly stop: Reading;
  },
): Promise<void> {
  await driver.api.call(stopOrder, { orderId });
  await charger.commanded("RemoteStopTransaction");
  await stopTransaction(charger, transactionId, stop);
}

export async function stopTransaction(
  charger: OcppCharger,
  transactionId: number,
  { atMs, registerWh }: Reading,
): Promise<void> {
  await charger.call("StopTransaction", {
    transactionId,
    meterStop: registerWh,
    timestamp: new Date(atMs).toISOString(),
    reason: "Remote",
  });
  await charger.status("Finishing");
  await charger.status("Available");
}

export type Scene = {
  readonly platform: Platform;
  readonly station: TestStation;
  readonly pile: TestPile;
  readonly charger: OcppCharger;
  readonly driver: SignedIn;
  readonly session: SessionAcrossPrices;
};

/** A pile of its own with its charger there and well, and a driver who stands before it. */
export async function aScene(
  platform: Platform,
  station: TestStation,
  { name, way }: { readonly name: string; readonly way: GatewayWay },
): Promise<Scene> {
  const pile = await platform.aPile(station, `PILE-${name}`);
  const charger = await OcppCharger.connected(pile);
  await charger.boot();
  const driver = await signIn(platform, way, name);
  return { platform, station, pile, charger, driver, session: aSessionAcrossPrices(Date.now()) };
}

/** From the platform's remote start to the stop that the driver asks for. */
export async function chargeAndStop(scene: Scene, orderId: string): Promise<void> {
  const { charger, driver, session } = scene;
  const transactionId = await remotelyStarted(charger, session.startedAtMs);
  await sendSamples(charger, transactionId, session.readings);
  await stopByDriver(driver, charger, { orderId, transactionId, stop: session.stop });
}
