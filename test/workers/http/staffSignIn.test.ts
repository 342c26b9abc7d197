import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { staffSession, staffSignIn, staffSignOut } from "../../../core/contract/admin/staff.ts";
import { limits } from "../../../core/limits.ts";
import { begin, succeed, type GuardState } from "../../../durable-objects/signInGuard/guard.ts";
import { securityEvents, staff, staffSessions } from "../../../worker/db/tables/operators.ts";
import { hashPassword, passwordMatches } from "../../../worker/http/auth/password.ts";
import { beginSignIn } from "../../../worker/http/auth/signInGuard.ts";
import { anOperator } from "../../support/builders.ts";
import { ask, db, env, migrate, ORIGIN, send } from "./support.ts";

/** The real work is scrypt's; tests about all else need little of it. */
const cheap = { N: 2, r: 1, p: 1 };
const password = "correct horse 电池";

let addresses = 0;
/** Each test comes from an address of its own, since failures count by address too. */
const anAddress = () => ({ "cf-connecting-ip": `198.51.100.${String((addresses += 1))}` });

async function aMember(email: string) {
  const { operatorId, name } = await anOperator(db);
  const staffId = `member-${email}`;
  await db.insert(staff).values({
    staffId,
    operatorId,
    email,
    displayName: "Ms Li",
    role: "owner",
    passwordHash: await hashPassword(password, cheap),
    createdAtMs: 0,
  });
  return { staffId, operatorId, operatorName: name };
}

beforeAll(migrate);

const signIn = (email: string, typed: string, headers: Record<string, string> = {}) =>
  ask(staffSignIn, { email, password: typed }, { ...anAddress(), ...headers });

describe("signing in", () => {
  test("opens a session that a cookie no script can read carries, and signing out ends it", async () => {
    const member = await aMember("li@example.com");
    const answer = await signIn(" LI@example.com ", password);
    expect(answer.body).toMatchObject({ staff: { ...member, role: "owner" } });
    const cookie = answer.headers.get("set-cookie")!;
    expect(cookie).toMatch(/^__Host-zhuang_staff=[\w-]{43}; /);
    for (const attribute of ["HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=43200"]) {
      expect(cookie).toContain(attribute);
    }
    const headers = { cookie: cookie.split(";")[0]!, origin: ORIGIN };
    expect((await ask(staffSession, {}, headers)).body).toMatchObject({ staff: member });
    expect((await ask(staffSignOut, {}, headers)).status).toBe(200);
    expect((await ask(staffSession, {}, headers)).status).toBe(401);
  });

  test("on this machine uses a cookie that goes over plain HTTP", async () => {
    await aMember("local@example.com");
    const response = await send("http://localhost:1234/api/v1/admin/session", {
      method: "POST",
      headers: { "content-type": "application/json", ...anAddress() },
      body: JSON.stringify({ email: "local@example.com", password }),
    });
    const cookie = response.headers.get("set-cookie")!;
    expect(cookie).toMatch(/^zhuang_staff=/);
    expect(cookie).not.toContain("Secure");
    expect(cookie).toContain("HttpOnly");
  });

  test("keeps no token that a reader of the table could use", async () => {
    await aMember("table@example.com");
    const answer = await signIn("table@example.com", password);
    const token = answer.headers.get("set-cookie")!.match(/=([\w-]+)/)![1]!;
    const rows = await db.select().from(staffSessions);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ tokenHash }) => tokenHash)).not.toContain(token);
  });

  test("ends with the shift, and with the account", async () => {
    const { staffId } = await aMember("shift@example.com");
    const answer = await signIn("shift@example.com", password);
    const headers = { cookie: answer.headers.get("set-cookie")!.split(";")[0]! };
    expect((await ask(staffSession, {}, headers)).status).toBe(200);
    await db.update(staff).set({ disabledAtMs: 1 }).where(eq(staff.staffId, staffId));
    expect((await ask(staffSession, {}, headers)).status).toBe(401);
    expect((await signIn("shift@example.com", password)).code).toBe("sign_in_refused");
    await db.update(staff).set({ disabledAtMs: null }).where(eq(staff.staffId, staffId));
    await db
      .update(staffSessions)
      .set({ expiresAtMs: 1 })
      .where(eq(staffSessions.staffId, staffId));
    expect((await ask(staffSession, {}, headers)).status).toBe(401);
  });

  test("says the same of a wrong password and of an account that does not exist", async () => {
    await aMember("known@example.com");
    const wrong = await signIn("known@example.com", "wrong");
    const unknown = await signIn("unknown@example.com", "wrong");
    expect([wrong.status, wrong.code]).toEqual([401, "sign_in_refused"]);
    expect([unknown.status, unknown.code]).toEqual([401, "sign_in_refused"]);
  });
});

