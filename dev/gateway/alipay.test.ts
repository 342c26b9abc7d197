import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AlipaySdk } from "alipay-sdk";
import type { GatewayVars } from "./keys.ts";
import { type RunningGateway, startGateway } from "./server.ts";
import {
  anAlipayMerchant,
  anOrderNumber,
  aReceiver,
  formOf,
  post,
  type Receiver,
} from "./testMerchant.ts";

let gateway: RunningGateway;
let receiver: Receiver;
let vars: GatewayVars;
let sdk: AlipaySdk;

beforeAll(async () => {
  receiver = await aReceiver();
  gateway = await startGateway({ port: 0, speed: 100_000 });
  vars = gateway.vars({ publicOrigin: receiver.origin });
  sdk = anAlipayMerchant(vars);
});

afterAll(async () => {
  await gateway.close();
  await receiver.close();
});

/** Every answer's signature is checked by the SDK. */
const exec = (method: string, bizContent: object, more: object = {}) =>
  sdk.exec(method, { bizContent, ...more }, { validateSign: true });

const create = (outTradeNo: string, totalAmount: string, changes: object = {}) =>
  exec(
    "alipay.trade.create",
    {
      out_trade_no: outTradeNo,
      total_amount: totalAmount,
      subject: "充电预付 100%",
      product_code: "JSAPI_PAY",
      op_app_id: vars.ALIPAY_APP_ID,
      buyer_open_id: "2088000000000042",
      ...changes,
    },
    { notify_url: `${receiver.origin}/webhooks/alipay` },
  );

const pay = (outTradeNo: string) => post(`${gateway.url}/_control/trades/alipay/${outTradeNo}/pay`);
const query = (outTradeNo: string) => exec("alipay.trade.query", { out_trade_no: outTradeNo });

async function notificationsOf(outTradeNo: string, count: number) {
  const isOurs = (one: { outTradeNo: string; delivery: { kind: string } }) =>
    one.outTradeNo === outTradeNo && one.delivery.kind === "delivered";
  await gateway.until((state) => state.notifications.filter(isOurs).length >= count);
  return receiver.received.map(formOf).filter((form) => form["out_trade_no"] === outTradeNo);
}

describe("a payment by Alipay", () => {
  it("is created, paid, notified and found", async () => {
    const outTradeNo = anOrderNumber();
    const created = await create(outTradeNo, "50.00");
    expect(created).toMatchObject({ code: "10000", outTradeNo });
    expect(created["tradeNo"]).toMatch(/^\d{28}$/);
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: "WAIT_BUYER_PAY" });

    await pay(outTradeNo);
    const [form] = await notificationsOf(outTradeNo, 1);
    expect(sdk.checkNotifySignV2(form)).toBe(true);
    expect(form).toMatchObject({
      notify_type: "trade_status_sync",
      app_id: vars.ALIPAY_APP_ID,
      seller_id: vars.ALIPAY_SELLER_ID,
      trade_no: created["tradeNo"],
      trade_status: "TRADE_SUCCESS",
      total_amount: "50.00",
      subject: "充电预付 100%",
    });
    expect(await exec("alipay.trade.query", { trade_no: created["tradeNo"] })).toMatchObject({
      outTradeNo,
      tradeStatus: "TRADE_SUCCESS",
      totalAmount: "50.00",
      buyerOpenId: "2088000000000042",
    });
  });

  it("is the same trade when created again, and refuses other terms or a paid number", async () => {
    const outTradeNo = anOrderNumber();
    const first = await create(outTradeNo, "1");
    expect((await create(outTradeNo, "1.00"))["tradeNo"]).toBe(first["tradeNo"]);
    expect((await create(outTradeNo, "1.01"))["subCode"]).toBe("ACQ.CONTEXT_INCONSISTENT");
    await pay(outTradeNo);
    expect(await create(outTradeNo, "1")).toMatchObject({
      code: "40004",
      subCode: "ACQ.TRADE_HAS_SUCCESS",
    });
  });

  it("is closed when unpaid, which is notified, and not when paid", async () => {
    const [unpaid, paid] = [anOrderNumber(), anOrderNumber()];
    await create(unpaid, "1");
    await create(paid, "1");
    await pay(paid);
    expect(await exec("alipay.trade.close", { out_trade_no: unpaid })).toMatchObject({
      code: "10000",
    });
    const [form] = await notificationsOf(unpaid, 1);
    expect(form).toMatchObject({ trade_status: "TRADE_CLOSED" });
    expect(form).not.toHaveProperty("gmt_payment");
    const refused = await exec("alipay.trade.close", { out_trade_no: paid });
    expect(refused["subCode"]).toBe("ACQ.TRADE_STATUS_ERROR");
    expect((await pay(unpaid)).status).toBe(409);
  });

  it("is unknown under an unknown number", async () => {
    expect(await query(anOrderNumber())).toMatchObject({
      code: "40004",
      subCode: "ACQ.TRADE_NOT_EXIST",
    });
  });

  it.each([
    ["no buyer", { buyer_open_id: undefined }],
    ["no amount", { total_amount: "0.00" }],
    ["three decimals", { total_amount: "1.001" }],
    ["an expiry in the past", { time_expire: "2020-01-01 00:00:00" }],
  ])("is refused with %s", async (_, changes) => {
    const answer = await create(anOrderNumber(), "1", changes);
    expect(answer).toMatchObject({ code: "40004", subCode: "ACQ.INVALID_PARAMETER" });
  });

  it("is refused when it expired before it was paid", async () => {
    let nowMs = Date.now();
    const clocked = await startGateway({ port: 0, now: () => nowMs });
    const clockedVars = clocked.vars({ publicOrigin: receiver.origin });
    const outTradeNo = anOrderNumber();
    await anAlipayMerchant(clockedVars).exec("alipay.trade.create", {
      bizContent: {
        out_trade_no: outTradeNo,
        total_amount: "1",
        subject: "x",
        buyer_id: "2088000000000042",
        timeout_express: "5m",
      },
    });
    nowMs += 5 * 60_000;
    const paid = await post(`${clocked.url}/_control/trades/alipay/${outTradeNo}/pay`);
    expect([paid.status, Object(await paid.json()).code]).toEqual([409, "trade_closed"]);
    await clocked.close();
  });
});

