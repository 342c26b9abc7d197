// Opens a payment: a trade for `my.tradePay` in the mini-program, a cashier page in a phone's browser.
import { formatYuan } from "../../../core/money/fen.ts";
import { ok, unreachable, type Result } from "../../../core/result.ts";
import { readAnswer } from "../answer.ts";
import { beijingCivil } from "../beijingTime.ts";
import { maxAlipaySubjectChars } from "../limits.ts";
import type { PayParameters, PrepayInput, ProviderRefusal, Scene } from "../provider.ts";
import { clip } from "../refusals.ts";
import { callAlipay, successOnly, timestampOf, type Wire } from "./call.ts";
import { createAnswer } from "./wire.ts";

type Prepaid = Result<PayParameters, ProviderRefusal>;
type InScene<Kind extends Scene["kind"]> = Extract<Scene, { kind: Kind }>;

/** Alipay forbids these in a subject. */
const forbiddenInSubject = /[/=&]/g;

/** A user id as accounts had before open ids; both may come out of the login. */
const userIdPattern = /^2088\d{12}$/;

export async function alipayPrepay(wire: Wire, input: PrepayInput): Promise<Prepaid> {
  const { scene } = input;
  switch (scene.kind) {
    case "miniProgram":
      return createTrade(wire, input, scene);
    case "browser":
      return cashierPage(wire, input, scene);
    default:
      return unreachable(scene);
  }
}

const orderOf = (input: PrepayInput) => ({
  out_trade_no: input.outTradeNo,
  total_amount: formatYuan(input.amountFen),
  subject: clip(input.description.replace(forbiddenInSubject, " "), maxAlipaySubjectChars),
  time_expire: beijingCivil(input.expiresAtMs),
});

async function createTrade(
  wire: Wire,
  input: PrepayInput,
  { openId }: InScene<"miniProgram">,
): Promise<Prepaid> {
  const call = {
    method: "alipay.trade.create",
    nowMs: input.nowMs,
    parameters: { notify_url: wire.config.notifyUrl },
    content: {
      ...orderOf(input),
      product_code: "JSAPI_PAY",
      op_app_id: wire.config.appId,
      ...(userIdPattern.test(openId) ? { buyer_id: openId } : { buyer_open_id: openId }),
    },
  };
  const answered = successOnly(await callAlipay(wire, call));
  if (!answered.ok) return answered;
  const trade = readAnswer(
    createAnswer,
    answered.value,
    (t) => t.out_trade_no === input.outTradeNo,
  );
  return trade.ok ? ok({ kind: "alipayTrade", tradeNo: trade.value.trade_no }) : trade;
}

/** Alipay learns of the trade only when the buyer opens this signed address. */
function cashierPage(
  { sdk, config }: Wire,
  input: PrepayInput,
  { returnUrl }: InScene<"browser">,
): Prepaid {
  const url = sdk.pageExecute("alipay.trade.wap.pay", "GET", {
    ...timestampOf(input.nowMs),
    notify_url: config.notifyUrl,
    return_url: returnUrl,
    biz_content: { ...orderOf(input), product_code: "QUICK_WAP_WAY", quit_url: returnUrl },
  });
  return ok({ kind: "redirect", url });
}
