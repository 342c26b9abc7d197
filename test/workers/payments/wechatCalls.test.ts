import formatter from "wechatpay-axios-plugin/lib/formatter";
import rsa from "wechatpay-axios-plugin/lib/rsa";
import { afterEach, describe, expect, test, vi } from "vitest";
import { wechatPay } from "../../../worker/payments/wechat/wechatPay.ts";
import { serveFetchWith } from "./support/gateways.ts";
import {
  aWechatConfig,
  aWechatGateway,
  byCertificate,
  merchant,
  nowMs,
  publicKeyId,
  refund,
  transaction,
  wechatVariables,
  type SeenRequest,
} from "./support/wechat.ts";

afterEach(() => vi.restoreAllMocks());

const provider = wechatPay(aWechatConfig());
const { outTradeNo, outRefundNo } = { outTradeNo: "ZH202610010001", outRefundNo: "RF202610010001" };

/** Answers every call as given and returns the verified requests. */
function served(answer: Parameters<typeof aWechatGateway>[0]): SeenRequest[] {
  const seen: SeenRequest[] = [];
  serveFetchWith(aWechatGateway(answer, seen));
  return seen;
}

const payment = {
  outTradeNo,
  amountFen: 5000,
  description: "充电",
  expiresAtMs: nowMs + 15 * 60_000,
  nowMs,
};
const inMiniProgram = { ...payment, scene: { kind: "miniProgram", openId: "oUser" } } as const;
const inBrowser = {
  ...payment,
  scene: {
    kind: "browser",
    clientIp: "203.0.113.7",
    returnUrl: "https://charging.example.com/app/orders/1?tab=bill",
  },
} as const;

const orderOnTheWire = {
  appid: wechatVariables.WECHATPAY_APP_ID,
  mchid: wechatVariables.WECHATPAY_MERCHANT_ID,
  description: "充电",
  out_trade_no: outTradeNo,
  time_expire: "2026-10-01T08:15:00+08:00",
  notify_url: "https://charging.example.com/webhooks/wechatpay",
  amount: { total: 5000, currency: "CNY" },
};

const ofState = ({
  trade_state: state,
  ...rest
}: {
  trade_state: string;
  trade_state_desc?: string;
}) => ({
  appid: transaction.appid,
  mchid: transaction.mchid,
  out_trade_no: outTradeNo,
  trade_state: state,
  ...rest,
});

const answerOf = (status: string) => ({
  ...refund,
  status,
  channel: "ORIGINAL",
  create_time: "2026-10-01T07:59:58+08:00",
  ...(status !== "SUCCESS" && { success_time: undefined }),
});

describe("WeChat Pay prepay", () => {
  test("in the mini-program orders by JSAPI and signs what wx.requestPayment takes", async () => {
    const seen = served({ status: 200, body: { prepay_id: "wx201410272009395522657" } });
    const answer = await provider.prepay(inMiniProgram);
    expect(seen).toMatchObject([
      {
        method: "POST",
        path: "/v3/pay/transactions/jsapi",
        body: { ...orderOnTheWire, payer: { openid: "oUser" } },
      },
    ]);
    expect(seen[0]!.headers.get("Wechatpay-Serial")).toBe(publicKeyId);
    if (!answer.ok || answer.value.kind !== "wechatJsapi") throw new Error("no parameters");
    const { timeStamp, nonceStr, package: packed, signType, paySign } = answer.value;
    expect([timeStamp, packed, signType]).toEqual([
      String(nowMs / 1000),
      "prepay_id=wx201410272009395522657",
      "RSA",
    ]);
    const signed = formatter.joinedByLineFeed(
      wechatVariables.WECHATPAY_APP_ID,
      timeStamp,
      nonceStr,
      packed,
    );
    expect(rsa.verify(signed, paySign, merchant.publicKey)).toBe(true);
  });

  test("in a browser orders by H5 and comes back to the order's page", async () => {
    const seen = served({
      status: 200,
      body: {
        h5_url: "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1&package=2",
      },
    });
    const answer = await provider.prepay(inBrowser);
    expect(seen[0]).toMatchObject({
      path: "/v3/pay/transactions/h5",
      body: {
        ...orderOnTheWire,
        scene_info: { payer_client_ip: "203.0.113.7", h5_info: { type: "Wap" } },
      },
    });
    if (!answer.ok || answer.value.kind !== "redirect") throw new Error("no redirect");
    const url = new URL(answer.value.url);
    expect(url.searchParams.get("prepay_id")).toBe("wx1");
    expect(url.searchParams.get("redirect_url")).toBe(inBrowser.scene.returnUrl);
  });

  test("cuts a description to what the gateway takes, between characters", async () => {
    const seen = served({ status: 200, body: { prepay_id: "wx1" } });
    await provider.prepay({ ...inMiniProgram, description: "🔌".repeat(200) });
    expect(seen[0]!.body).toMatchObject({ description: "🔌".repeat(127) });
  });

  test("in certificate mode names no key, and takes an answer signed by the certificate", async () => {
    const { WECHATPAY_PUBLIC_KEY_ID: _, ...variables } = wechatVariables;
    const byCert = wechatPay(aWechatConfig({ ...variables, WECHATPAY_PUBLIC_KEY_ID: "" }));
    const seen = served({ status: 200, body: { prepay_id: "wx1" }, signer: byCertificate });
    expect((await byCert.prepay(inMiniProgram)).ok).toBe(true);
    expect(seen[0]!.headers.get("Wechatpay-Serial")).toBeNull();
  });
});

