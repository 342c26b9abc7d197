// A gateway behind the provider's port: it keeps its own books, applies a number once, and notifies
// when it is told to. Its wire is tested elsewhere.
import { err, ok, type Result } from "../../../../core/result.ts";
import type {
  GatewayNotification,
  NotificationRefusal,
  Provider,
  ProviderName,
  ProviderRefusal,
  RefundState,
} from "../../../../worker/payments/provider.ts";
import { as } from "./as.ts";

type Trade = {
  readonly amountFen: number;
  readonly tradeNo: string;
  state: "pending" | "paid" | "closed";
  paidAtMs: number;
};
type Refund = { readonly outTradeNo: string; readonly amountFen: number; state: RefundState };

export const unreachableGateway: ProviderRefusal = {
  code: "gateway_unreachable",
  retry: "sameNumbers",
  applied: "unknown",
  evidence: "the test said so",
};
export const refusingGateway = (gatewayCode: string): ProviderRefusal => ({
  code: "gateway_refused",
  retry: "never",
  applied: "no",
  gatewayCode,
  evidence: "the test said so",
});

type Call = "prepay" | "query" | "close" | "refund" | "queryRefund";

export class FakeGateway implements Provider {
  readonly name: ProviderName;
  readonly trades = new Map<string, Trade>();
  readonly refunds = new Map<string, Refund>();
  /** Who paid, where the gateway says so. */
  readonly payers = new Map<string, string>();
  readonly calls: Call[] = [];
  /** Answers given instead of the true one, first in, first out. */
  readonly refusals: Partial<Record<Call, ProviderRefusal[]>> = {};
  /** What a refund is answered at first; WeChat Pay says "processing". */
  refundsSucceedAtOnce = true;

  constructor(name: ProviderName) {
    this.name = name;
  }

