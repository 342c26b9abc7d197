import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { Aes, Formatter, Rsa } from "wechatpay-axios-plugin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GatewayVars } from "./keys.ts";
import { type RunningGateway, startGateway } from "./server.ts";
import {
  anOrderNumber,
  aReceiver,
  aWechatMerchant,
  post,
  type Receiver,
  type WechatMerchant,
} from "./testMerchant.ts";

let gateway: RunningGateway;
let receiver: Receiver;
let vars: GatewayVars;
let merchant: WechatMerchant;

beforeAll(async () => {
  receiver = await aReceiver();
  gateway = await startGateway({ port: 0, speed: 10_000 });
  vars = gateway.vars({ publicOrigin: receiver.origin });
  merchant = aWechatMerchant(vars, `${receiver.origin}/webhooks/wechatpay`);
});

afterAll(async () => {
  await gateway.close();
  await receiver.close();
});

const pay = (outTradeNo: string) =>
  post(`${gateway.url}/_control/trades/wechatpay/${outTradeNo}/pay`);

const byNumber = (outTradeNo: string) =>
  merchant.call(
    "get",
    `v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${vars.WECHATPAY_MERCHANT_ID}`,
  );

const refund = (
  outTradeNo: string,
  outRefundNo: string,
  amount: { refund: number; total: number },
) =>
  merchant.call("post", "v3/refund/domestic/refunds", {
    out_trade_no: outTradeNo,
    out_refund_no: outRefundNo,
    notify_url: `${receiver.origin}/webhooks/wechatpay`,
    amount: { ...amount, currency: "CNY" },
  });

async function notificationsOf(outTradeNo: string, count: number) {
  const isOurs = (one: { outTradeNo: string; delivery: { kind: string } }) =>
    one.outTradeNo === outTradeNo && one.delivery.kind === "delivered";
  await gateway.until((state) => state.notifications.filter(isOurs).length >= count);
  return receiver.received
    .map((received) => merchant.opened(received))
    .filter(({ resource }) => resource["out_trade_no"] === outTradeNo);
}

async function aPaidTrade(totalFen: number): Promise<string> {
  const outTradeNo = anOrderNumber();
  expect((await merchant.prepay(outTradeNo, totalFen)).status).toBe(200);
  expect((await pay(outTradeNo)).status).toBe(200);
  return outTradeNo;
}

