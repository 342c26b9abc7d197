import { afterEach, describe, expect, test, vi } from "vitest";
import { alipay } from "../../../worker/payments/alipay/alipay.ts";
import {
  anAlipayConfig,
  anAlipayGateway,
  anAnswer,
  done,
  failed,
  nowMs,
  stranger,
  type SeenCall,
} from "./support/alipay.ts";
import { serveFetchWith, silent } from "./support/gateways.ts";

afterEach(() => vi.restoreAllMocks());

const provider = alipay(anAlipayConfig());
const outTradeNo = "ZH202610010001";

function served(...answers: string[]): SeenCall[] {
  const seen: SeenCall[] = [];
  serveFetchWith(anAlipayGateway(answers, seen));
  return seen;
}

const query = () => provider.query({ outTradeNo, nowMs });

const login = () => provider.login({ code: "the-code", nowMs });

describe("an Alipay answer that cannot be acted on", () => {
  const node = "alipay_trade_query_response";
  const unknown = { retry: "sameNumbers", applied: "unknown" };
  const refusal = { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-app-id" };
  const genuine = anAnswer(node, failed("ACQ.TRADE_NOT_EXIST"));

  test("is a signed refusal of the gateway itself", async () => {
    served(anAnswer("error_response", refusal));
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "gateway_refused", applied: "no", gatewayCode: "isv.invalid-app-id" },
    });
  });

  test.each([
    ["signed by a stranger", anAnswer(node, failed("ACQ.TRADE_NOT_EXIST"), stranger.privateKey)],
    ["altered", genuine.replace("TRADE_NOT_EXIST", "TRADE_HAS_CLOSE")],
    ["not signed", JSON.stringify({ [node]: failed("ACQ.TRADE_NOT_EXIST") })],
    ["an unsigned refusal", JSON.stringify({ error_response: refusal })],
    [
      "another text than the signed one",
      `{"a":"${node}","b":${genuine.slice(node.length + 4, -1)},"${node}":{"code":"10000"}}`,
    ],
  ])("is refused when it is %s", async (_, answer) => {
    served(answer);
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_signature", ...unknown },
    });
  });

  test.each([
    [
      "the whole gateway's",
      anAnswer("error_response", {
        code: "20000",
        msg: "Service Currently Unavailable",
        sub_code: "isp.unknow-error",
      }),
    ],
    ["the cashier's", anAnswer(node, failed("ACQ.SYSTEM_ERROR"))],
  ])("is %s trouble", async (_, answer) => {
    served(answer);
    expect(await query()).toMatchObject({ ok: false, error: { code: "gateway_busy", ...unknown } });
  });

  test.each([
    ["no JSON", "<html></html>"],
    ["no answer to this call", anAnswer("alipay_trade_close_response", done)],
  ])("is %s", async (_, answer) => {
    served(answer);
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_answer", ...unknown },
    });
  });

  test.each([
    [503, "gateway_busy"],
    [404, "bad_gateway_answer"],
    [302, "bad_gateway_answer"],
  ])("comes with HTTP status %i", async (status, code) => {
    serveFetchWith(() => new Response("…", { status }));
    expect(await query()).toMatchObject({ ok: false, error: { code, ...unknown } });
  });

  test("is not waited for beyond the time-out", async () => {
    serveFetchWith(silent);
    expect(await alipay(anAlipayConfig(), 5).query({ outTradeNo, nowMs })).toMatchObject({
      ok: false,
      error: { code: "gateway_timeout", ...unknown },
    });
  });

  test("is told from a gateway that cannot be reached", async () => {
    serveFetchWith(() => Promise.reject(new TypeError("connection refused")));
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "gateway_unreachable", ...unknown },
    });
  });
});

describe("Alipay login", () => {
  const node = "alipay_system_oauth_token_response";
  const token = { access_token: "kuaijieB1f4", expires_in: 3600, refresh_token: "kuaijieB2a8" };

  test.each([
    [
      "an open id",
      { open_id: "074a1Cc", union_id: "uUser" },
      { openId: "074a1Cc", unionId: "uUser" },
    ],
    ["a user id", { user_id: "2088000000000009" }, { openId: "2088000000000009", unionId: null }],
  ])("exchanges the code for %s", async (_, identity, value) => {
    const seen = served(anAnswer(node, { ...token, ...identity }));
    expect(await login()).toEqual({ ok: true, value });
    expect(seen).toMatchObject([
      {
        method: "alipay.system.oauth.token",
        parameters: { grant_type: "authorization_code", code: "the-code" },
      },
    ]);
  });

  test.each([
    ["isv.code-invalid", "login_code_refused"],
    ["isv.invalid-app-id", "login_unavailable"],
  ])("with %s is %s", async (subCode, code) => {
    served(
      anAnswer("error_response", { code: "40002", msg: "Invalid Arguments", sub_code: subCode }),
    );
    expect(await login()).toMatchObject({ ok: false, error: { code, retry: "newCode" } });
  });

  test("without an identity is of no use", async () => {
    served(anAnswer(node, token));
    expect(await login()).toMatchObject({ ok: false, error: { code: "login_unavailable" } });
  });
});

test("alipay-sdk logs nothing, since its log would hold signed requests", async () => {
  const logs = [vi.spyOn(console, "log"), vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
  const written = vi.spyOn(process.stderr, "write");
  served(anAnswer("alipay_trade_close_response", done));
  await provider.close({ outTradeNo, nowMs });
  for (const log of [...logs, written]) expect(log).not.toHaveBeenCalled();
});