describe("guessing", () => {
  test("locks the account after some failures, for the right password too, and tells its owner", async () => {
    const { staffId, operatorId } = await aMember("guessed@example.com");
    for (let failure = 1; failure <= limits.signInFailures.most; failure += 1) {
      expect((await signIn("guessed@example.com", "guess")).code).toBe("sign_in_refused");
    }
    const locked = await signIn("guessed@example.com", password);
    expect([locked.status, locked.code]).toEqual([429, "sign_in_locked"]);
    const retryS = Number(locked.headers.get("retry-after"));
    expect(retryS).toBeGreaterThan(0);
    expect(retryS).toBeLessThanOrEqual(limits.signInLockMs.most / 1000);
    const events = await db
      .select()
      .from(securityEvents)
      .where(eq(securityEvents.operatorId, operatorId));
    expect(events).toMatchObject([{ kind: "sign_in_locked", subject: staffId }]);
  });

  test("locks an account that does not exist in the same way", async () => {
    for (let failure = 1; failure <= limits.signInFailures.most; failure += 1) {
      expect((await signIn("nobody@example.com", "guess")).code).toBe("sign_in_refused");
    }
    expect((await signIn("nobody@example.com", "guess")).code).toBe("sign_in_locked");
  });

  test("over many accounts from one address locks the address", async () => {
    const nowMs = Date.now();
    const attempt = (account: number) =>
      beginSignIn(env, { email: `a${account}@example.com`, clientIp: "192.0.2.1", nowMs });
    const most = limits.signInFailures.most * 4;
    for (let account = 1; account < most; account += 1) {
      expect(await attempt(account)).toMatchObject({ kind: "allowed", locks: false });
    }
    expect(await attempt(most)).toMatchObject({ kind: "allowed", locks: true });
    const untilMs = nowMs + limits.signInLockMs.most;
    expect(await attempt(most + 1)).toEqual({ kind: "locked", untilMs });
  });

  test("is forgotten when the right password comes in time", async () => {
    await aMember("clumsy@example.com");
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 1; failure < limits.signInFailures.most; failure += 1) {
        await signIn("clumsy@example.com", "typo");
      }
      expect((await signIn("clumsy@example.com", password)).status).toBe(200);
    }
  });
});

describe("the guard's rules", () => {
  const rules = { most: 3, lockMs: 1_000 };
  const fresh: GuardState = { failures: 0, lastFailureMs: 0, lockedUntilMs: 0 };

  test("a lock ends, and begins with a clean count", () => {
    let state = fresh;
    for (const nowMs of [10_000, 10_001, 10_002]) ({ state } = begin(state, { ...rules, nowMs }));
    expect(begin(state, { ...rules, nowMs: 11_001 }).attempt).toEqual({
      kind: "locked",
      untilMs: 11_002,
    });
    const after = begin(state, { ...rules, nowMs: 11_002 });
    expect(after.attempt).toEqual({ kind: "allowed", locks: false });
    expect(after.state.failures).toBe(1);
  });

  test("failures long ago do not count", () => {
    let state = fresh;
    for (const nowMs of [10_000, 20_000, 30_000, 40_000]) {
      const next = begin(state, { ...rules, nowMs });
      expect(next.attempt).toEqual({ kind: "allowed", locks: false });
      ({ state } = next);
    }
  });

  test("a success takes its own attempt back; only an account forgets the others", () => {
    const { state } = begin(
      { ...fresh, failures: 1, lastFailureMs: 9_999 },
      { ...rules, nowMs: 10_000 },
    );
    expect(succeed(state, { forget: false }).failures).toBe(1);
    expect(succeed(state, { forget: true }).failures).toBe(0);
  });
});

const signOut = async (headers: Record<string, string>) =>
  (await ask(staffSignOut, {}, headers)).status;

async function aSession(): Promise<string> {
  const email = `csrf${String((addresses += 1))}@example.com`;
  await aMember(email);
  return (await signIn(email, password)).headers.get("set-cookie")!.split(";")[0]!;
}

describe("a request that another site makes the browser send", () => {
  test("is refused by its origin, whatever the cookie", async () => {
    const cookie = await aSession();
    expect(await signOut({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await signOut({ cookie, origin: "null" })).toBe(403);
    expect(await signOut({ cookie, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await signOut({ cookie, "sec-fetch-site": "same-site", origin: ORIGIN })).toBe(403);
    expect(await signOut({ cookie, "sec-fetch-site": "same-origin", origin: ORIGIN })).toBe(200);
  });

  test("cannot sign the browser in either", async () => {
    await aMember("login-csrf@example.com");
    const answer = await signIn("login-csrf@example.com", password, {
      origin: "https://evil.example",
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("is not taken as a form", async () => {
    const body = JSON.stringify({ email: "a@example.com", password });
    const response = await send("/api/v1/admin/session", {
      method: "POST",
      headers: { "content-type": "text/plain", ...anAddress() },
      body,
    });
    expect(response.status).toBe(400);
  });
});

describe("a password", () => {
  test("is hashed with a salt and a cost that is told, and matches itself alone", async () => {
    const hash = await hashPassword(password);
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await hashPassword(password)).not.toBe(hash);
    expect(await passwordMatches(password, hash)).toBe(true);
    expect(await passwordMatches(`${password} `, hash)).toBe(false);
  });

  test("of an account that does not exist matches nothing", async () => {
    expect(await passwordMatches("", null)).toBe(false);
  });
});
