/** Mounts WeChat Pay APIv3 and the mini-program login: check the request, act, sign the answer. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import type { Gateway } from "../gateway.ts";
import type { RawRequest } from "../http.ts";
import { type WechatAnswer, wechatError, type WechatErrorName } from "./errors.ts";
import { codeToSession } from "./login.ts";
import {
  closeOrder,
  createRefund,
  h5Prepay,
  jsapiPrepay,
  platformCertificates,
  queryRefund,
  queryTrade,
} from "./pay.ts";
import { stableToken, userPhoneNumber } from "./phone.ts";
import {
  knowsPlatformKey,
  platformHeaders,
  signatureDetail,
  verifyRequest,
  type SignedRequest,
} from "./signature.ts";

type Env = { Bindings: RawRequest };
type Call = { context: Context<Env>; body: unknown };

export function signedAnswer(gateway: Gateway, answer: WechatAnswer, keyId?: string): Response {
  const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
  const known = keyId !== undefined && knowsPlatformKey(gateway, keyId) ? keyId : undefined;
  return new Response(answer.status === 204 ? null : body, {
    status: answer.status,
    headers: {
      ...(body === "" ? {} : { "Content-Type": "application/json; charset=utf-8" }),
      "Cache-Control": "no-cache, must-revalidate",
      ...platformHeaders(gateway, body, { atMs: gateway.now(), keyId: known }),
    },
  });
}

/** The headers the platform's rules ask of every request. */
function headerFault(gateway: Gateway, context: Context<Env>): WechatErrorName | undefined {
  const accept = context.req.header("accept") ?? "";
  const contentType = context.req.header("content-type") ?? "";
  const serial = context.req.header("wechatpay-serial");
  if (!context.req.header("user-agent")) return "userAgentMissing";
  if (!/application\/json|\*\/\*/.test(accept)) return "acceptMissing";
  if (context.env.body !== "" && !contentType.startsWith("application/json")) {
    return "contentTypeWrong";
  }
  if (serial !== undefined && !knowsPlatformKey(gateway, serial)) return "platformSerialUnknown";
  return undefined;
}

function recordRefusal(gateway: Gateway, request: SignedRequest, name: WechatErrorName): void {
  const { code, message } = wechatError(name).body ?? {};
  const id = randomUUID();
  gateway.store.refusals.put(id, {
    id,
    provider: "wechatpay",
    atMs: gateway.now(),
    method: request.method,
    path: request.target,
    code: String(code),
    message: String(message),
  });
}

function checked(gateway: Gateway, act: (call: Call) => WechatAnswer) {
  return (context: Context<Env>): Response => {
    const keyId = context.req.header("wechatpay-serial");
    const answer = (value: WechatAnswer) => signedAnswer(gateway, value, keyId);
    const fault = headerFault(gateway, context);
    if (fault) return answer(wechatError(fault));
    const request: SignedRequest = {
      method: context.req.method,
      target: context.env.target,
      authorization: context.req.header("authorization"),
      body: context.env.body,
    };
    const verified = verifyRequest(gateway, request);
    if (!verified.ok) {
      recordRefusal(gateway, request, verified.error);
      const detail = verified.error === "signatureWrong" ? signatureDetail(request) : undefined;
      return answer(wechatError(verified.error, detail));
    }
    const body = parsedJson(request.body);
    return answer(body.ok ? act({ context, body: body.value }) : wechatError("paramError"));
  };
}

function parsedJson(text: string): { ok: true; value: unknown } | { ok: false } {
  if (text === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

const param = ({ context }: Call, name: string) => context.req.param(name) ?? "";

export function wechatRoutes(gateway: Gateway): Hono<Env> {
  const app = new Hono<Env>();
  const on = (act: (call: Call) => WechatAnswer) => checked(gateway, act);
  app.post(
    "/v3/pay/transactions/jsapi",
    on(({ body }) => jsapiPrepay(gateway, body)),
  );
  app.post(
    "/v3/pay/transactions/h5",
    on(({ body }) => h5Prepay(gateway, body)),
  );
  app.get(
    "/v3/pay/transactions/id/:id",
    on((call) =>
      queryTrade(gateway, { tradeNo: param(call, "id") }, call.context.req.query("mchid")),
    ),
  );
  app.get(
    "/v3/pay/transactions/out-trade-no/:no",
    on((call) =>
      queryTrade(gateway, { outTradeNo: param(call, "no") }, call.context.req.query("mchid")),
    ),
  );
  app.post(
    "/v3/pay/transactions/out-trade-no/:no/close",
    on((call) => closeOrder(gateway, param(call, "no"), call.body)),
  );
  app.post(
    "/v3/refund/domestic/refunds",
    on(({ body }) => createRefund(gateway, body)),
  );
  app.get(
    "/v3/refund/domestic/refunds/:no",
    on((call) => queryRefund(gateway, param(call, "no"))),
  );
  app.get(
    "/v3/certificates",
    on(() => platformCertificates(gateway)),
  );
  app.all(
    "/v3/*",
    on(() => wechatError("pathUnknown")),
  );
  // The login API answers JSON as text/plain, and errors with status 200.
  app.get("/sns/jscode2session", (context) =>
    context.text(JSON.stringify(codeToSession(gateway, (name) => context.req.query(name)))),
  );
  const jsonIn = (context: Context<Env>): unknown => {
    const body = parsedJson(context.env.body);
    return body.ok ? body.value : undefined;
  };
  app.post("/cgi-bin/stable_token", (context) =>
    context.json(stableToken(gateway, jsonIn(context))),
  );
  app.post("/wxa/business/getuserphonenumber", (context) =>
    context.json(userPhoneNumber(gateway, context.req.query("access_token"), jsonIn(context))),
  );
  return app;
}
