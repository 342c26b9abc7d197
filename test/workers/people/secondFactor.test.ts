import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as account from "../../../core/contract/admin/account.ts";
import {
  adminResetSecondFactor,
  adminSetSignInRules,
} from "../../../core/contract/admin/people.ts";
import { staffSession } from "../../../core/contract/admin/staff.ts";
import { adminOverview } from "../../../core/contract/admin/stations.ts";
import { limits } from "../../../core/limits.ts";
import { staff } from "../../../worker/db/tables/operators.ts";
import { stepOfCode } from "../../../worker/people/totp.ts";
import { ask, db, migrate, send } from "../http/support.ts";
import { aMember, codeOf, enrol, sessionIn, signIn } from "./support.ts";

beforeAll(migrate);

describe("a second factor", () => {
  test("agrees with RFC 6238's examples", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (const [seconds, code] of [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_234_567_890, "005924"],
      [20_000_000_000, "353130"],
    ] as const) {
      expect(stepOfCode(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
      expect(stepOfCode(secret, code, seconds * 1000 + 120_000)).toBeNull();
    }
  });

  test("is asked for after the right password, and lets in with its code", async () => {
    const { email, headers } = await aMember();
    const { secret } = await enrol(headers);
    expect((await signIn(email)).code).toBe("second_factor_needed");
    expect((await signIn(email, { typed: "wrong" })).code).toBe("sign_in_refused");
    expect((await signIn(email, { code: "000000" })).code).toBe("code_wrong");
    const entered = await signIn(email, { code: codeOf(secret) });
    expect(entered.status).toBe(200);
    expect((await ask(staffSession, {}, sessionIn(entered))).status).toBe(200);
  });

  test("takes a code once, and none from before it", async () => {
    const { email, headers } = await aMember();
    const { secret } = await enrol(headers);
    const code = codeOf(secret);
    expect((await signIn(email, { code })).status).toBe(200);
    expect((await signIn(email, { code })).code).toBe("code_wrong");
    expect((await signIn(email, { code: codeOf(secret, -1) })).code).toBe("code_wrong");
  });

  test("takes of the same code sent at once only one", async () => {
    const { email, headers } = await aMember();
    const { secret } = await enrol(headers);
    const code = codeOf(secret);
    const answers = await Promise.all([1, 2, 3].map(() => signIn(email, { code })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("is stood in for by each recovery code once", async () => {
    const { email, headers } = await aMember();
    const { recoveryCodes } = await enrol(headers);
    expect(recoveryCodes).toHaveLength(limits.recoveryCodes.most);
    const [first = "", second = ""] = recoveryCodes;
    expect(first).toMatch(/^(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    expect((await signIn(email, { code: first })).status).toBe(200);
    expect((await signIn(email, { code: first })).code).toBe("code_wrong");
    const written = second.toLowerCase().replaceAll("-", " ");
    expect((await signIn(email, { code: written })).status).toBe(200);
    const left = (await ask(account.adminGetAccount, {}, headers)).output();
    expect(left).toMatchObject({ hasSecondFactor: true, recoveryCodesLeft: 8 });
  });

  test("guessed locks the account like a password", async () => {
    const { email, headers } = await aMember();
    await enrol(headers);
    for (let guess = 0; guess < limits.signInFailures.most; guess += 1) {
      // The right password in between is no proof, and forgives no guess.
      expect((await signIn(email)).code).toBe("second_factor_needed");
      expect((await signIn(email, { code: "000000" })).code).toBe("code_wrong");
    }
    expect((await signIn(email)).code).toBe("sign_in_locked");
  });

  test("is stored sealed, and its recovery codes as hashes", async () => {
    const { staffId, headers } = await aMember();
    const { secret, recoveryCodes } = await enrol(headers);
    const row = JSON.stringify(await db.select().from(staff).where(eq(staff.staffId, staffId)));
    for (const told of [secret, ...recoveryCodes]) expect(row).not.toContain(told);
  });

  test("does not begin with a wrong code, or with another's or an altered enrolment", async () => {
    const [mine, other] = [await aMember(), await aMember()];
    const begun = (await ask(account.adminBeginSecondFactor, {}, mine.headers)).output();
    const { enrolment } = begun;
    const code = codeOf(begun.secret);
    const confirm = (given: object, headers = mine.headers) =>
      ask(account.adminConfirmSecondFactor, { enrolment, code, ...given }, headers);
    expect((await confirm({ code: "000000" })).code).toBe("code_wrong");
    expect((await confirm({}, other.headers)).code).toBe("enrolment_expired");
    expect((await confirm({ enrolment: `${enrolment}x` })).code).toBe("enrolment_expired");
    expect((await confirm({})).status).toBe(200);
  });

  test("is turned off, and its recovery codes made anew, by a code alone", async () => {
    const { email, headers } = await aMember();
    const { secret, recoveryCodes } = await enrol(headers);
    const { adminRenewRecoveryCodes: renew, adminRemoveSecondFactor: remove } = account;
    expect((await ask(renew, { code: "000000" }, headers)).code).toBe("code_wrong");
    const renewed = (await ask(renew, { code: codeOf(secret) }, headers)).output();
    expect((await signIn(email, { code: recoveryCodes[0]! })).code).toBe("code_wrong");
    expect((await ask(remove, { code: "000000" }, headers)).code).toBe("code_wrong");
    const code = renewed.recoveryCodes[0]!;
    expect((await ask(remove, { code }, headers)).status).toBe(200);
    expect((await signIn(email)).status).toBe(200);
  });
});

describe("a role that needs a second factor", () => {
  test("lets a member do nothing but set it up, and not turn it off", async () => {
    const owner = await aMember();
    const member = await aMember("finance", owner.operatorId);
    const rules = { secondFactorRoles: ["finance"] };
    expect((await ask(adminSetSignInRules, rules, owner.headers)).status).toBe(200);
    const overview = () => ask(adminOverview, {}, member.headers);
    expect((await overview()).code).toBe("second_factor_missing");
    const upgrade = { ...member.headers, upgrade: "websocket" };
    expect((await send("/live/traces/PILE-0001", { headers: upgrade })).status).toBe(403);
    expect((await ask(staffSession, {}, member.headers)).body).toMatchObject({
      needsSecondFactor: true,
    });
    const { secret } = await enrol(member.headers);
    expect((await overview()).status).toBe(200);
    const code = codeOf(secret);
    const removal = await ask(account.adminRemoveSecondFactor, { code }, member.headers);
    expect(removal.code).toBe("second_factor_required");
    expect((await ask(adminOverview, {}, owner.headers)).status).toBe(200);
  });

  test("whose phone is lost is helped by an owner, and signed out", async () => {
    const owner = await aMember();
    const member = await aMember("operations", owner.operatorId);
    await enrol(member.headers);
    const { staffId } = member;
    const reset = await ask(adminResetSecondFactor, { staffId }, owner.headers);
    expect(reset.output()).toMatchObject({ hasSecondFactor: false });
    expect((await ask(staffSession, {}, member.headers)).status).toBe(401);
    expect((await signIn(member.email)).status).toBe(200);
  });
});
