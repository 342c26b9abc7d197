import { afterEach, describe, expect, test, vi } from "vitest";
import { alipay } from "../../../worker/payments/alipay/alipay.ts";
import {
  alipayVariables,
  anAlipayConfig,
  anAlipayGateway,
  anAnswer,
  done,
  failed,
  nowMs,
  readCall,
  type SeenCall,
} from "./support/alipay.ts";
import { serveFetchWith } from "./support/gateways.ts";

afterEach(() => vi.restoreAllMocks());

const provider = alipay(anAlipayConfig());
const { outTradeNo, outRefundNo } = { outTradeNo: "ZH202610010001", outRefundNo: "RF202610010001" };

function served(...answers: string[]): SeenCall[] {
  const seen: SeenCall[] = [];
  serveFetchWith(anAlipayGateway(answers, seen));
  return seen;
}

const query = () => provider.query({ outTradeNo, nowMs });

const trade = (status: string, rest: object = {}) =>
  anAnswer("alipay_trade_query_response", {
    ...done,
    out_trade_no: outTradeNo,
    trade_no: "2026100122001400000000000001",
    trade_status: status,
    total_amount: "50.00",
    buyer_logon_id: "159****5620",
    buyer_user_id: "2088000000000009",
    ...rest,
  });

const refunded = (change: "Y" | "N") =>
  anAnswer("alipay_trade_refund_response", {
    ...done,
    out_trade_no: outTradeNo,
    trade_no: "2026100122001400000000000001",
    fund_change: change,
    refund_fee: "22.34",
    gmt_refund_pay: "2026-10-01 07:59:59",
  });

const found = (content: object) =>
  anAnswer("alipay_trade_fastpay_refund_query_response", { ...done, ...content });

const payment = {
  outTradeNo,
  amountFen: 5005,
  description: "充电 A/B=C&D",
  expiresAtMs: nowMs + 15 * 60_000,
  nowMs,
};

const tradeOnTheWire = {
  out_trade_no: outTradeNo,
  total_amount: "50.05",
  subject: "充电 A B C D",
  time_expire: "2026-10-01 08:15:00",
};

describe("Alipay prepay", () => {
  const created = anAnswer("alipay_trade_create_response", {
    ...done,
    out_trade_no: outTradeNo,
    trade_no: "2026100122001400000000000001",
  });

  test.each([
    ["an open id", "074a1CcTG1LelxKe4xQC0zgN", { buyer_open_id: "074a1CcTG1LelxKe4xQC0zgN" }],
    ["a user id", "2088000000000009", { buyer_id: "2088000000000009" }],
  ])("in the mini-program creates a trade for %s", async (_, openId, buyer) => {
    const seen = served(created);
    expect(await provider.prepay({ ...payment, scene: { kind: "miniProgram", openId } })).toEqual({
      ok: true,
      value: { kind: "alipayTrade", tradeNo: "2026100122001400000000000001" },
    });
    expect(seen).toMatchObject([
      {
        method: "alipay.trade.create",
        parameters: {
          app_id: alipayVariables.ALIPAY_APP_ID,
          charset: "utf-8",
          sign_type: "RSA2",
          version: "1.0",
          timestamp: "2026-10-01 08:00:00",
          notify_url: "https://charging.example.com/webhooks/alipay",
        },
      },
    ]);
    expect(seen[0]!.content).toEqual({
      ...tradeOnTheWire,
      product_code: "JSAPI_PAY",
      op_app_id: alipayVariables.ALIPAY_APP_ID,
      ...buyer,
    });
  });

  test("in a browser makes a signed address of the cashier, and calls nobody", async () => {
    serveFetchWith(() => {
      throw new Error("nobody should be called");
    });
    const returnUrl = "https://charging.example.com/app/orders/1?tab=bill";
    const scene = { kind: "browser", clientIp: "203.0.113.7", returnUrl } as const;
    const answer = await provider.prepay({ ...payment, scene });
    if (!answer.ok || answer.value.kind !== "redirect") throw new Error("no redirect");
    const url = new URL(answer.value.url);
    expect(`${url.origin}${url.pathname}`).toBe(alipayVariables.ALIPAY_GATEWAY_URL);
    const call = readCall(url.searchParams);
    expect(call).toMatchObject({
      method: "alipay.trade.wap.pay",
      parameters: {
        timestamp: "2026-10-01 08:00:00",
        notify_url: "https://charging.example.com/webhooks/alipay",
        return_url: returnUrl,
      },
    });
    expect(call.content).toEqual({
      ...tradeOnTheWire,
      product_code: "QUICK_WAP_WAY",
      quit_url: returnUrl,
    });
  });

  test("does not believe a trade made for another order", async () => {
    served(
      anAnswer("alipay_trade_create_response", { ...done, out_trade_no: "ZH2", trade_no: "1" }),
    );
    const scene = { kind: "miniProgram", openId: "074a" } as const;
    expect(await provider.prepay({ ...payment, scene })).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_answer" },
    });
  });
});

