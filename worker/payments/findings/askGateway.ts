// Asks the gateways again about what a finding speaks of, applies what they say, and tells it.
import type { GatewayAnswer } from "../../../core/contract/admin/findings.ts";
import { findPayment } from "../../db/payments.ts";
import { refundQuery, type RefundRow } from "../../db/refunds.ts";
import type { Money } from "../money.ts";
import type { Provider, RefundState, TradeState } from "../provider.ts";
import { succeed } from "../refundEnds.ts";
import { applyPayment } from "../settle.ts";

type About = { readonly subject: string; readonly nowMs: number };

export async function askGateways(money: Money, about: About): Promise<GatewayAnswer[]> {
  const refund = await refundQuery(money.db, about.subject).get();
  if (refund !== undefined) return askOfRefund(money, refund, about.nowMs);
  const answers: GatewayAnswer[] = [];
  for (const provider of [money.providers.wechatpay, money.providers.alipay]) {
    if (provider !== undefined) answers.push(await askOfPayment(money, provider, about));
  }
  return answers;
}

async function askOfPayment(
  money: Money,
  provider: Provider,
  { subject, nowMs }: About,
): Promise<GatewayAnswer> {
  const { name: way } = provider;
  const answer = await provider.query({ outTradeNo: subject, nowMs });
  if (!answer.ok) return { way, said: "unanswered", amountFen: null };
  if (answer.value.kind === "paid")
    await heardPaid(money, way, { subject, nowMs, ...answer.value });
  return { way, said: answer.value.kind, amountFen: amountOf(answer.value) };
}

/** Only of a payment of ours that waits or was given up; what differs is a finding already. */
async function heardPaid(
  money: Money,
  provider: Provider["name"],
  said: About & Extract<TradeState, { kind: "paid" }>,
): Promise<void> {
  const { subject: paymentId, nowMs, tradeNo, amountFen, paidAtMs } = said;
  const found = await findPayment(money.db, paymentId);
  if (found === null || found.payment.state === "paid") return;
  const paid = { provider, paymentId, tradeNo, amountFen, paidAtMs };
  await applyPayment(money, paid, { event: null, nowMs });
}

async function askOfRefund(
  money: Money,
  refund: RefundRow,
  nowMs: number,
): Promise<GatewayAnswer[]> {
  const { provider: way, paymentId: outTradeNo, refundId: outRefundNo } = refund;
  const answer = await money.providers[way]?.queryRefund({ outTradeNo, outRefundNo, nowMs });
  if (answer?.ok !== true) return [{ way, said: "unanswered", amountFen: null }];
  const state = answer.value;
  if (state.kind === "succeeded" && refund.state !== "succeeded") {
    await succeed(money, refund, { ...state, event: null, nowMs });
  }
  return [{ way, said: state.kind, amountFen: amountOf(state) }];
}

const amountOf = (state: TradeState | RefundState): number | null =>
  "amountFen" in state ? state.amountFen : null;
