import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  getConfig,
  getMe,
  renewSession,
  signInAsDemo,
  signInWithAlipay,
  signInWithWechat,
} from "../../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import { limits } from "../../../core/limits.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { driverIdentities, drivers, wallets } from "../../../worker/db/tables/drivers.ts";
import { aDriver, anOperator, anOrder, aPile, aStation, aTariff } from "../../support/builders.ts";
import { serveFetchWith } from "../payments/support/gateways.ts";
import { wechatVariables } from "../payments/support/wechat.ts";
import { ask, asDriver, db, env, migrate } from "./support.ts";

beforeAll(migrate);
afterEach(() => vi.restoreAllMocks());

const signIn = (name: string, changed = {}) =>
  ask(signInAsDemo, { name, policyVersion: POLICY_VERSION }, {}, changed);

async function renew(driverId: string, issuedMs: number) {
  const who = { driverId, identity: "wechat" } as const;
  const { token } = await makeDriverToken(who, env.TOKEN_SECRETS, issuedMs);
  return ask(renewSession, { token });
}

describe("a demonstration driver", () => {
  test("signs in, and is the same driver the next time", async () => {
    const first = (await signIn("anna")).output();
    const again = (await signIn("anna")).output();
    const other = (await signIn("ben")).output();
    expect(again.driver.driverId).toBe(first.driver.driverId);
    expect(other.driver.driverId).not.toBe(first.driver.driverId);
    const me = await ask(getMe, {}, { authorization: `Bearer ${first.token}` });
    expect(me.body).toEqual({
      ...first.driver,
      identity: "demo",
      balanceFen: 0,
      receivableFen: 0,
      activeOrderId: null,
      phone: null,
      policy: {
        version: POLICY_VERSION,
        consentedVersion: POLICY_VERSION,
        consentedAtMs: expect.any(Number),
      },
    });
  });

  test("does not exist in production", async () => {
    const answer = await signIn("anna", { ENVIRONMENT: "production" });
    expect([answer.status, answer.code]).toEqual([404, "not_found"]);
    const config = await ask(getConfig, {}, {}, { ENVIRONMENT: "production" });
    expect(config.body).toMatchObject({ demoLogin: false });
  });

  test("who signs in many times at once is one driver with one wallet", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn("many")));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const ids = new Set(answers.map((answer) => answer.output().driver.driverId));
    expect(ids.size).toBe(1);
    const identities = await db
      .select()
      .from(driverIdentities)
      .where(eq(driverIdentities.subject, "many"));
    expect(identities).toHaveLength(1);
    const [driverId = ""] = ids;
    expect(await db.select().from(wallets).where(eq(wallets.driverId, driverId))).toHaveLength(1);
  });

  test("has a name in his language that says nothing of him", async () => {
    const zh = await ask(
      signInAsDemo,
      { name: "zh", policyVersion: POLICY_VERSION },
      { "accept-language": "zh-CN" },
    );
    const en = await ask(
      signInAsDemo,
      { name: "en", policyVersion: POLICY_VERSION },
      { "accept-language": "en" },
    );
    expect(zh.output().driver.displayName).toMatch(/^体验用户 \w{4}$/);
    expect(en.output().driver.displayName).toMatch(/^Demo driver \w{4}$/);
  });
});

describe("a WeChat driver", () => {
  const withWechat = { ...env, ...wechatVariables, ENVIRONMENT: "production" } as const;

  test("signs in by the code of his phone, and nothing of the answer is told on", async () => {
    serveFetchWith(() =>
      Response.json({ openid: "o-wechat-1", session_key: "secret-of-the-session", unionid: "u" }),
    );
    const answer = await ask(
      signInWithWechat,
      { code: "code-1", policyVersion: POLICY_VERSION },
      {},
      withWechat,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ driver: { identity: "wechat" } });
    expect(JSON.stringify(answer.body)).not.toMatch(/o-wechat-1|secret-of-the-session/);
  });

  test("is told that his code is no good, or that WeChat does not answer", async () => {
    serveFetchWith(() => Response.json({ errcode: 40029, errmsg: "invalid code" }));
    const refused = await ask(
      signInWithWechat,
      { code: "bad", policyVersion: POLICY_VERSION },
      {},
      withWechat,
    );
    expect([refused.status, refused.code]).toEqual([401, "login_code_invalid"]);
    vi.restoreAllMocks();
    serveFetchWith(() => new Response("down", { status: 500 }));
    const down = await ask(
      signInWithWechat,
      { code: "good", policyVersion: POLICY_VERSION },
      {},
      withWechat,
    );
    expect([down.status, down.code]).toEqual([503, "login_unavailable"]);
  });

  test("cannot sign in where no provider is set up", async () => {
    for (const endpoint of [signInWithWechat, signInWithAlipay]) {
      const answer = await ask(endpoint, { code: "c", policyVersion: POLICY_VERSION });
      expect([answer.status, answer.code]).toEqual([503, "login_unavailable"]);
    }
  });
});

describe("renewal", () => {
  test("gives a fresh token for one that has expired", async () => {
    const { driverId } = await aDriver(db);
    const answer = await renew(driverId, Date.now() - limits.driverTokenMs.most * 2);
    expect(answer.status).toBe(200);
    const { token } = answer.output();
    const me = await ask(getMe, {}, { authorization: `Bearer ${token}` });
    expect(me.body).toMatchObject({ driverId });
  });

  test("ends after a month away, and for an account that is closed or gone", async () => {
    const { driverId } = await aDriver(db);
    const late = await renew(driverId, Date.now() - limits.driverRenewalMs.most - 1_000);
    expect([late.status, late.code]).toEqual([401, "unauthorized"]);
    await db.update(drivers).set({ closedAtMs: 1 }).where(eq(drivers.driverId, driverId));
    const closed = await renew(driverId, Date.now());
    expect([closed.status, closed.code]).toEqual([403, "account_closed"]);
    expect((await renew("nobody", Date.now())).code).toBe("unauthorized");
  });
});

test("a driver sees the order that he has under way", async () => {
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, { operatorId, stationId });
  const { driverId } = await aDriver(db);
  const place = { operatorId, stationId, pileId, tariffId, driverId };
  await anOrder(db, { ...place, state: "settled", open: null });
  const headers = await asDriver(driverId);
  expect((await ask(getMe, {}, headers)).body).toMatchObject({ activeOrderId: null });
  const { orderId } = await anOrder(db, { ...place, state: "charging" });
  expect((await ask(getMe, {}, headers)).body).toMatchObject({ activeOrderId: orderId });
});
