// Binding a phone number by WeChat's code or Alipay's encrypted answer; stored so that nobody reads it.
import { createCipheriv, createSign, generateKeyPairSync } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as contract from "../../../core/contract/account.ts";
import { getMe } from "../../../core/contract/drivers.ts";
import { drivers } from "../../../worker/db/tables/drivers.ts";
import { aDriver } from "../../support/builders.ts";
import { ask, asDriver, db, env, migrate } from "../http/support.ts";
import { alipayVariables } from "../payments/support/alipay.ts";
import { serveFetchWith } from "../payments/support/gateways.ts";
import { wechatVariables } from "../payments/support/wechat.ts";

beforeAll(migrate);
afterEach(() => vi.restoreAllMocks());

async function someone() {
  const { driverId } = await aDriver(db);
  const headers = await asDriver(driverId);
  const shown = async () => (await ask(getMe, {}, headers)).output().phone;
  return { driverId, headers, shown };
}

/** WeChat's two calls, under a secret of its own so that no other test's token is kept for it. */
function wechatWith(secret: string, answers: readonly object[]) {
  const changed = { ...env, ...wechatVariables, WECHAT_APP_SECRET: secret };
  const left = [...answers];
  const seen: { readonly path: string; readonly token: string | null; readonly body: unknown }[] =
    [];
  serveFetchWith(async (request) => {
    const url = new URL(request.url);
    seen.push({
      path: url.pathname,
      token: url.searchParams.get("access_token"),
      body: await request.json(),
    });
    return Response.json(left.shift() ?? { errcode: -1 });
  });
  return { changed, seen };
}

const aToken = (token: string) => ({ access_token: token, expires_in: 7_200 });
const aNumber = {
  errcode: 0,
  errmsg: "ok",
  phone_info: {
    phoneNumber: "13800138000",
    purePhoneNumber: "13800138000",
    countryCode: "86",
    watermark: { appid: wechatVariables.WECHATPAY_APP_ID, timestamp: 1 },
  },
};

describe("WeChat's number", () => {
  test("is fetched by the code with a token that is kept, stored sealed and shown masked", async () => {
    const anna = await someone();
    const { changed, seen } = wechatWith("secret-1", [aToken("t1"), aNumber, aNumber]);
    const bind = () =>
      ask(contract.bindPhoneWithWechat, { code: "the-code" }, anna.headers, changed);
    expect((await bind()).output()).toEqual({ phone: "138****8000" });
    expect((await bind()).status).toBe(200);
    expect(seen).toEqual([
      {
        path: "/cgi-bin/stable_token",
        token: null,
        body: {
          grant_type: "client_credential",
          appid: wechatVariables.WECHATPAY_APP_ID,
          secret: "secret-1",
          force_refresh: false,
        },
      },
      { path: "/wxa/business/getuserphonenumber", token: "t1", body: { code: "the-code" } },
      { path: "/wxa/business/getuserphonenumber", token: "t1", body: { code: "the-code" } },
    ]);
    expect(await anna.shown()).toBe("138****8000");
    const row = await db.select().from(drivers).where(eq(drivers.driverId, anna.driverId)).get();
    expect(JSON.stringify(row)).not.toContain("8000");
    await ask(contract.removePhone, {}, anna.headers);
    expect((await ask(contract.removePhone, {}, anna.headers)).output()).toEqual({ phone: null });
    expect(await anna.shown()).toBeNull();
  });

  test("is asked for with a fresh token when the kept one has been replaced", async () => {
    const anna = await someone();
    const { changed, seen } = wechatWith("secret-2", [
      aToken("old"),
      { errcode: 40001 },
      aToken("new"),
      aNumber,
    ]);
    const answer = await ask(
      contract.bindPhoneWithWechat,
      { code: "the-code" },
      anna.headers,
      changed,
    );
    expect(answer.status).toBe(200);
    expect(seen.map(({ token }) => token)).toEqual([null, "old", null, "new"]);
  });

  test.each([
    [40029, 400, "phone_code_invalid"],
    [40163, 400, "phone_code_invalid"],
    [-1, 503, "phone_unavailable"],
  ])("with errcode %i is refused", async (errcode, status, code) => {
    const anna = await someone();
    const { changed } = wechatWith(`secret-${errcode}`, [aToken("t"), { errcode }]);
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const answer = await ask(
      contract.bindPhoneWithWechat,
      { code: "the-code" },
      anna.headers,
      changed,
    );
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(JSON.stringify(logged.mock.calls)).not.toMatch(/the-code|secret-/);
    expect(await anna.shown()).toBeNull();
  });

  test("of another mini-program is not taken", async () => {
    const anna = await someone();
    vi.spyOn(console, "error").mockImplementation(() => {});
    const watermark = { appid: "wx-other", timestamp: 1 };
    const other = { ...aNumber, phone_info: { ...aNumber.phone_info, watermark } };
    const { changed } = wechatWith("secret-3", [aToken("t"), other]);
    const answer = await ask(contract.bindPhoneWithWechat, { code: "c" }, anna.headers, changed);
    expect(answer.code).toBe("phone_unavailable");
  });
});

