// Calls the drivers' endpoints as a driver does, over the app's own routes.
import { expect } from "vitest";
import { requestOf } from "../../../../core/contract/client.ts";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import * as contract from "../../../../core/contract/orders.ts";
import { makeDriverToken } from "../../../../durable-objects/auth/driverToken.ts";
import { makeApp } from "../../../../worker/http/app.ts";
import { orderRoutes } from "../../../../worker/http/routes/orders.ts";
import { walletRoutes } from "../../../../worker/http/routes/wallet.ts";
import { as, context } from "./as.ts";
import { env, type World } from "./world.ts";

export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

/** Asks as the world's driver, or as another; the clock is the machine's. */
export async function ask(
  world: World,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  { key, as = world.driverId }: { readonly key?: string; readonly as?: string } = {},
): Promise<Answer> {
  const { url, body } = requestOf(endpoint, input);
  const identity = "wechat" as const;
  const { token } = await makeDriverToken(
    { driverId: as, identity },
    env.TOKEN_SECRETS,
    Date.now(),
  );
  const app = makeApp([
    (app) => orderRoutes(app, () => world.money),
    (app) => walletRoutes(app, () => world.money),
  ]);
  const request = new Request(new URL(url, "https://charging.test"), {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${token}`,
      "cf-connecting-ip": "203.0.113.7",
      ...(body !== null && { "content-type": "application/json" }),
      ...(key !== undefined && { "idempotency-key": key }),
    },
    ...(body !== null && { body }),
  });
  const response = await app.fetch(request, env, context);
  return { status: response.status, body: await response.json() };
}

export const wanted = ({ place }: World, given = {}) => ({
  pileId: place.pileId,
  connectorId: 1,
  limit: { kind: "amount", amountFen: 5_000 },
  paymentWay: "wechatpay",
  scene: "miniProgram",
  ...given,
});

export const create = (world: World, given = {}, how = {}) =>
  ask(world, contract.createOrder, wanted(world, given), how);

export const orderIn = (body: Answer["body"]) => as<contract.Order>(body["order"]);

export async function created(world: World, given = {}): Promise<contract.Order> {
  const { status, body } = await create(world, given);
  expect([status, body]).toMatchObject([200, {}]);
  return orderIn(body);
}