describe("WeChat Pay query", () => {
  test("finds the payment by our number and this merchant", async () => {
    const seen = served({ status: 200, body: transaction });
    expect(await provider.query({ outTradeNo, nowMs })).toEqual({
      ok: true,
      value: {
        kind: "paid",
        tradeNo: transaction.transaction_id,
        amountFen: 5000,
        payerId: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        paidAtMs: Date.parse("2026-10-01T07:59:58+08:00"),
      },
    });
    expect(seen).toMatchObject([
      {
        method: "GET",
        path: "/v3/pay/transactions/out-trade-no/ZH202610010001?mchid=1900000001",
        body: null,
      },
    ]);
  });

  test.each([
    ["a payment given back since is still paid", { ...transaction, trade_state: "REFUND" }, "paid"],
    ["not yet paid", ofState({ trade_state: "NOTPAY" }), "pending"],
    ["being paid", ofState({ trade_state: "USERPAYING" }), "pending"],
    ["closed", ofState({ trade_state: "CLOSED" }), "closed"],
    ["revoked", ofState({ trade_state: "REVOKED" }), "closed"],
    ["failed", ofState({ trade_state: "PAYERROR", trade_state_desc: "余额不足" }), "failed"],
  ])("reads %s", async (_, body, kind) => {
    served({ status: 200, body });
    expect(await provider.query({ outTradeNo, nowMs })).toMatchObject({
      ok: true,
      value: { kind },
    });
  });

  test("says so when the gateway knows no such order", async () => {
    served({ status: 404, body: { code: "ORDER_NOT_EXIST", message: "订单不存在" } });
    expect(await provider.query({ outTradeNo, nowMs })).toEqual({
      ok: true,
      value: { kind: "notFound" },
    });
  });

  test.each([
    ["another order", { ...transaction, out_trade_no: "ZH202610010002" }],
    ["another merchant's order", { ...transaction, mchid: "1900000002" }],
    ["another app's order", { ...transaction, appid: "wxother" }],
    ["a state nobody documented", { ...transaction, trade_state: "MAYBE" }],
    ["a payment without its amount", { ...transaction, amount: undefined }],
  ])("does not believe an answer about %s", async (_, body) => {
    served({ status: 200, body });
    expect(await provider.query({ outTradeNo, nowMs })).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_answer", applied: "unknown" },
    });
  });
});

describe("WeChat Pay close", () => {
  test("closes in the merchant's name", async () => {
    const seen = served({ status: 204 });
    expect(await provider.close({ outTradeNo, nowMs })).toEqual({
      ok: true,
      value: { kind: "closed" },
    });
    expect(seen).toMatchObject([
      {
        method: "POST",
        path: "/v3/pay/transactions/out-trade-no/ZH202610010001/close",
        body: { mchid: "1900000001" },
      },
    ]);
  });

  test.each([
    [400, "ORDER_CLOSED", "closed"],
    [404, "ORDER_NOT_EXIST", "notFound"],
    [400, "ORDERPAID", "notClosable"],
    [202, "USERPAYING", "notClosable"],
  ])("takes %i %s for an answer", async (status, code, kind) => {
    served({ status, body: { code, message: "…" } });
    expect(await provider.close({ outTradeNo, nowMs })).toMatchObject({
      ok: true,
      value: { kind },
    });
  });
});

describe("WeChat Pay refund", () => {
  const asked = {
    outTradeNo,
    outRefundNo,
    refundFen: 1234,
    totalFen: 5000,
    reason: "未用完的预付款",
    nowMs,
  };

  test("asks by our numbers, and hears of the end at our webhook", async () => {
    const seen = served({ status: 200, body: answerOf("PROCESSING") });
    expect(await provider.refund(asked)).toEqual({ ok: true, value: { kind: "processing" } });
    expect(seen).toMatchObject([
      {
        method: "POST",
        path: "/v3/refund/domestic/refunds",
        body: {
          out_trade_no: outTradeNo,
          out_refund_no: outRefundNo,
          reason: "未用完的预付款",
          notify_url: "https://charging.example.com/webhooks/wechatpay",
          amount: { refund: 1234, total: 5000, currency: "CNY" },
        },
      },
    ]);
  });

  test.each([
    [
      "SUCCESS",
      {
        kind: "succeeded",
        refundNo: refund.refund_id,
        amountFen: 1234,
        atMs: Date.parse("2026-10-01T07:59:59+08:00"),
      },
    ],
    ["PROCESSING", { kind: "processing" }],
    ["CLOSED", { kind: "failed", reason: "closed" }],
    ["ABNORMAL", { kind: "failed", reason: "abnormal" }],
  ])("is asked after, and may be %s", async (status, value) => {
    const seen = served({ status: 200, body: answerOf(status) });
    expect(await provider.queryRefund({ outTradeNo, outRefundNo, nowMs })).toEqual({
      ok: true,
      value,
    });
    expect(seen[0]!.path).toBe("/v3/refund/domestic/refunds/RF202610010001");
  });

  test("is not found before it was asked for", async () => {
    served({ status: 404, body: { code: "RESOURCE_NOT_EXISTS", message: "退款单不存在" } });
    expect(await provider.queryRefund({ outTradeNo, outRefundNo, nowMs })).toEqual({
      ok: true,
      value: { kind: "notFound" },
    });
  });

  test("that the gateway refuses was not applied, and a repeat is of no use", async () => {
    served({ status: 403, body: { code: "NOT_ENOUGH", message: "余额不足" } });
    expect(await provider.refund(asked)).toMatchObject({
      ok: false,
      error: { code: "gateway_refused", retry: "never", applied: "no", gatewayCode: "NOT_ENOUGH" },
    });
  });
});