describe("a payment by WeChat Pay", () => {
  it("is prepaid, paid, notified, and found by both of its numbers", async () => {
    const outTradeNo = anOrderNumber();
    const prepaid = await merchant.prepay(outTradeNo, 5_000, { attach: "order-7" });
    expect(prepaid.data.prepay_id).toMatch(/^wx[0-9a-f]{34}$/);
    const before = await byNumber(outTradeNo);
    expect(before.data).toMatchObject({ trade_state: "NOTPAY", amount: { total: 5_000 } });
    expect(before.data).not.toHaveProperty("transaction_id");

    await pay(outTradeNo);
    const [notification] = await notificationsOf(outTradeNo, 1);
    expect(notification).toMatchObject({
      eventType: "TRANSACTION.SUCCESS",
      resource: {
        appid: vars.WECHATPAY_APP_ID,
        mchid: vars.WECHATPAY_MERCHANT_ID,
        trade_type: "JSAPI",
        trade_state: "SUCCESS",
        attach: "order-7",
        payer: { openid: "oTestOpenid" },
        amount: { total: 5_000, payer_total: 5_000, currency: "CNY" },
      },
    });
    const byOwn = await byNumber(outTradeNo);
    expect(byOwn.data).toEqual(notification!.resource);
    const id = String(byOwn.data["transaction_id"]);
    const mchid = vars.WECHATPAY_MERCHANT_ID;
    const byTheirs = await merchant.call("get", `v3/pay/transactions/id/${id}?mchid=${mchid}`);
    expect(byTheirs.data).toEqual(byOwn.data);
  });

  it("gives the same prepay_id to a repeat, and refuses other terms under its number", async () => {
    const outTradeNo = anOrderNumber();
    const first = await merchant.prepay(outTradeNo, 100);
    const again = await merchant.prepay(outTradeNo, 100);
    expect(again.data.prepay_id).toBe(first.data.prepay_id);
    const other = await merchant.prepay(outTradeNo, 101);
    expect([other.status, other.data.code]).toEqual([403, "OUT_TRADE_NO_USED"]);
    await pay(outTradeNo);
    const late = await merchant.prepay(outTradeNo, 100);
    expect([late.status, late.data.code]).toEqual([400, "ORDERPAID"]);
  });

  it("is closed once unpaid, never once paid, and a closed one cannot be paid", async () => {
    const close = (outTradeNo: string) =>
      merchant.call("post", `v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
        mchid: vars.WECHATPAY_MERCHANT_ID,
      });
    const open = anOrderNumber();
    await merchant.prepay(open, 100);
    expect((await close(open)).status).toBe(204);
    expect((await close(open)).status).toBe(204);
    expect((await byNumber(open)).data["trade_state"]).toBe("CLOSED");
    expect((await pay(open)).status).toBe(409);
    expect((await merchant.prepay(open, 100)).data.code).toBe("ORDERCLOSED");

    const refused = await close(await aPaidTrade(100));
    expect([refused.status, refused.data.code]).toEqual([400, "ORDERPAID"]);
    expect((await close(anOrderNumber())).status).toBe(404);
  });

  it("stays unpaid when the person's payment fails, and can be paid after that", async () => {
    const outTradeNo = anOrderNumber();
    await merchant.prepay(outTradeNo, 100);
    await post(`${gateway.url}/_control/trades/wechatpay/${outTradeNo}/fail`);
    expect((await byNumber(outTradeNo)).data["trade_state"]).toBe("NOTPAY");
    expect((await pay(outTradeNo)).status).toBe(200);
    expect((await byNumber(outTradeNo)).data["trade_state"]).toBe("SUCCESS");
  });

  it.each([
    ["another appid", { appid: "wx0" }, 400, "APPID_MCHID_NOT_MATCH"],
    ["another mchid", { mchid: "1" }, 400, "MCH_NOT_EXISTS"],
    ["no amount", { amount: { total: 0, currency: "CNY" } }, 400, "PARAM_ERROR"],
    ["half a fen", { amount: { total: 1.5, currency: "CNY" } }, 400, "PARAM_ERROR"],
    ["no payer", { payer: {} }, 400, "PARAM_ERROR"],
    ["an expiry in the past", { time_expire: "2020-01-01T00:00:00+08:00" }, 400, "PARAM_ERROR"],
    ["a notify_url elsewhere", { notify_url: "https://example.com/x" }, 400, "PARAM_ERROR"],
    ["a notify_url with a query", { notify_url: "http://localhost/x?a=1" }, 400, "PARAM_ERROR"],
  ])("is refused with %s", async (_, changes, status, code) => {
    const answer = await merchant.prepay(anOrderNumber(), 100, changes);
    expect([answer.status, answer.data.code]).toEqual([status, code]);
  });
});

describe("refunds by WeChat Pay", () => {
  it("are partial up to the total, told when they end, and the same when asked again", async () => {
    const outTradeNo = await aPaidTrade(1_000);
    const [first, second, third] = [anOrderNumber(), anOrderNumber(), anOrderNumber()];
    const begun = await refund(outTradeNo, first, { refund: 300, total: 1_000 });
    expect(begun.data).toMatchObject({
      out_refund_no: first,
      status: "PROCESSING",
      amount: { total: 1_000, refund: 300 },
    });
    await refund(outTradeNo, second, { refund: 700, total: 1_000 });
    const beyond = await refund(outTradeNo, third, { refund: 1, total: 1_000 });
    expect([beyond.status, beyond.data.code]).toEqual([400, "INVALID_REQUEST"]);

    const told = (await notificationsOf(outTradeNo, 3)).filter(
      ({ eventType }) => eventType === "REFUND.SUCCESS",
    );
    const amounts = told.map(({ resource }) => resource.amount?.["refund"]);
    expect(amounts.map(Number).toSorted((a, b) => a - b)).toEqual([300, 700]);
    const found = await merchant.call("get", `v3/refund/domestic/refunds/${first}`);
    expect(found.data).toMatchObject({ status: "SUCCESS", refund_id: begun.data["refund_id"] });
    const again = await refund(outTradeNo, first, { refund: 300, total: 1_000 });
    expect(again.data).toEqual(found.data);
    const differs = await refund(outTradeNo, first, { refund: 301, total: 1_000 });
    expect(differs.data.code).toBe("INVALID_REQUEST");
    expect((await byNumber(outTradeNo)).data["trade_state"]).toBe("REFUND");
    expect(gateway.state().refunds.filter((one) => one.outTradeNo === outTradeNo)).toHaveLength(2);
  });

  it("are refused for an unknown, an unpaid and a wrongly totalled order", async () => {
    const unpaid = anOrderNumber();
    await merchant.prepay(unpaid, 100);
    const codes = await Promise.all([
      refund(anOrderNumber(), anOrderNumber(), { refund: 1, total: 100 }),
      refund(unpaid, anOrderNumber(), { refund: 1, total: 100 }),
      refund(unpaid, anOrderNumber(), { refund: 1, total: 99 }),
    ]);
    expect(codes.map(({ status, data }) => [status, data.code])).toEqual([
      [404, "RESOURCE_NOT_EXISTS"],
      [400, "INVALID_REQUEST"],
      [400, "INVALID_REQUEST"],
    ]);
    const unknown = await merchant.call("get", `v3/refund/domestic/refunds/${anOrderNumber()}`);
    expect([unknown.status, unknown.data.code]).toEqual([404, "RESOURCE_NOT_EXISTS"]);
  });
});

describe("the signature of a request", () => {
  type Forgery = Partial<
    Record<"mchid" | "serial" | "timestamp" | "nonce" | "signature" | "body", string>
  >;

  const target = "/v3/refund/domestic/refunds/none";

  /** Signed with the plugin's own code, then changed where the test says. */
  function authorization(forged: Forgery): string {
    const timestamp = forged.timestamp ?? String(Formatter.timestamp());
    const nonce = forged.nonce ?? Formatter.nonce();
    const signed = Formatter.request("GET", target, timestamp, nonce, forged.body ?? "");
    const signature = forged.signature ?? Rsa.sign(signed, vars.WECHATPAY_MERCHANT_PRIVATE_KEY);
    return Formatter.authorization(
      forged.mchid ?? vars.WECHATPAY_MERCHANT_ID,
      nonce,
      signature,
      timestamp,
      forged.serial ?? vars.WECHATPAY_MERCHANT_SERIAL,
    );
  }

  async function statusOf(header: string | undefined): Promise<[number, string]> {
    const response = await fetch(`${gateway.url}${target}`, {
      headers: { Accept: "application/json", ...(header ? { Authorization: header } : {}) },
    });
    const body: unknown = await response.json();
    return [response.status, String(Object(body).code)];
  }

  it("passes once, and is refused when replayed", async () => {
    const header = authorization({});
    expect(await statusOf(header)).toEqual([404, "RESOURCE_NOT_EXISTS"]);
    expect(await statusOf(header)).toEqual([401, "SIGN_ERROR"]);
  });

  it.each<[string, Forgery | undefined]>([
    ["is missing", undefined],
    ["is of another body", { body: "{}" }],
    ["is not base64 of anything", { signature: "AAAA" }],
    ["names another merchant", { mchid: "1900000110" }],
    ["names another serial", { serial: "00" }],
    ["is over five minutes old", { timestamp: String(Formatter.timestamp() - 301) }],
    ["comes from the future", { timestamp: String(Formatter.timestamp() + 600) }],
    ["has no time", { timestamp: "yesterday" }],
  ])("is refused when it %s, and the refusal is kept", async (_, forged) => {
    const before = gateway.state().refusals.length;
    expect(await statusOf(forged && authorization(forged))).toEqual([401, "SIGN_ERROR"]);
    const { refusals } = gateway.state();
    expect(refusals).toHaveLength(before + 1);
    expect(refusals.at(-1)).toMatchObject({
      provider: "wechatpay",
      code: "SIGN_ERROR",
      path: target,
    });
  });

  it("is refused with another private key, and nothing is opened", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const forger = aWechatMerchant(vars, receiver.origin, { privateKey: pem });
    const outTradeNo = anOrderNumber();
    const answer = await forger.prepay(outTradeNo, 100);
    expect([answer.status, answer.data.code]).toEqual([401, "SIGN_ERROR"]);
    expect((await byNumber(outTradeNo)).status).toBe(404);
  });
});

describe("certificate mode", () => {
  it("signs with the certificate's key, and hands out the certificate encrypted", async () => {
    const certified = await startGateway({ port: 0, mode: "certificate" });
    const certifiedVars = certified.vars({ publicOrigin: receiver.origin });
    const client = aWechatMerchant(certifiedVars, receiver.origin);
    const answer = await client.call("get", "v3/certificates");
    const platformKeys: Record<string, string> = JSON.parse(certifiedVars.WECHATPAY_PLATFORM_KEYS);
    const [serial, pem] = Object.entries(platformKeys)[0]!;
    const certificate = new X509Certificate(pem);
    expect(answer.status).toBe(200);
    const [sent] = Object(answer.data["data"]);
    const { ciphertext, nonce, associated_data: associatedData } = sent.encrypt_certificate;
    const key = certifiedVars.WECHATPAY_API_V3_KEY;
    expect(sent.serial_no).toBe(serial);
    expect(Aes.AesGcm.decrypt(ciphertext, key, nonce, associatedData)).toBe(pem);
    expect(certificate.serialNumber).toBe(serial);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
    expect(certifiedVars).not.toHaveProperty("WECHATPAY_PUBLIC_KEY_ID");
    expect(createPrivateKey(certifiedVars.ALIPAY_APP_PRIVATE_KEY).asymmetricKeyType).toBe("rsa");
    await certified.close();
  });
});

async function login(code: string, changes: Record<string, string> = {}) {
  const query = new URLSearchParams({
    appid: vars.WECHATPAY_APP_ID,
    secret: vars.WECHAT_APP_SECRET,
    js_code: code,
    grant_type: "authorization_code",
    ...changes,
  });
  const response = await fetch(`${vars.WECHAT_LOGIN_BASE_URL}/sns/jscode2session?${query}`);
  return Object(await response.json());
}

describe("the mini-program's login", () => {
  it("gives one person one openid, another person another", async () => {
    const [alice, again, bob] = [
      await login("demo-alice"),
      await login("demo-alice"),
      await login("demo-bob"),
    ];
    expect(alice.openid).toMatch(/^o[\w-]{27}$/);
    expect(alice.session_key).toMatch(/^[\w+/]{22}==$/);
    expect(again.openid).toBe(alice.openid);
    expect(bob.openid).not.toBe(alice.openid);
    expect((await login("once-alice-1")).openid).toBe(alice.openid);
  });

  it("refuses unknown and used codes, and a wrong secret", async () => {
    expect(await login("whatever")).toMatchObject({ errcode: 40029 });
    await login("once-carol-1");
    expect(await login("once-carol-1")).toMatchObject({ errcode: 40163 });
    expect(await login("demo-alice", { secret: "no" })).toMatchObject({ errcode: 40125 });
    expect(await login("demo-alice", { appid: "no" })).toMatchObject({ errcode: 40013 });
  });
});
