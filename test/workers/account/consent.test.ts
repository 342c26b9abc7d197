// Nothing is taken of a driver who has not agreed to what holds now; what he agreed to is recorded.
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  getConfig,
  getMe,
  signInAsDemo,
  signInWithAlipay,
  signInWithWechat,
} from "../../../core/contract/drivers.ts";
import { POLICY_VERSION, recordConsent } from "../../../core/contract/policy.ts";
import { consents } from "../../../worker/db/tables/personal.ts";
import { driverIdentities } from "../../../worker/db/tables/drivers.ts";
import { aDriver } from "../../support/builders.ts";
import { ask, asDriver, db, env, migrate } from "../http/support.ts";
import { serveFetchWith } from "../payments/support/gateways.ts";
import { wechatVariables } from "../payments/support/wechat.ts";

beforeAll(migrate);
afterEach(() => vi.restoreAllMocks());

const policyVersion = POLICY_VERSION;
const consentsOf = (driverId: string) =>
  db.select().from(consents).where(eq(consents.driverId, driverId));

describe("signing in", () => {
  test("needs consent to the version that the configuration tells", async () => {
    expect((await ask(getConfig, {})).output().policyVersion).toBe(policyVersion);
    for (const version of ["2020-01-01", "9999-01-01"]) {
      const demo = await ask(signInAsDemo, { name: "no-consent", policyVersion: version });
      expect([demo.status, demo.code]).toEqual([403, "consent_required"]);
    }
    const identities = await db
      .select()
      .from(driverIdentities)
      .where(eq(driverIdentities.subject, "no-consent"));
    expect(identities).toEqual([]);
  });

  test("exchanges no code of who has not agreed", async () => {
    let calls = 0;
    serveFetchWith(() => {
      calls += 1;
      return Response.json({ openid: "o-1" });
    });
    const wrong = { code: "c", policyVersion: "2020-01-01" };
    for (const endpoint of [signInWithWechat, signInWithAlipay]) {
      const answer = await ask(endpoint, wrong, {}, { ...env, ...wechatVariables });
      expect(answer.code).toBe("consent_required");
      expect((await ask(endpoint, { code: "c" })).code).toBe("bad_request");
    }
    expect(calls).toBe(0);
  });

  test("records the consent once", async () => {
    const sign = () => ask(signInAsDemo, { name: "agrees", policyVersion });
    const { driver } = (await sign()).output();
    const [first] = await consentsOf(driver.driverId);
    await sign();
    expect(await consentsOf(driver.driverId)).toEqual([first]);
    expect(first).toMatchObject({ policyVersion });
  });
});

test("who signed in before is asked again, and says yes once", async () => {
  const { driverId } = await aDriver(db);
  await db.insert(consents).values({ driverId, policyVersion: "2025-01-01", atMs: 5 });
  const headers = await asDriver(driverId);
  const before = (await ask(getMe, {}, headers)).output().policy;
  expect(before).toEqual({
    version: policyVersion,
    consentedVersion: "2025-01-01",
    consentedAtMs: 5,
  });
  const wrong = await ask(recordConsent, { policyVersion: "2025-01-01" }, headers);
  expect([wrong.status, wrong.code]).toEqual([403, "consent_required"]);
  const first = (await ask(recordConsent, { policyVersion }, headers)).output();
  const again = (await ask(recordConsent, { policyVersion }, headers)).output();
  expect(first.consentedVersion).toBe(policyVersion);
  expect(again).toEqual(first);
  expect((await ask(getMe, {}, headers)).output().policy).toEqual(first);
});
