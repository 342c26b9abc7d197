// The port to a payment provider: a few verbs, each answered by a value that says what the gateway
// said. What is done with an answer (orders, ledger, sessions) is decided by the caller.
import type { Result } from "../../core/result.ts";

export type ProviderName = "wechatpay" | "alipay";

/** Where the driver pays; `openId` is the one the provider's own `login` gave. */
export type Scene =
  | { readonly kind: "miniProgram"; readonly openId: string }
  | { readonly kind: "browser"; readonly clientIp: string; readonly returnUrl: string };

/** What the driver's screen needs to open the cashier. */
export type PayParameters =
  | {
      readonly kind: "wechatJsapi";
      readonly timeStamp: string;
      readonly nonceStr: string;
      readonly package: string;
      readonly signType: "RSA";
      readonly paySign: string;
    }
  | { readonly kind: "alipayTrade"; readonly tradeNo: string }
  | { readonly kind: "redirect"; readonly url: string };

/**
 * `notFound` is no fault: Alipay knows a browser trade only once its buyer has signed in.
 * A trade that was paid and given back since, in part or in full, still reads as `paid`.
 */
export type TradeState =
  | {
      readonly kind: "paid";
      readonly tradeNo: string;
      readonly amountFen: number;
      readonly payerId: string | null;
      readonly paidAtMs: number;
    }
  | { readonly kind: "pending" }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "notFound" };

/** `notClosable`: paid already, or being paid this moment; `query` tells which. */
export type CloseState =
  | { readonly kind: "closed" }
  | { readonly kind: "notFound" }
  | { readonly kind: "notClosable"; readonly reason: string };

/** `refundNo` is the gateway's own number; Alipay gives none and repeats ours. */
export type RefundState =
  | {
      readonly kind: "succeeded";
      readonly refundNo: string;
      readonly amountFen: number;
      readonly atMs: number;
    }
  | { readonly kind: "processing" }
  | { readonly kind: "failed"; readonly reason: "closed" | "abnormal" }
  | { readonly kind: "notFound" };

/**
 * Why a call gave no answer to act on. With `retry: "sameNumbers"` the same call with the same
 * order or refund number is safe to repeat, since both gateways apply a number once; with
 * `retry: "never"` a repeat gets the same refusal. `applied: "unknown"` means the gateway may have
 * done what was asked, so nothing may be concluded before `query` or `queryRefund` says so.
 * `evidence` is for the log: it carries no key, secret, login code or payer.
 */
export type ProviderRefusal =
  | {
      readonly code:
        | "gateway_unreachable"
        | "gateway_timeout"
        | "gateway_busy"
        | "bad_gateway_signature"
        | "bad_gateway_answer";
      readonly retry: "sameNumbers";
      readonly applied: "unknown";
      readonly evidence: string;
    }
  | {
      readonly code: "gateway_refused";
      readonly retry: "never";
      readonly applied: "no";
      readonly gatewayCode: string;
      readonly evidence: string;
    };

/** A login code is good for one use, so a new one must be fetched whatever went wrong. */
export type LoginRefusal = {
  readonly code: "login_code_refused" | "login_unavailable";
  readonly retry: "newCode";
  readonly evidence: string;
};

/** What a mini-program is given when its driver allows his phone number. */
export type PhoneProof =
  | { readonly kind: "code"; readonly code: string }
  /** Alipay's: encrypted content, and the signature over it. */
  | { readonly kind: "sealed"; readonly response: string; readonly sign: string };

/** `evidence` is for the log: it carries no code, token or number. */
export type PhoneRefusal = {
  readonly code: "phone_code_refused" | "phone_unavailable";
  readonly evidence: string;
};

export type Login = { readonly openId: string; readonly unionId: string | null };

/** Every reason but `too_large` and `malformed` is a security event. */
export type NotificationRefusal = {
  readonly code:
    | "too_large"
    | "malformed"
    | "stale"
    | "unknown_key"
    | "bad_signature"
    | "undecryptable"
    | "wrong_app"
    | "wrong_merchant";
  readonly evidence: string;
};

/**
 * A verified notification. `eventId` is the gateway's own and the same in each of its retries, so
 * a replay within the freshness window is recognised by it. `raw` is the body as it came.
 */
export type GatewayNotification = { readonly eventId: string; readonly raw: string } & (
  | {
      readonly kind: "paymentSucceeded";
      readonly outTradeNo: string;
      readonly tradeNo: string;
      readonly amountFen: number;
      readonly payerId: string | null;
      readonly paidAtMs: number;
    }
  | { readonly kind: "paymentClosed"; readonly outTradeNo: string; readonly tradeNo: string }
  | {
      readonly kind: "refundSucceeded";
      readonly outTradeNo: string;
      readonly outRefundNo: string;
      readonly refunded: RefundedAmount;
      readonly atMs: number;
    }
  | {
      readonly kind: "refundFailed";
      readonly outTradeNo: string;
      readonly outRefundNo: string;
      readonly reason: "closed" | "abnormal";
    }
  | { readonly kind: "ignored"; readonly eventType: string }
);

/** WeChat tells the amount of this refund, Alipay the sum of all refunds of the trade so far. */
type RefundedAmount =
  | { readonly kind: "thisRefund"; readonly amountFen: number }
  | { readonly kind: "allRefunds"; readonly amountFen: number };

export type PrepayInput = {
  readonly outTradeNo: string;
  readonly amountFen: number;
  readonly description: string;
  readonly scene: Scene;
  readonly expiresAtMs: number;
  readonly nowMs: number;
};

export type TradeInput = { readonly outTradeNo: string; readonly nowMs: number };

export type RefundInput = {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundFen: number;
  readonly totalFen: number;
  readonly reason: string;
  readonly nowMs: number;
};

export type RefundQueryInput = {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly nowMs: number;
};

export type NotificationInput = {
  readonly headers: Headers;
  readonly body: string;
  readonly nowMs: number;
};

/** `not_applied`: the notification was genuine, but we could not store or apply it; send it again. */
export type RejectionCode = NotificationRefusal["code"] | "not_applied";

export interface Provider {
  readonly name: ProviderName;
  prepay(input: PrepayInput): Promise<Result<PayParameters, ProviderRefusal>>;
  query(input: TradeInput): Promise<Result<TradeState, ProviderRefusal>>;
  close(input: TradeInput): Promise<Result<CloseState, ProviderRefusal>>;
  refund(input: RefundInput): Promise<Result<RefundState, ProviderRefusal>>;
  queryRefund(input: RefundQueryInput): Promise<Result<RefundState, ProviderRefusal>>;
  /** Verifies signature, freshness, app and merchant, decrypts, and says what it means. Never throws. */
  readNotification(
    input: NotificationInput,
  ): Promise<Result<GatewayNotification, NotificationRefusal>>;
  /** The answer after which the gateway stops sending this notification. */
  acknowledge(): Response;
  /** The answer after which the gateway sends it again on its schedule. */
  reject(code: RejectionCode): Response;
  /** Exchanges the mini-program's login code for the driver's identity at this provider. */
  login(input: { code: string; nowMs: number }): Promise<Result<Login, LoginRefusal>>;
  /** The phone number that the driver has allowed, digits alone. */
  phone(input: { proof: PhoneProof; nowMs: number }): Promise<Result<string, PhoneRefusal>>;
}