describe("Alipay query", () => {
  const paidAt = { send_pay_date: "2026-10-01 07:59:58" };

  test("finds the payment by our number", async () => {
    const seen = served(trade("TRADE_SUCCESS", paidAt));
    expect(await query()).toEqual({
      ok: true,
      value: {
        kind: "paid",
        tradeNo: "2026100122001400000000000001",
        amountFen: 5000,
        payerId: "2088000000000009",
        paidAtMs: Date.parse("2026-10-01T07:59:58+08:00"),
      },
    });
    expect(seen).toMatchObject([
      { method: "alipay.trade.query", content: { out_trade_no: outTradeNo } },
    ]);
  });

  test.each([
    ["finished", trade("TRADE_FINISHED", paidAt), "paid"],
    ["given back in full since", trade("TRADE_CLOSED", paidAt), "paid"],
    ["closed unpaid", trade("TRADE_CLOSED"), "closed"],
    ["waited for", trade("WAIT_BUYER_PAY"), "pending"],
    ["unknown", anAnswer("alipay_trade_query_response", failed("ACQ.TRADE_NOT_EXIST")), "notFound"],
  ])("reads a trade that is %s", async (_, answer, kind) => {
    served(answer);
    expect(await query()).toMatchObject({ ok: true, value: { kind } });
  });

  test.each([
    ["another order", trade("TRADE_SUCCESS", { ...paidAt, out_trade_no: "ZH2" })],
    ["an unknown state", trade("TRADE_PERHAPS")],
    ["a payment at no time", trade("TRADE_SUCCESS")],
    ["no amount", trade("TRADE_SUCCESS", { ...paidAt, total_amount: "1e3" })],
  ])("does not believe an answer about %s", async (_, answer) => {
    served(answer);
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_answer", retry: "sameNumbers", applied: "unknown" },
    });
  });
});

describe("Alipay close", () => {
  const node = "alipay_trade_close_response";
  test.each([
    ["closes", anAnswer(node, { ...done, out_trade_no: outTradeNo }), "closed"],
    ["knows no such trade", anAnswer(node, failed("ACQ.TRADE_NOT_EXIST")), "notFound"],
    ["cannot close a paid one", anAnswer(node, failed("ACQ.TRADE_STATUS_ERROR")), "notClosable"],
  ])("%s", async (_, answer, kind) => {
    const seen = served(answer);
    expect(await provider.close({ outTradeNo, nowMs })).toMatchObject({
      ok: true,
      value: { kind },
    });
    expect(seen).toMatchObject([
      { method: "alipay.trade.close", content: { out_trade_no: outTradeNo } },
    ]);
  });
});

describe("Alipay refund", () => {
  const asked = {
    outTradeNo,
    outRefundNo,
    refundFen: 1234,
    totalFen: 5000,
    reason: "未用完的预付款",
    nowMs,
  };
  const foundDone = found({
    out_trade_no: outTradeNo,
    out_request_no: outRefundNo,
    refund_amount: "12.34",
    total_amount: "50.00",
    refund_status: "REFUND_SUCCESS",
    gmt_refund_pay: "2026-10-01 07:59:59",
  });
  const succeeded = {
    kind: "succeeded",
    refundNo: outRefundNo,
    amountFen: 1234,
    atMs: Date.parse("2026-10-01T07:59:59+08:00"),
  };

  test("tells the amount of this refund, not the sum Alipay answers with", async () => {
    const seen = served(refunded("Y"));
    expect(await provider.refund(asked)).toEqual({ ok: true, value: succeeded });
    expect(seen).toMatchObject([
      {
        method: "alipay.trade.refund",
        content: {
          out_trade_no: outTradeNo,
          out_request_no: outRefundNo,
          refund_amount: "12.34",
          refund_reason: "未用完的预付款",
        },
      },
    ]);
  });

  test("that moved no money now is asked after, and had moved it before", async () => {
    const seen = served(refunded("N"), foundDone);
    expect(await provider.refund(asked)).toEqual({ ok: true, value: succeeded });
    expect(seen[1]).toMatchObject({
      method: "alipay.trade.fastpay.refund.query",
      content: { out_trade_no: outTradeNo, out_request_no: outRefundNo },
    });
  });

  test("that moved no money and is not found either is under way", async () => {
    served(refunded("N"), found({}));
    expect(await provider.refund(asked)).toEqual({ ok: true, value: { kind: "processing" } });
  });

  test.each([
    ["succeeded", foundDone, "succeeded"],
    ["not received", found({}), "notFound"],
    [
      "under way",
      found({
        out_trade_no: outTradeNo,
        out_request_no: outRefundNo,
        refund_status: "REFUND_PROCESSING",
      }),
      "processing",
    ],
    [
      "failed",
      found({
        out_trade_no: outTradeNo,
        out_request_no: outRefundNo,
        refund_status: "REFUND_FAIL",
      }),
      "failed",
    ],
  ])("is asked after, and may be %s", async (_, answer, kind) => {
    served(answer);
    expect(await provider.queryRefund({ outTradeNo, outRefundNo, nowMs })).toMatchObject({
      ok: true,
      value: { kind },
    });
  });

  test("does not take another refund's success for its own", async () => {
    served(
      found({
        out_trade_no: outTradeNo,
        out_request_no: "RF2",
        refund_amount: "12.34",
        refund_status: "REFUND_SUCCESS",
      }),
    );
    expect(await provider.queryRefund({ outTradeNo, outRefundNo, nowMs })).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_answer" },
    });
  });

  test("that Alipay refuses was not applied", async () => {
    served(anAnswer("alipay_trade_refund_response", failed("ACQ.SELLER_BALANCE_NOT_ENOUGH")));
    expect(await provider.refund(asked)).toMatchObject({
      ok: false,
      error: {
        code: "gateway_refused",
        retry: "never",
        applied: "no",
        gatewayCode: "ACQ.SELLER_BALANCE_NOT_ENOUGH",
      },
    });
  });
});
