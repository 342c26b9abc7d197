// Opens a payment at its gateway, in the surroundings that its driver is in.
import type { PayParameters } from "../../core/contract/orders.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { PaymentRow } from "../db/payments.ts";
import { logError } from "../http/errors.ts";
import type { Money } from "./money.ts";
import type { ProviderName, Scene } from "./provider.ts";

/** Where the driver is, as his request says. */
export type PayScene = {
  readonly scene: "miniProgram" | "browser";
  readonly returnPath?: string | undefined;
  readonly clientIp: string;
};

export type PayRefusal =
  | { readonly code: "payment_way_unavailable" }
  | { readonly code: "payment_gateway_failed" };

type Identities = readonly { readonly provider: string; readonly subject: string }[];

/** A mini-program pays with the identity that its own platform gave. */
const identityFor = { wechatpay: "wechat", alipay: "alipay" } as const;

export function sceneOf(
  money: Money,
  given: PayScene & { readonly way: ProviderName; readonly identities: Identities },
): Result<Scene, PayRefusal> {
  if (money.providers[given.way] === undefined) return err({ code: "payment_way_unavailable" });
  if (given.scene === "browser") {
    const returnUrl = `${money.publicOrigin}${given.returnPath ?? "/app/"}`;
    return ok({ kind: "browser", clientIp: given.clientIp, returnUrl });
  }
  const own = given.identities.find(({ provider }) => provider === identityFor[given.way]);
  if (own === undefined) return err({ code: "payment_way_unavailable" });
  return ok({ kind: "miniProgram", openId: own.subject });
}

/** The same payment may be opened again: the gateways apply its number once. */
export async function payFor(
  money: Money,
  payment: PaymentRow,
  open: { readonly scene: Scene; readonly description: string; readonly nowMs: number },
): Promise<Result<PayParameters, PayRefusal>> {
  const provider = money.providers[payment.provider];
  if (provider === undefined) return err({ code: "payment_way_unavailable" });
  const { paymentId: outTradeNo, amountFen, expiresAtMs } = payment;
  const opened = await provider.prepay({ ...open, outTradeNo, amountFen, expiresAtMs });
  if (opened.ok) return ok(opened.value);
  const { code, evidence } = opened.error;
  logError("payment not opened", new Error(`${code}: ${evidence}`), { paymentId: outTradeNo });
  return err({ code: "payment_gateway_failed" });
}
