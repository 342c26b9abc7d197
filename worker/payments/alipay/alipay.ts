// Alipay behind the port.
import type { AlipayConfig } from "../config.ts";
import { callTimeoutMs } from "../limits.ts";
import type { Provider } from "../provider.ts";
import { statusOf } from "../rejection.ts";
import type { Wire } from "./call.ts";
import { alipayLogin } from "./login.ts";
import { readAlipayNotification } from "./notification.ts";
import { alipayPhone } from "./phone.ts";
import { alipayPrepay } from "./prepay.ts";
import { alipayQueryRefund, alipayRefund } from "./refund.ts";
import { sdkOf } from "./strictSdk.ts";
import { alipayClose, alipayQuery } from "./trade.ts";

export function alipay(config: AlipayConfig, timeoutMs: number = callTimeoutMs): Provider {
  const wire: Wire = { config, sdk: sdkOf(config, timeoutMs) };
  return {
    name: "alipay",
    prepay: (input) => alipayPrepay(wire, input),
    query: (input) => alipayQuery(wire, input),
    close: (input) => alipayClose(wire, input),
    refund: (input) => alipayRefund(wire, input),
    queryRefund: (input) => alipayQueryRefund(wire, input),
    readNotification: (input) => Promise.resolve(readAlipayNotification(wire, input)),
    acknowledge: () => new Response("success"),
    reject: (code) => new Response("fail", { status: statusOf[code] }),
    login: (input) => alipayLogin(wire, input),
    phone: (input) => Promise.resolve(alipayPhone(wire, input)),
  };
}
