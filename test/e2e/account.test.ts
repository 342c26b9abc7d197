// A driver's money and data over the wires that the gateways really speak: top up, withdraw, bind a
// phone number, take everything with him, and leave.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as account from "../../core/contract/account.ts";
import { getMe } from "../../core/contract/drivers.ts";
import { listMessages } from "../../core/contract/messages.ts";
import * as wallet from "../../core/contract/wallet.ts";
import { eventually } from "../support/eventually.ts";
import { Platform } from "../support/platform.ts";
import { expectBalancedLedger } from "./support/books.ts";
import { pay, signIn, type GatewayWay, type SignedIn } from "./support/journey.ts";

let platform: Platform;

beforeAll(async () => {
  platform = await Platform.start();
});
afterAll(() => platform?.close());

async function topUp({ api }: SignedIn, way: GatewayWay, amountFen: number): Promise<string> {
  const input = { amountFen, paymentWay: way, scene: "miniProgram" as const };
  const key = { idempotencyKey: crypto.randomUUID() };
  const { paymentId } = await api.call(wallet.topUpWallet, input, key);
  await pay(platform, way, paymentId);
  await eventually(
    () => api.call(wallet.refreshTopUp, { paymentId }),
    ({ state }) => state === "paid",
  );
  return paymentId;
}

describe.each(["wechatpay", "alipay"] as const)("a balance that came by %s", (way) => {
  it("goes back there when it is withdrawn, and the gateway says so", async () => {
    const driver = await signIn(platform, way, `withdraws-${way}`);
    const { api } = driver;
    const paymentId = await topUp(driver, way, 5_000);
    const can = await api.call(wallet.getWithdrawable, {});
    expect(can).toMatchObject({ withdrawableFen: 5_000, refusal: null });
    const key = { idempotencyKey: crypto.randomUUID() };
    const { withdrawalId } = await api.call(wallet.withdraw, { amountFen: 3_000 }, key);
    const again = await api.call(wallet.withdraw, { amountFen: 3_000 }, key);
    expect(again.withdrawalId).toBe(withdrawalId);
    const ended = await eventually(
      () => api.call(wallet.getWithdrawal, { withdrawalId }),
      ({ state }) => state !== "processing",
    );
    expect(ended).toMatchObject({ state: "succeeded", parts: [{ toWay: way, amountFen: 3_000 }] });
    expect((await api.call(getMe, {})).balanceFen).toBe(2_000);
    const { refunds } = platform.gateway.state();
    const ours = refunds.filter(({ outTradeNo }) => outTradeNo === paymentId);
    expect(ours.map(({ amountFen }) => amountFen)).toEqual([3_000]);
    const { items } = await api.call(listMessages, {});
    expect(items.map(({ content }) => content.kind).toSorted()).toEqual([
      "refundSucceeded",
      "topUpSucceeded",
    ]);
    await expectBalancedLedger(platform);
  });
});

describe("a phone number", () => {
  it("is bound by WeChat's code", async () => {
    const { api } = await signIn(platform, "wechatpay", "phone");
    const bound = await api.call(account.bindPhoneWithWechat, { code: "demo-phone" });
    expect(bound.phone).toMatch(/^199\*{4}\d{4}$/);
    expect((await api.call(getMe, {})).phone).toBe(bound.phone);
  });

  it("is bound by Alipay's encrypted answer", async () => {
    const { api } = await signIn(platform, "alipay", "phone");
    const address = `${platform.gateway.url}/_control/phones/alipay/phone`;
    const answer: unknown = await (await fetch(address, { method: "POST" })).json();
    const { response, sign } = Object(answer);
    const bound = await api.call(account.bindPhoneWithAlipay, { response, sign });
    expect(bound.phone).toMatch(/^199\*{4}\d{4}$/);
  });
});

it("a driver takes everything with him and leaves, and comes back as somebody else", async () => {
  const first = await signIn(platform, "wechatpay", "leaves");
  const data = await first.api.call(account.exportMyData, {});
  expect(data).toMatchObject({
    isComplete: true,
    account: { driverId: first.driverId },
    identities: [{ provider: "wechat" }],
  });
  await first.api.call(account.deleteAccount, {});
  await expect(first.api.call(getMe, {})).rejects.toThrow("unauthorized");
  const second = await signIn(platform, "wechatpay", "leaves");
  expect(second.driverId).not.toBe(first.driverId);
});