  #refusal(call: Call): { readonly ok: false; readonly error: ProviderRefusal } | null {
    this.calls.push(call);
    const refusal = this.refusals[call]?.shift();
    return refusal === undefined ? null : { ok: false, error: refusal };
  }

  async prepay({ outTradeNo, amountFen }: Parameters<Provider["prepay"]>[0]) {
    const refusal = this.#refusal("prepay");
    if (refusal !== null) return refusal;
    const known = this.trades.get(outTradeNo);
    if (known !== undefined && (known.amountFen !== amountFen || known.state === "closed")) {
      return err(refusingGateway("INVALID_REQUEST"));
    }
    if (known === undefined) {
      const tradeNo = `42${outTradeNo}`;
      this.trades.set(outTradeNo, { amountFen, tradeNo, state: "pending", paidAtMs: 0 });
    }
    return ok({ kind: "alipayTrade", tradeNo: `42${outTradeNo}` } as const);
  }

  async query({ outTradeNo }: Parameters<Provider["query"]>[0]) {
    const refusal = this.#refusal("query");
    if (refusal !== null) return refusal;
    const trade = this.trades.get(outTradeNo);
    if (trade === undefined) return ok({ kind: "notFound" } as const);
    if (trade.state !== "paid") return ok({ kind: trade.state });
    const { tradeNo, amountFen, paidAtMs } = trade;
    const payerId = this.payers.get(outTradeNo) ?? null;
    return ok({ kind: "paid", tradeNo, amountFen, paidAtMs, payerId } as const);
  }

  async close({ outTradeNo }: Parameters<Provider["close"]>[0]) {
    const refusal = this.#refusal("close");
    if (refusal !== null) return refusal;
    const trade = this.trades.get(outTradeNo);
    if (trade === undefined) return ok({ kind: "notFound" } as const);
    if (trade.state === "paid") return ok({ kind: "notClosable", reason: "paid" } as const);
    trade.state = "closed";
    return ok({ kind: "closed" } as const);
  }

  async refund(
    input: Parameters<Provider["refund"]>[0],
  ): Promise<Result<RefundState, ProviderRefusal>> {
    const refusal = this.#refusal("refund");
    if (refusal !== null) return refusal;
    const { outTradeNo, outRefundNo, refundFen } = input;
    const known = this.refunds.get(outRefundNo);
    if (known !== undefined) return ok(known.state);
    const trade = this.trades.get(outTradeNo);
    if (trade?.state !== "paid" || this.refundedFen(outTradeNo) + refundFen > trade.amountFen) {
      return err(refusingGateway("NOT_ENOUGH"));
    }
    const done = {
      kind: "succeeded",
      refundNo: `50${outRefundNo}`,
      amountFen: refundFen,
      atMs: input.nowMs,
    } as const;
    const state: RefundState = this.refundsSucceedAtOnce ? done : { kind: "processing" };
    this.refunds.set(outRefundNo, { outTradeNo, amountFen: refundFen, state });
    return ok(state);
  }

  async queryRefund({ outRefundNo }: Parameters<Provider["queryRefund"]>[0]) {
    const refusal = this.#refusal("queryRefund");
    if (refusal !== null) return refusal;
    return ok(this.refunds.get(outRefundNo)?.state ?? ({ kind: "notFound" } as const));
  }

  refundedFen(outTradeNo: string): number {
    return [...this.refunds.values()]
      .filter((refund) => refund.outTradeNo === outTradeNo && refund.state.kind !== "failed")
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
  }

  /** What the gateway holds of a trade for us. */
  heldFen(outTradeNo: string): number {
    const trade = this.trades.get(outTradeNo);
    return trade?.state === "paid" ? trade.amountFen - this.refundedFen(outTradeNo) : 0;
  }

  /** The driver pays; false when there is nothing to pay. */
  pay(outTradeNo: string, paidAtMs: number): boolean {
    const trade = this.trades.get(outTradeNo);
    if (trade?.state !== "pending") return false;
    trade.state = "paid";
    trade.paidAtMs = paidAtMs;
    return true;
  }

  finishRefund(outRefundNo: string, atMs: number): void {
    const refund = this.refunds.get(outRefundNo);
    if (refund === undefined) return;
    const { amountFen } = refund;
    refund.state = { kind: "succeeded", refundNo: `50${outRefundNo}`, amountFen, atMs };
  }

  paymentNotice(outTradeNo: string): GatewayNotification {
    const trade = this.trades.get(outTradeNo)!;
    const { tradeNo, amountFen, paidAtMs } = trade;
    return {
      kind: "paymentSucceeded",
      eventId: `event-${outTradeNo}`,
      raw: JSON.stringify({ outTradeNo }),
      outTradeNo,
      tradeNo,
      amountFen,
      paidAtMs,
      payerId: null,
    };
  }

  refundNotice(outRefundNo: string, atMs: number): GatewayNotification {
    const { outTradeNo, amountFen } = this.refunds.get(outRefundNo)!;
    return {
      kind: "refundSucceeded",
      eventId: `event-${outRefundNo}`,
      raw: JSON.stringify({ outRefundNo }),
      outTradeNo,
      outRefundNo,
      refunded: { kind: "thisRefund", amountFen },
      atMs,
    };
  }

  /** The test's wire: the notification as JSON, with a header in the place of a signature. */
  async readNotification({ headers, body }: Parameters<Provider["readNotification"]>[0]) {
    const signature = headers.get("x-signature") ?? "bad_signature";
    if (signature === "good") return ok(as<GatewayNotification>(JSON.parse(body)));
    const code = as<NotificationRefusal["code"]>(signature);
    return err({ code, evidence: "the test said so" });
  }

  acknowledge(): Response {
    return new Response("success");
  }

  reject(code: Parameters<Provider["reject"]>[0]): Response {
    return new Response(code, { status: code === "not_applied" ? 500 : 401 });
  }

  async phone() {
    return err({ code: "phone_unavailable", evidence: "not in these tests" } as const);
  }

  async login() {
    return err({
      code: "login_unavailable",
      retry: "newCode",
      evidence: "not in these tests",
    } as const);
  }
}