const aesKey = Buffer.alloc(16, 3);
const pair = generateKeyPairSync("rsa", {
  modulusLength: 2_048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const withAlipay = {
  ...env,
  ...alipayVariables,
  ALIPAY_PUBLIC_KEY: pair.publicKey,
  ALIPAY_AES_KEY: aesKey.toString("base64"),
};

/** As Alipay's documents say of an encrypted and signed answer. */
function anAnswer(content: object, key = aesKey) {
  const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16));
  const response =
    cipher.update(JSON.stringify(content), "utf8", "base64") + cipher.final("base64");
  const sign = createSign("RSA-SHA256").update(`"${response}"`).sign(pair.privateKey, "base64");
  return { response, sign };
}

async function bind(input: object, changed: object = withAlipay) {
  const anna = await someone();
  const answer = await ask(contract.bindPhoneWithAlipay, { ...input }, anna.headers, changed);
  return { answer, shown: await anna.shown() };
}

describe("Alipay's number", () => {
  const mobile = { code: "10000", msg: "Success", mobile: "13900139000" };
  test("is verified, decrypted, and shown masked", async () => {
    const { answer, shown } = await bind(anAnswer(mobile));
    expect([answer.status, shown]).toEqual([200, "139****9000"]);
  });

  test("is refused when it is forged, of another key, or says no", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const genuine = anAnswer(mobile);
    const other = anAnswer({ ...mobile, mobile: "13700137000" });
    const wrong = [
      { ...genuine, sign: other.sign },
      { ...genuine, response: other.response },
      anAnswer(mobile, Buffer.alloc(16, 4)),
      anAnswer({ code: "40003", msg: "Insufficient Permissions" }),
      { response: "…", sign: "…" },
    ];
    for (const input of wrong) {
      const { answer, shown } = await bind(input);
      expect([answer.status, answer.code, shown]).toEqual([400, "phone_code_invalid", null]);
    }
  });

  test("is not read where no key is set", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { answer } = await bind(anAnswer(mobile), { ...withAlipay, ALIPAY_AES_KEY: "" });
    expect(answer.code).toBe("phone_unavailable");
  });
});

describe("a made-up number", () => {
  test("is bound in development, and nowhere else", async () => {
    const anna = await someone();
    const input = { phone: "13612345678" };
    const live = { ENVIRONMENT: "production" } as const;
    const refused = await ask(contract.bindPhoneAsDemo, input, anna.headers, live);
    expect(refused.code).toBe("phone_unavailable");
    expect((await ask(contract.bindPhoneAsDemo, input, anna.headers)).output()).toEqual({
      phone: "136****5678",
    });
  });

  test("is kept by nobody where no key is set, nor for others to read", async () => {
    const anna = await someone();
    const ben = await someone();
    const input = { phone: "13612345678" };
    const without = await ask(contract.bindPhoneAsDemo, input, anna.headers, {
      PERSONAL_DATA_KEYS: "",
    });
    expect(without.code).toBe("phone_unavailable");
    await ask(contract.bindPhoneAsDemo, input, anna.headers);
    const row = await db.select().from(drivers).where(eq(drivers.driverId, anna.driverId)).get();
    await db
      .update(drivers)
      .set({ phoneSealed: row?.phoneSealed ?? null })
      .where(eq(drivers.driverId, ben.driverId));
    expect(await ben.shown()).toBeNull();
  });
});
