import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as account from "../../../core/contract/admin/account.ts";
import { passwordFlaw } from "../../../core/contract/admin/passwordRules.ts";
import * as people from "../../../core/contract/admin/people.ts";
import { staffSession } from "../../../core/contract/admin/staff.ts";
import { limits } from "../../../core/limits.ts";
import { audit, staff, staffSessions } from "../../../worker/db/tables/operators.ts";
import { deviceOf } from "../../../worker/people/device.ts";
import { ask, db, migrate } from "../http/support.ts";
import { aMember, anAddress, password, sessionIn, signIn } from "./support.ts";

beforeAll(migrate);

let invited = 0;
const anInvitation = () => ({
  email: `new${String((invited += 1))}@example.com`,
  displayName: "Mr Wang",
  role: "maintenance",
});

const tokenIn = ({ url }: { readonly url: string }): string => url.slice(url.indexOf("#") + 1);
const lookAt = (link: { readonly url: string }) =>
  ask(account.staffLookAtLink, { token: tokenIn(link) });
const alive = async (headers: Readonly<Record<string, string>>): Promise<boolean> =>
  (await ask(staffSession, {}, headers)).status === 200;
const auditOf = async (operatorId: string, action: string) =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.operatorId, operatorId), eq(audit.action, action)));

describe("an invitation", () => {
  test("has a link that sets the password once, and then one signs in", async () => {
    const owner = await aMember();
    const given = anInvitation();
    const made = (await ask(people.adminInviteStaff, given, owner.headers)).output();
    expect(made.member).toMatchObject({ ...given, state: "invited" });
    const token = tokenIn(made.link);
    expect((await ask(account.staffLookAtLink, { token })).output()).toMatchObject({
      email: given.email,
      displayName: "Mr Wang",
      role: "maintenance",
      isFirst: true,
    });
    expect((await signIn(given.email)).code).toBe("sign_in_refused");
    const use = (typed: string) => ask(account.staffUseLink, { token, password: typed });
    expect((await use("short")).code).toBe("password_too_short");
    expect((await use("password1234")).code).toBe("password_too_common");
    expect((await use(password)).status).toBe(200);
    expect((await use(password)).code).toBe("link_void");
    expect((await ask(account.staffLookAtLink, { token })).code).toBe("link_void");
    expect((await signIn(given.email)).status).toBe(200);
    expect(await auditOf(owner.operatorId, "adminInviteStaff")).toHaveLength(1);
    expect(await auditOf(owner.operatorId, "staffUseLink")).toHaveLength(1);
    const row = JSON.stringify(await db.select().from(staff));
    expect(row).not.toContain(token);
  });

  test("is void after its time, and when there is a newer link", async () => {
    const owner = await aMember();
    const { member, link } = (
      await ask(people.adminInviteStaff, anInvitation(), owner.headers)
    ).output();
    const { staffId } = member;
    const newer = (await ask(people.adminMakeStaffLink, { staffId }, owner.headers)).output();
    expect((await lookAt(link)).code).toBe("link_void");
    expect((await lookAt(newer)).status).toBe(200);
    await db.update(staff).set({ linkExpiresAtMs: 1 }).where(eq(staff.staffId, staffId));
    expect((await lookAt(newer)).code).toBe("link_void");
  });

  test("for an address that has an account is refused, whatever its capitals", async () => {
    const owner = await aMember();
    const given = { ...anInvitation(), email: owner.email.toUpperCase() };
    expect((await ask(people.adminInviteStaff, given, owner.headers)).code).toBe("staff_exists");
  });

  test("sets one password, however often it is used at once", async () => {
    const owner = await aMember();
    const made = await ask(people.adminInviteStaff, anInvitation(), owner.headers);
    const token = tokenIn(made.output().link);
    const answers = await Promise.all(
      ["first password!", "other password!"].map((typed) =>
        ask(account.staffUseLink, { token, password: typed }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("shutting a member out", () => {
  test("ends his sessions at once, voids his link, and letting in brings none back", async () => {
    const owner = await aMember();
    const member = await aMember("operations", owner.operatorId);
    const { staffId } = member;
    const { url } = (await ask(people.adminMakeStaffLink, { staffId }, owner.headers)).output();
    expect(await alive(member.headers)).toBe(true);
    const disabled = await ask(people.adminDisableStaff, { staffId }, owner.headers);
    expect(disabled.output()).toMatchObject({ state: "disabled", linkExpiresAtMs: null });
    expect(await alive(member.headers)).toBe(false);
    expect((await ask(account.staffLookAtLink, { token: tokenIn({ url }) })).code).toBe(
      "link_void",
    );
    expect((await ask(people.adminMakeStaffLink, { staffId }, owner.headers)).code).toBe(
      "staff_not_found",
    );
    expect((await signIn(member.email)).code).toBe("sign_in_refused");
    await ask(people.adminEnableStaff, { staffId }, owner.headers);
    expect(await alive(member.headers)).toBe(false);
    expect((await signIn(member.email)).status).toBe(200);
    for (const action of ["adminDisableStaff", "adminEnableStaff", "adminMakeStaffLink"]) {
      expect(await auditOf(owner.operatorId, action)).toHaveLength(1);
    }
  });
});

describe("the last owner", () => {
  test("is neither shut out nor made less, and nothing is told to the audit", async () => {
    const owner = await aMember();
    const { staffId, headers, operatorId } = owner;
    const invitedOwner = { ...anInvitation(), role: "owner" };
    await ask(people.adminInviteStaff, invitedOwner, headers);
    const demotion = { staffId, displayName: "x", role: "finance" };
    expect((await ask(people.adminDisableStaff, { staffId }, headers)).code).toBe("last_owner");
    expect((await ask(people.adminChangeStaff, demotion, headers)).code).toBe("last_owner");
    expect(await auditOf(operatorId, "adminChangeStaff")).toEqual([]);
    const renamed = { ...demotion, role: "owner", displayName: "Ms Zhao" };
    expect((await ask(people.adminChangeStaff, renamed, headers)).output()).toMatchObject({
      displayName: "Ms Zhao",
    });
  });

  test("is left when two owners make each other less at once", async () => {
    const one = await aMember();
    const two = await aMember("owner", one.operatorId);
    const demote = (by: typeof one, whom: string) =>
      ask(
        people.adminChangeStaff,
        { staffId: whom, displayName: "x", role: "readOnly" },
        by.headers,
      );
    await Promise.all([demote(one, two.staffId), demote(two, one.staffId)]);
    const left = await db
      .select()
      .from(staff)
      .where(and(eq(staff.operatorId, one.operatorId), eq(staff.role, "owner")));
    expect(left).toHaveLength(1);
  });
});

describe("one's own account", () => {
  test("changes its password by the old one, and ends all other sessions", async () => {
    const { email, headers } = await aMember();
    const elsewhere = sessionIn(await signIn(email));
    const change = (given: object) =>
      ask(
        account.adminChangePassword,
        { current: password, next: "a new one, long", ...given },
        headers,
      );
    expect((await change({ current: "wrong" })).code).toBe("password_wrong");
    expect((await change({ next: "eleven char" })).code).toBe("password_too_short");
    expect((await change({})).status).toBe(200);
    expect([await alive(headers), await alive(elsewhere)]).toEqual([true, false]);
    expect((await signIn(email)).code).toBe("sign_in_refused");
    expect((await signIn(email, { typed: "a new one, long" })).status).toBe(200);
  });

  test("guessing the old password in an open browser is locked like a sign-in", async () => {
    const { headers } = await aMember();
    const guess = () =>
      ask(
        account.adminChangePassword,
        { current: "guess", next: "a new one, long" },
        { ...headers, ...anAddress() },
      );
    for (let tried = 0; tried < limits.signInFailures.most; tried += 1) {
      expect((await guess()).code).toBe("password_wrong");
    }
    expect((await guess()).code).toBe("sign_in_locked");
  });

  test("lists its sessions by device, ends one of them, and all others", async () => {
    const { email, headers } = await aMember();
    const [second, third] = [sessionIn(await signIn(email)), sessionIn(await signIn(email))];
    const list = async () => (await ask(account.adminGetAccount, {}, headers)).output().sessions;
    expect((await list()).filter(({ isThis }) => isThis)).toHaveLength(1);
    const { sessions } = (await ask(account.adminGetAccount, {}, second)).output();
    const { sessionId } = sessions.find(({ isThis }) => isThis)!;
    await ask(account.adminEndSession, { sessionId }, headers);
    expect([await alive(second), await alive(third)]).toEqual([false, true]);
    await ask(account.adminEndOtherSessions, {}, headers);
    expect(await alive(third)).toBe(false);
    expect(await list()).toHaveLength(1);
  });

  test("writes when a session was last used once a quarter of an hour, not once a request", async () => {
    const { headers, sessionId } = await aMember();
    const lastUsed = async () =>
      (await db.select().from(staffSessions).where(eq(staffSessions.tokenHash, sessionId)))[0]
        ?.lastUsedAtMs;
    const before = await lastUsed();
    await alive(headers);
    expect(await lastUsed()).toBe(before);
    const old = Date.now() - limits.coarseUseMs.most;
    await db
      .update(staffSessions)
      .set({ lastUsedAtMs: old })
      .where(eq(staffSessions.tokenHash, sessionId));
    await alive(headers);
    expect(await lastUsed()).toBeGreaterThan(old);
  });
});

describe("an owner", () => {
  test("sees a member's sessions and lock, ends the ones and the other", async () => {
    const owner = await aMember();
    const { staffId, email, headers } = await aMember("finance", owner.operatorId);
    for (let failure = 0; failure < limits.signInFailures.most; failure += 1) {
      await signIn(email, { typed: "guess" });
    }
    const look = async () => (await ask(people.adminGetStaff, { staffId }, owner.headers)).output();
    const { sessions, lockedUntilMs } = await look();
    expect(sessions).toHaveLength(1);
    expect(lockedUntilMs).toBeGreaterThan(Date.now());
    await ask(people.adminUnlockStaff, { staffId }, owner.headers);
    expect((await look()).lockedUntilMs).toBeNull();
    expect((await signIn(email)).status).toBe(200);
    await ask(people.adminEndStaffSessions, { staffId }, owner.headers);
    expect(await alive(headers)).toBe(false);
    expect((await look()).sessions).toEqual([]);
  });
});

describe("a password", () => {
  test.each([
    ["elevenchars", "password_too_short"],
    ["            ", "password_too_common"],
    ["abcabcabcabc", "password_too_common"],
    ["abcdefghijklmnop", "password_too_common"],
    ["987654321098", null],
    ["Password1234", "password_too_common"],
    ["li.wei@example.com", "password_too_common"],
    ["example.com2026!", "password_too_common"],
    ["correct horse 电池", null],
    ["电池电池没电了怎么办呢呀", null],
  ])("%j is judged by length and by what is guessed first", (typed, flaw) => {
    expect(passwordFlaw(typed, { email: "li.wei@example.com" })).toBe(flaw);
  });
});

test.each([
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "firefox/windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "safari/macos",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "edge/windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.60",
    "wechat/ios",
  ],
  ["curl/8.5.0", ""],
  [undefined, ""],
])("of a browser only its name and its system's are kept: %s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
