/** Mounts Alipay's one address: check the parameters, act, sign the raw text of the node. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import { alipayTime } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import type { RawRequest } from "../http.ts";
import type { Trade } from "../model.ts";
import { messagePage } from "../pages/messagePage.ts";
import { languageOf, textsOf } from "../pages/texts.ts";
import { type AlipayAnswer, alipayError, type AlipayErrorName, alipayErrors } from "./errors.ts";
import { alipayMethods, wapPay } from "./methods.ts";
import {
  type AlipayParameters,
  platformSignature,
  signedText,
  verifyParameters,
} from "./signature.ts";

type Env = { Bindings: RawRequest };

/** Parameters come in the address, in the form, or half and half, as alipay-sdk sends them. */
function parametersOf(context: Context<Env>): AlipayParameters {
  const parameters: Record<string, string> = {};
  const form = new URLSearchParams(context.req.method === "POST" ? context.env.body : "");
  for (const [name, value] of [...new URL(context.req.url).searchParams, ...form]) {
    parameters[name] = value;
  }
  return parameters;
}

function signedAnswer(gateway: Gateway, method: string, answer: AlipayAnswer): Response {
  const name = answer.node === "error" ? "error" : method.replaceAll(".", "_");
  const node = JSON.stringify(answer.content);
  const sign = platformSignature(gateway, node);
  return new Response(`{"${name}_response":${node},"sign":"${sign}"}`, {
    headers: {
      "Content-Type": "text/html;charset=utf-8",
      trace_id: randomUUID().replaceAll("-", ""),
    },
  });
}

function recordRefusal(gateway: Gateway, context: Context<Env>, name: AlipayErrorName): void {
  const id = randomUUID();
  gateway.store.refusals.put(id, {
    id,
    provider: "alipay",
    atMs: gateway.now(),
    method: context.req.method,
    path: context.env.target,
    code: alipayErrors[name].sub_code,
    message: alipayErrors[name].sub_msg,
  });
}

function openCashier(gateway: Gateway, context: Context<Env>, parameters: AlipayParameters) {
  const verified = verifyParameters(gateway, parameters);
  if (!verified.ok) recordRefusal(gateway, context, verified.error);
  const trade = verified.ok ? wapPay(gateway, parameters) : verified.error;
  if (typeof trade !== "string") {
    return context.redirect(`/_cashier?prepay_id=${encodeURIComponent(trade.prepayId)}`);
  }
  const language = languageOf(context.req.raw);
  return context.html(
    messagePage({
      language,
      provider: "alipay",
      title: textsOf(language).requestRefused,
      message: `${alipayErrors[trade].sub_code} ${alipayErrors[trade].sub_msg}`,
    }),
    400,
  );
}

/** A method's name goes into the answer as it came, so it must look like one. */
const METHOD_NAME = /^[a-z][a-z.]{0,99}$/;

export function alipayRoutes(gateway: Gateway): Hono<Env> {
  const app = new Hono<Env>();
  app.on(["GET", "POST"], "/gateway.do", (context) => {
    const parameters = parametersOf(context);
    const method = parameters["method"] ?? "";
    if (method === "alipay.trade.wap.pay") return openCashier(gateway, context, parameters);
    const answerName = METHOD_NAME.test(method) ? method : "error";
    const verified = verifyParameters(gateway, parameters);
    if (!verified.ok) {
      recordRefusal(gateway, context, verified.error);
      return signedAnswer(gateway, answerName, alipayError(verified.error));
    }
    const act = alipayMethods.get(method);
    const answer = act ? act(gateway, parameters) : alipayError("methodInvalid");
    return signedAnswer(gateway, answerName, answer);
  });
  return app;
}

/** Where the browser goes after paying: return_url with the signed outcome. */
export function signedReturnUrl(gateway: Gateway, trade: Trade, totalAmount: string): string {
  const { appId, sellerId } = gateway.keys.alipay;
  const parameters = {
    charset: "utf-8",
    out_trade_no: trade.outTradeNo,
    method: "alipay.trade.wap.pay.return",
    total_amount: totalAmount,
    trade_no: trade.tradeNo,
    auth_app_id: appId,
    version: "1.0",
    app_id: appId,
    seller_id: sellerId,
    timestamp: alipayTime(gateway.now()),
  };
  const sign = platformSignature(gateway, signedText(parameters, ["sign", "sign_type"]));
  const url = new URL(trade.returnUrl ?? gateway.url());
  for (const [name, value] of Object.entries({ ...parameters, sign, sign_type: "RSA2" })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
