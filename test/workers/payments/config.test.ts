import { createPrivateKey, createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { paymentConfigOf } from "../../../worker/payments/config.ts";
import { providersOf } from "../../../worker/payments/providers.ts";
import { alipayVariables } from "./support/alipay.ts";
import { wechatVariables } from "./support/wechat.ts";

const both = { ...wechatVariables, ...alipayVariables };

describe("the payment configuration", () => {
  test("gives both providers when all is set, made once per environment", () => {
    const providers = providersOf(both);
    expect(providers.wechatpay?.name).toBe("wechatpay");
    expect(providers.alipay?.name).toBe("alipay");
    expect(providers.problems).toEqual([]);
    expect(providersOf(both)).toBe(providers);
  });

  test("gives no provider, and no problem, when none of its variables is set", () => {
    expect(providersOf({ PUBLIC_ORIGIN: "https://charging.example.com", DB: {} })).toEqual({
      problems: [],
    });
  });

  test("takes the real gateways when no address is set, and the webhooks' fixed addresses", () => {
    const { wechatpay, alipay } = paymentConfigOf({
      ...both,
      PUBLIC_ORIGIN: "https://charging.example.com/",
      WECHATPAY_BASE_URL: "",
      WECHAT_LOGIN_BASE_URL: "",
      ALIPAY_GATEWAY_URL: "",
    });
    expect(wechatpay).toMatchObject({
      config: {
        baseUrl: "https://api.mch.weixin.qq.com",
        loginBaseUrl: "https://api.weixin.qq.com",
        notifyUrl: "https://charging.example.com/webhooks/wechatpay",
      },
    });
    expect(alipay).toMatchObject({
      config: {
        gatewayUrl: "https://openapi.alipay.com/gateway.do",
        notifyUrl: "https://charging.example.com/webhooks/alipay",
      },
    });
  });

  const required = Object.keys(both).filter(
    (name) => !name.endsWith("_URL") && name !== "WECHATPAY_PUBLIC_KEY_ID",
  );
  test.each(required)("names %s when it alone is missing, and leaves its provider out", (name) => {
    const providers = providersOf({ ...both, [name]: undefined });
    expect(providers.problems).toContain(`${name} is missing`);
    const owner = name.startsWith("ALIPAY") ? "alipay" : "wechatpay";
    expect(providers[owner]).toBeUndefined();
  });

  test.each([
    ["WECHATPAY_API_V3_KEY", "too-short-secret"],
    ["WECHATPAY_MERCHANT_PRIVATE_KEY", "not-a-key-secret"],
    ["WECHATPAY_PLATFORM_KEYS", '{"A":"not-a-key-secret"}'],
    ["WECHATPAY_PLATFORM_KEYS", "{}"],
    ["WECHATPAY_PUBLIC_KEY_ID", "PUB_KEY_ID_another"],
    ["WECHATPAY_BASE_URL", "http://wechat.test"],
    ["ALIPAY_APP_PRIVATE_KEY", "not-a-key-secret"],
    ["ALIPAY_PUBLIC_KEY", "not-a-key-secret"],
    ["ALIPAY_GATEWAY_URL", "ftp://alipay.test"],
  ])("names %s when it is wrong, without repeating it", (name, value) => {
    const { problems } = providersOf({ ...both, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    expect(problems[0]).not.toContain(value);
  });

  test("lets a gateway on this machine do without TLS", () => {
    const env = { ...both, WECHATPAY_BASE_URL: "http://127.0.0.1:9000/wechat/" };
    expect(paymentConfigOf(env).wechatpay).toMatchObject({
      config: { baseUrl: "http://127.0.0.1:9000/wechat" },
    });
  });

  test("reads keys as the gateways' tools write them: bare, escaped, PKCS#1 or PKCS#8", () => {
    const privateKey = createPrivateKey(alipayVariables.ALIPAY_APP_PRIVATE_KEY);
    const publicKey = createPublicKey(alipayVariables.ALIPAY_PUBLIC_KEY);
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const bareKeys = [
      privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
      privateKey.export({ type: "pkcs1", format: "der" }).toString("base64"),
      pkcs8,
      pkcs8.replaceAll("\n", "\\n"),
    ];
    for (const key of bareKeys) {
      const setup = paymentConfigOf({
        ...alipayVariables,
        ALIPAY_APP_PRIVATE_KEY: key,
        ALIPAY_PUBLIC_KEY: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
      }).alipay;
      if (setup.kind !== "ready") throw new Error(setup.kind);
      expect(setup.config.appPrivateKey.export({ type: "pkcs8", format: "pem" })).toBe(pkcs8);
    }
  });
});
