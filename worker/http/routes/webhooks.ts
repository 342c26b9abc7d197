// What the gateways tell: verified, stored raw once, applied, and answered in their own words. What
// does not verify changes nothing; it is kept as a security event, at most one a minute of each sort.
import type { Context } from "hono";
import { limits } from "../../../core/limits.ts";
import { unreachable } from "../../../core/result.ts";
import { insertFinding } from "../../db/findings.ts";
import { findPayment, paymentEventStatements, type PaymentEvent } from "../../db/payments.ts";
import { runBatch } from "../../db/statements.ts";
import { moneyOf, type Money } from "../../payments/money.ts";
import type {
  GatewayNotification,
  NotificationRefusal,
  Provider,
  ProviderName,
} from "../../payments/provider.ts";
import { applyRefund } from "../../payments/refundNotices.ts";
import { applyPayment, applyUnpaid } from "../../payments/settle.ts";
import type { App, AppEnv } from "../context.ts";
import { logError, problemResponse } from "../errors.ts";

type MoneyFor = (c: Context<AppEnv>) => Money;

export function webhookRoutes(
  app: App,
  moneyFor: MoneyFor = (c) => moneyOf(c.env, c.executionCtx),
): void {
  for (const name of ["wechatpay", "alipay"] as const satisfies ProviderName[]) {
    app.post(`/webhooks/${name}`, async (c) => {
      const money = moneyFor(c);
      const provider = money.providers[name];
      if (provider === undefined) return problemResponse(c, { code: "not_found" });
      return receive(money, provider, { request: c.req.raw, nowMs: c.var.nowMs });
    });
  }
}

async function receive(
  money: Money,
  provider: Provider,
  { request, nowMs }: { readonly request: Request; readonly nowMs: number },
): Promise<Response> {
  const body = await boundedText(request);
  if (body === null) return provider.reject("too_large");
  const notification = await provider.readNotification({ headers: request.headers, body, nowMs });
  if (!notification.ok) {
    await keepRefusal(money, provider.name, { refusal: notification.error, nowMs });
    return provider.reject(notification.error.code);
  }
  try {
    await apply(money, provider.name, { said: notification.value, nowMs });
    return provider.acknowledge();
  } catch (error) {
    logError("notification not applied", error, { eventId: notification.value.eventId });
    return provider.reject("not_applied");
  }
}

/** Reads no further than the bound, whatever length was announced; null beyond it. */
async function boundedText(request: Request): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limits.bodyBytes.most) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const isSecurityEvent = ({ code }: NotificationRefusal): boolean =>
  code !== "too_large" && code !== "malformed";

/** Anybody can send these, so they must not cost a row each: the id is made of sort and minute. */
async function keepRefusal(
  money: Money,
  name: ProviderName,
  { refusal, nowMs }: { readonly refusal: NotificationRefusal; readonly nowMs: number },
): Promise<void> {
  if (!isSecurityEvent(refusal)) return;
  console.warn(JSON.stringify({ message: "notification refused", provider: name, ...refusal }));
  const atMs = Math.floor(nowMs / 60_000) * 60_000;
  const kind = `notification_${refusal.code}`;
  const detail = `refused in the minute from ${new Date(atMs).toISOString()}`;
  await insertFinding(money.db, { operatorId: null, kind, subject: name, detail, atMs });
}

async function apply(
  money: Money,
  provider: ProviderName,
  { said, nowMs }: { readonly said: GatewayNotification; readonly nowMs: number },
): Promise<void> {
  const event: PaymentEvent = {
    provider,
    eventId: said.eventId,
    kind: said.kind,
    subject: subjectOf(said),
    raw: said.raw,
    receivedAtMs: nowMs,
  };
  switch (said.kind) {
    case "paymentSucceeded": {
      const { outTradeNo: paymentId, tradeNo, amountFen, paidAtMs } = said;
      const paid = { provider, paymentId, tradeNo, amountFen, paidAtMs };
      await applyPayment(money, paid, { event, nowMs });
      return;
    }
    case "paymentClosed": {
      // Alipay also closes a trade that was paid back in full: only a pending one is given up by it.
      const found = await findPayment(money.db, said.outTradeNo);
      if (found === null || found.payment.provider !== provider) return;
      await applyUnpaid(money, found, { state: "closed", event, nowMs });
      return;
    }
    case "refundSucceeded":
    case "refundFailed":
      await applyRefund(money, { ...said, provider, event, nowMs });
      return;
    case "ignored":
      await runBatch(money.db, paymentEventStatements(money.db, event));
      return;
    default:
      unreachable(said);
  }
}

function subjectOf(said: GatewayNotification): string {
  switch (said.kind) {
    case "paymentSucceeded":
    case "paymentClosed":
      return said.outTradeNo;
    case "refundSucceeded":
    case "refundFailed":
      return said.outRefundNo;
    case "ignored":
      return said.eventType;
    default:
      return unreachable(said);
  }
}
