import { describe, expect, test } from "vitest";
import { limits } from "../../../core/limits.ts";
import {
  makeDriverToken,
  verifyDriverToken,
  verifyRenewableToken,
} from "../../../durable-objects/auth/driverToken.ts";

const secret = "the-first-secret-0123456789-0123456789";
const older = "an-older-secret-0123456789-0123456789";
const nowMs = Date.UTC(2026, 10, 20, 2, 0, 0);
const driver = { driverId: "driver-1", identity: "wechat" } as const;
const tokenAt = async (ms: number, secrets = secret) =>
  (await makeDriverToken(driver, secrets, ms)).token;

describe("a driver's token", () => {
  test("says who he is until it expires", async () => {
    const token = await tokenAt(nowMs);
    const last = nowMs + limits.driverTokenMs.most - 1;
    expect(await verifyDriverToken(token, secret, last)).toMatchObject({ ok: true, value: driver });
    expect(await verifyDriverToken(token, secret, last + 1)).toEqual({
      ok: false,
      error: { code: "unauthorized", reason: "expired" },
    });
  });

  test("can be renewed after it has expired, but not for ever", async () => {
    const token = await tokenAt(nowMs);
    const last = nowMs + limits.driverRenewalMs.most - 1;
    expect((await verifyRenewableToken(token, secret, last)).ok).toBe(true);
    expect((await verifyRenewableToken(token, secret, last + 1)).ok).toBe(false);
  });

  test("is refused when any of its characters is another", async () => {
    const token = await tokenAt(nowMs);
    const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let tried = 0;
    for (let at = 0; at < token.length; at += 1) {
      if (token[at] === ".") continue;
      const place = characters.indexOf(token[at]!);
      for (let bit = 1; bit < 64; bit *= 2) {
        const altered = token.slice(0, at) + characters[place ^ bit] + token.slice(at + 1);
        const { ok } = await verifyDriverToken(altered, secret, nowMs);
        expect([altered, ok]).toEqual([altered, false]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(600);
  });

  test("is refused when it is cut, padded or not a token", async () => {
    const token = await tokenAt(nowMs);
    for (const text of ["", ".", "..", "a.b.c", token.slice(0, -1), `${token}=`, `${token}A`]) {
      const { ok } = await verifyDriverToken(text, secret, nowMs);
      expect([text, ok]).toEqual([text, false]);
    }
  });

  test("that says it needs no signature is refused", async () => {
    const [, payload] = (await tokenAt(nowMs)).split(".");
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
    expect((await verifyDriverToken(`${header}.${payload}.`, secret, nowMs)).ok).toBe(false);
  });

  test("of an older secret still verifies, and new ones are signed by the first", async () => {
    const both = `${secret}, ${older}`;
    expect((await verifyDriverToken(await tokenAt(nowMs, older), both, nowMs)).ok).toBe(true);
    expect((await verifyDriverToken(await tokenAt(nowMs, both), secret, nowMs)).ok).toBe(true);
    expect((await verifyDriverToken(await tokenAt(nowMs, both), older, nowMs)).ok).toBe(false);
  });

  test("is not made with a secret that could be guessed", async () => {
    await expect(tokenAt(nowMs, "short")).rejects.toThrow("TOKEN_SECRETS");
    await expect(tokenAt(nowMs, "")).rejects.toThrow("TOKEN_SECRETS");
    await expect(tokenAt(nowMs, `${secret},`)).rejects.toThrow("TOKEN_SECRETS");
  });
});
