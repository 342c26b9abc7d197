// Both ways to a phone number, read by the platforms' documents and by nothing of this gateway.
import { createDecipheriv, createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GatewayVars } from "./keys.ts";
import { startGateway, type RunningGateway } from "./server.ts";

let gateway: RunningGateway;
let vars: GatewayVars;

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
  vars = gateway.vars({ publicOrigin: "http://127.0.0.1:9" });
});
afterAll(() => gateway.close());

async function post(path: string, body: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${gateway.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return Object(await response.json());
}

const askToken = (changed: object = {}) =>
  post("/cgi-bin/stable_token", {
    grant_type: "client_credential",
    appid: vars.WECHATPAY_APP_ID,
    secret: vars.WECHAT_APP_SECRET,
    ...changed,
  });

const askNumber = (token: unknown, code: string) =>
  post(`/wxa/business/getuserphonenumber?access_token=${String(token)}`, { code });

describe("WeChat's phone number", () => {
  it("is given for a code with a token, the same to everybody who asks for it", async () => {
    const { access_token: token, expires_in: seconds } = await askToken();
    expect((await askToken())["access_token"]).toBe(token);
    expect(Number(seconds)).toBeGreaterThan(0);
    const first = await askNumber(token, "once-alice-phone");
    expect(first).toMatchObject({
      errcode: 0,
      phone_info: { countryCode: "86", watermark: { appid: vars.WECHATPAY_APP_ID } },
    });
    const { purePhoneNumber } = Object(first["phone_info"]);
    expect(purePhoneNumber).toMatch(/^1990000\d{4}$/);
    const again = Object((await askNumber(token, "demo-alice"))["phone_info"]);
    expect(again.purePhoneNumber).toBe(purePhoneNumber);
  });

  it("is refused with another secret or token, and for a code used or unknown", async () => {
    expect(await askToken({ secret: "other" })).toMatchObject({ errcode: 40125 });
    expect(await askToken({ appid: "other" })).toMatchObject({ errcode: 40013 });
    expect(await askNumber("other", "demo-alice")).toMatchObject({ errcode: 40001 });
    const { access_token: token } = await askToken();
    expect(await askNumber(token, "nobody")).toMatchObject({ errcode: 40029 });
    await askNumber(token, "once-bob-1");
    expect(await askNumber(token, "once-bob-1")).toMatchObject({ errcode: 40163 });
  });
});

describe("Alipay's phone number", () => {
  it("comes signed, and encrypted for its app", async () => {
    const answer = await post("/_control/phones/alipay/alice");
    const response = String(answer["response"]);
    const signature = Buffer.from(String(answer["sign"]), "base64");
    const key = createPublicKey(vars.ALIPAY_PUBLIC_KEY);
    expect(verify("RSA-SHA256", Buffer.from(`"${response}"`), key, signature)).toBe(true);
    const aes = Buffer.from(vars.ALIPAY_AES_KEY, "base64");
    const decipher = createDecipheriv("aes-128-cbc", aes, Buffer.alloc(16));
    const text = decipher.update(response, "base64", "utf8") + decipher.final("utf8");
    expect(JSON.parse(text)).toMatchObject({
      code: "10000",
      mobile: expect.stringMatching(/^1990000/),
    });
  });
});
