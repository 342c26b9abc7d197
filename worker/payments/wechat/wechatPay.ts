// WeChat Pay APIv3 behind the port.
import type { WechatPayConfig } from "../config.ts";
import { callTimeoutMs } from "../limits.ts";
import type { Provider, RejectionCode } from "../provider.ts";
import { statusOf } from "../rejection.ts";
import type { Wire } from "./call.ts";
import { wechatLogin } from "./login.ts";
import { readWechatPayNotification } from "./notification.ts";
import { wechatPhone } from "./phone.ts";
import { wechatPrepay } from "./prepay.ts";
import { wechatQueryRefund, wechatRefund } from "./refund.ts";
import { wechatClose, wechatQuery } from "./trade.ts";

export function wechatPay(config: WechatPayConfig, timeoutMs: number = callTimeoutMs): Provider {
  const wire: Wire = { config, timeoutMs };
  return {
    name: "wechatpay",
    prepay: (input) => wechatPrepay(wire, input),
    query: (input) => wechatQuery(wire, input),
    close: (input) => wechatClose(wire, input),
    refund: (input) => wechatRefund(wire, input),
    queryRefund: (input) => wechatQueryRefund(wire, input),
    readNotification: (input) => Promise.resolve(readWechatPayNotification(config, input)),
    acknowledge: () => new Response(null, { status: 204 }),
    reject: (code: RejectionCode) =>
      Response.json({ code: "FAIL", message: code }, { status: statusOf[code] }),
    login: ({ code }) => wechatLogin(wire, code),
    phone: (input) => wechatPhone(wire, input),
  };
}
