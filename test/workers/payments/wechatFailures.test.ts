import { afterEach, describe, expect, test, vi } from "vitest";
import { wechatPay } from "../../../worker/payments/wechat/wechatPay.ts";
import { serveFetchWith, silent } from "./support/gateways.ts";
import {
  aWechatConfig,
  aWechatGateway,
  byPublicKey,
  nowMs,
  stranger,
  transaction,
  wechatVariables,
} from "./support/wechat.ts";

afterEach(() => vi.restoreAllMocks());

const provider = wechatPay(aWechatConfig());
const outTradeNo = "ZH202610010001";

const served = (answer: Parameters<typeof aWechatGateway>[0]): void =>
  serveFetchWith(aWechatGateway(answer));

const unknown = { retry: "sameNumbers", applied: "unknown" };

const query = () => provider.query({ outTradeNo, nowMs });

const loginWith = (answer: () => Response): Request[] => {
  const seen: Request[] = [];
  serveFetchWith((request) => {
    seen.push(request);
    return answer();
  });
  return seen;
};

const login = () => provider.login({ code: "the-code", nowMs });

describe("a WeChat Pay answer that cannot be acted on", () => {
  test.each([
    ["signed by a stranger", { signer: { ...byPublicKey, privateKey: stranger.privateKey } }],
    ["signed under an unknown serial", { signer: { ...byPublicKey, serial: "ABC" } }],
    ["signed an hour ago", { atMs: nowMs - 3_600_000 }],
    ["not signed", { signer: null }],
  ])("is refused when it is %s", async (_, how) => {
    served({ status: 200, body: transaction, ...how });
    expect(await query()).toMatchObject({
      ok: false,
      error: { code: "bad_gateway_signature", ...unknown },
    });
  });

  test("does not pass for a refusal when nobody signed it", async () => {
    served({ status: 404, body: { code: "ORDER_NOT_EXIST", message: "" }, signer: null });
    expect(await query()).toMatchObject({ ok: false, error: { code: "bad_gateway_signature" } });
  });

  test.each([
    [500, "SYSTEM_ERROR", byPublicKey],
    [429, "FREQUENCY_LIMITED", byPublicKey],
    [502, "BAD_GATEWAY", null],
  ])("is the gateway's trouble at %i %s", async (status, code, signer) => {
    served({ status, body: { code, message: "…" }, signer });
    expect(await query()).toMatchObject({ ok: false, error: { code: "gateway_busy", ...unknown } });
  });

  test("is not waited for beyond the time-out", async () => {
    serveFetchWith(silent);
    const hasty = wechatPay(aWechatConfig(), 5);
    expect(await hasty.query({ outTradeNo, nowMs })).toMatchObject({
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

  test("is not read to the end when it is endless", async () => {
    const chunk = new Uint8Array(64 * 1024);
    serveFetchWith(
      () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })),
    );
    expect(await query()).toMatchObject({ ok: false, error: { code: "bad_gateway_answer" } });
  });
});

describe("WeChat login", () => {
  test("exchanges the code, and lets the session key go", async () => {
    const seen = loginWith(() =>
      Response.json({ openid: "oUser", session_key: "tiihtNczf5v6AKRyjwEUhQ==", unionid: "uUser" }),
    );
    expect(await login()).toEqual({ ok: true, value: { openId: "oUser", unionId: "uUser" } });
    const url = new URL(seen[0]!.url);
    expect(`${url.origin}${url.pathname}`).toBe("https://login.test/sns/jscode2session");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      appid: wechatVariables.WECHATPAY_APP_ID,
      secret: wechatVariables.WECHAT_APP_SECRET,
      js_code: "the-code",
      grant_type: "authorization_code",
    });
  });

  test.each([
    [40029, "login_code_refused"],
    [40163, "login_code_refused"],
    [-1, "login_unavailable"],
    [45011, "login_unavailable"],
    [40125, "login_unavailable"],
  ])("with errcode %i is %s", async (errcode, code) => {
    loginWith(() => Response.json({ errcode, errmsg: "invalid code, rid: 1" }));
    expect(await login()).toMatchObject({ ok: false, error: { code, retry: "newCode" } });
  });

  test("never repeats the secret or the code in what it tells of a failure", async () => {
    loginWith(() => {
      throw new Error(
        `cannot fetch https://login.test/?secret=${wechatVariables.WECHAT_APP_SECRET}`,
      );
    });
    const told = JSON.stringify(await login());
    expect(told).toContain("login_unavailable");
    expect(told).not.toContain(wechatVariables.WECHAT_APP_SECRET);
    expect(told).not.toContain("the-code");
  });
});