const refund = (outTradeNo: string, amount: string, outRequestNo: string) =>
  exec("alipay.trade.refund", {
    out_trade_no: outTradeNo,
    refund_amount: amount,
    out_request_no: outRequestNo,
  });

describe("refunds by Alipay", () => {
  it("leave the trade a success when partial, and close it when complete", async () => {
    const outTradeNo = anOrderNumber();
    await create(outTradeNo, "10.00");
    await pay(outTradeNo);
    expect(await refund(outTradeNo, "3.00", "r1")).toMatchObject({
      fundChange: "Y",
      refundFee: "3.00",
    });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: "TRADE_SUCCESS" });
    expect(await refund(outTradeNo, "3.00", "r1")).toMatchObject({
      fundChange: "N",
      refundFee: "3.00",
    });
    expect((await refund(outTradeNo, "3.01", "r1"))["subCode"]).toBe(
      "ACQ.DISCORDANT_REPEAT_REQUEST",
    );
    expect((await refund(outTradeNo, "7.01", "r2"))["subCode"]).toBe(
      "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    );
    expect(await refund(outTradeNo, "7.00", "r2")).toMatchObject({
      fundChange: "Y",
      refundFee: "10.00",
    });
    expect(await query(outTradeNo)).toMatchObject({ tradeStatus: "TRADE_CLOSED" });

    const forms = await notificationsOf(outTradeNo, 3);
    expect(forms.every((form) => sdk.checkNotifySignV2(form))).toBe(true);
    const told = forms.map((form) => [
      form["out_biz_no"],
      form["trade_status"],
      form["refund_fee"],
    ]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        [undefined, "TRADE_SUCCESS", undefined],
        ["r1", "TRADE_SUCCESS", "3.00"],
        ["r2", "TRADE_CLOSED", "10.00"],
      ]),
    );
  });

  it("are found by their request number, or answered without a status", async () => {
    const outTradeNo = anOrderNumber();
    await create(outTradeNo, "10.00");
    await pay(outTradeNo);
    await refund(outTradeNo, "4.00", "r1");
    const find = (outRequestNo: string) =>
      exec("alipay.trade.fastpay.refund.query", {
        out_trade_no: outTradeNo,
        out_request_no: outRequestNo,
      });
    expect(await find("r1")).toMatchObject({
      code: "10000",
      refundStatus: "REFUND_SUCCESS",
      refundAmount: "4.00",
      totalAmount: "10.00",
    });
    const unknown = await find("r2");
    expect(unknown["code"]).toBe("10000");
    expect(unknown).not.toHaveProperty("refundStatus");
  });

  it("are refused for an unpaid trade, and when the seller's balance is short", async () => {
    const outTradeNo = anOrderNumber();
    await create(outTradeNo, "10.00");
    expect((await refund(outTradeNo, "10.00", "r1"))["subCode"]).toBe("ACQ.TRADE_STATUS_ERROR");
    await pay(outTradeNo);
    await post(`${gateway.url}/_control/faults`, {
      provider: "alipay",
      next: 1,
      kind: "notEnough",
    });
    expect((await refund(outTradeNo, "10.00", "r1"))["subCode"]).toBe(
      "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    );
    expect((await refund(outTradeNo, "10.00", "r1"))["fundChange"]).toBe("Y");
  });
});

describe("the parameters of a request", () => {
  it("are refused with another private key, and the refusal is kept", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    const forger = anAlipayMerchant(vars, pem);
    const answer = await forger.exec("alipay.trade.query", { bizContent: { out_trade_no: "x" } });
    expect(answer).toMatchObject({ code: "40002", subCode: "isv.invalid-signature" });
    expect(gateway.state().refusals.at(-1)).toMatchObject({
      provider: "alipay",
      code: "isv.invalid-signature",
    });
  });

  it("are refused when one was changed after signing", async () => {
    const url = sdk.pageExecute("alipay.trade.query", "GET", { bizContent: { out_trade_no: "x" } });
    const changed = await fetch(url.replace("2021000000000001", "2021000000000002"));
    expect(await changed.text()).toContain("isv.invalid-app-id");
    const altered = new URL(url);
    altered.searchParams.set("biz_content", '{"out_trade_no":"y"}');
    expect(await (await fetch(altered)).text()).toContain("isv.invalid-signature");
  });

  it("are refused for a method that does not exist", async () => {
    const answer = await sdk.exec("alipay.trade.precreate", { bizContent: {} });
    expect(answer["subCode"]).toBe("isv.invalid-method");
  });
});

const login = (code: string) =>
  sdk.exec("alipay.system.oauth.token", { grant_type: "authorization_code", code });

describe("the login code", () => {
  it("gives one person one id, and is refused when unknown or used", async () => {
    const alice = await login("demo-alice");
    expect(alice["openId"]).toMatch(/^2088\d{12}$/);
    expect((await login("once-alice-9"))["openId"]).toBe(alice["openId"]);
    expect(await login("once-alice-9")).toMatchObject({ subCode: "isv.code-invalid" });
    expect(await login("anything")).toMatchObject({ code: "40002", subCode: "isv.code-invalid" });
  });
});
