// Opens a payment: JSAPI for the mini-program, H5 for a phone's browser.
import { ok, unreachable, type Result } from "../../../core/result.ts";
import { jsonOf, readAnswer } from "../answer.ts";
import { beijingRfc3339 } from "../beijingTime.ts";
import { maxWechatDescriptionChars } from "../limits.ts";
import type { PayParameters, PrepayInput, ProviderRefusal } from "../provider.ts";
import { clip } from "../refusals.ts";
import { callWechatPay, newNonce, successOnly, type Wire } from "./call.ts";
import { signLines } from "./signature.ts";
import { h5Answer, prepayAnswer } from "./wire.ts";

type Prepaid = Result<PayParameters, ProviderRefusal>;

export async function wechatPrepay(wire: Wire, input: PrepayInput): Promise<Prepaid> {
  const order = {
    appid: wire.config.appId,
    mchid: wire.config.merchantId,
    description: clip(input.description, maxWechatDescriptionChars),
    out_trade_no: input.outTradeNo,
    time_expire: beijingRfc3339(input.expiresAtMs),
    notify_url: wire.config.notifyUrl,
    amount: { total: input.amountFen, currency: "CNY" },
  };
  const { scene, nowMs } = input;
  switch (scene.kind) {
    case "miniProgram": {
      const body = { ...order, payer: { openid: scene.openId } };
      const path = "/v3/pay/transactions/jsapi";
      const answered = successOnly(
        await callWechatPay(wire, { method: "POST", path, body, nowMs }),
      );
      return answered.ok ? jsapiParameters(wire, answered.value, nowMs) : answered;
    }
    case "browser": {
      const sceneInfo = { payer_client_ip: scene.clientIp, h5_info: { type: "Wap" } };
      const body = { ...order, scene_info: sceneInfo };
      const path = "/v3/pay/transactions/h5";
      const answered = successOnly(
        await callWechatPay(wire, { method: "POST", path, body, nowMs }),
      );
      return answered.ok ? h5Parameters(answered.value, scene.returnUrl) : answered;
    }
    default:
      return unreachable(scene);
  }
}

/** What `wx.requestPayment` takes, signed over app, time, nonce and package. */
function jsapiParameters({ config }: Wire, body: string, nowMs: number): Prepaid {
  const answer = readAnswer(prepayAnswer, jsonOf(body));
  if (!answer.ok) return answer;
  const timeStamp = String(Math.floor(nowMs / 1000));
  const nonceStr = newNonce();
  const packed = `prepay_id=${answer.value.prepay_id}`;
  const paySign = signLines(config.merchantPrivateKey, [config.appId, timeStamp, nonceStr, packed]);
  return ok({
    kind: "wechatJsapi",
    timeStamp,
    nonceStr,
    package: packed,
    signType: "RSA",
    paySign,
  });
}

function h5Parameters(body: string, returnUrl: string): Prepaid {
  const answer = readAnswer(h5Answer, jsonOf(body));
  if (!answer.ok) return answer;
  const url = new URL(answer.value.h5_url);
  url.searchParams.set("redirect_url", returnUrl);
  return ok({ kind: "redirect", url: url.toString() });
}
