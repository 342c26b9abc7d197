import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminListApiKeys,
  adminMakeApiKey,
  adminRevokeApiKey,
} from "../../../core/contract/admin/apiKeys.ts";
import { apiScopes, scopeOf } from "../../../core/contract/admin/apiScopes.ts";
import { adminListAudit } from "../../../core/contract/admin/audit.ts";
import { adminListOrders } from "../../../core/contract/admin/orders.ts";
import { adminListStaff } from "../../../core/contract/admin/people.ts";
import {
  adminGetPile,
  adminListPiles,
  adminRotateCredential,
} from "../../../core/contract/admin/piles.ts";
import { staffSession } from "../../../core/contract/admin/staff.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { apiKeys, audit } from "../../../worker/db/tables/operators.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { aBinding, ask, db, env, migrate, type Headers } from "../http/support.ts";
import { signIn } from "./support.ts";

beforeAll(migrate);

const usual = { name: "Our dashboard", role: "readOnly", scopes: ["piles:read"], days: 30 };

async function aKey(owner: Headers, given: object = {}) {
  const { key, secret } = (await ask(adminMakeApiKey, { ...usual, ...given }, owner)).output();
  return { ...key, secret, headers: { authorization: `Bearer ${secret}` } };
}

describe("a key", () => {
  test("opens what its scopes name, and nothing else, without a cookie or an origin", async () => {
    const { owner, pileId } = await aBusiness();
    const { headers } = await aKey(owner);
    const piles = await ask(adminListPiles, {}, headers);
    expect(piles.output().items.map((pile) => pile.pileId)).toEqual([pileId]);
    expect((await ask(adminGetPile, { pileId }, headers)).status).toBe(200);
    for (const [endpoint, input] of [
      [adminListOrders, {}],
      [adminRotateCredential, { pileId }],
      [adminListStaff, {}],
      [staffSession, {}],
      [adminMakeApiKey, usual],
    ] as const) {
      expect((await ask<Endpoint>(endpoint, input, headers)).code).toBe("forbidden");
    }
  });

  test("may write only what its role may, too, and is whom the audit names", async () => {
    const { owner, pileId } = await aBusiness();
    const weak = await aKey(owner, { scopes: ["piles:write"] });
    expect((await ask(adminRotateCredential, { pileId }, weak.headers)).code).toBe("forbidden");
    const strong = await aKey(owner, { scopes: ["piles:write"], role: "maintenance" });
    const foreign = { ...strong.headers, origin: "https://elsewhere.example" };
    const rotated = await ask(adminRotateCredential, { pileId }, foreign);
    expect(rotated.code).not.toBe("forbidden");
    const written = await db.select().from(audit).where(eq(audit.staffId, strong.keyId));
    const { items } = (await ask(adminListAudit, { staffId: strong.keyId }, owner)).output();
    expect(items).toHaveLength(written.length);
    for (const record of items) expect(record).toMatchObject({ isKey: true, name: usual.name });
  });

  test("sees its own operator's things alone", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const { headers } = await aKey(mine.owner);
    const answer = await ask(adminGetPile, { pileId: other.pileId }, headers);
    expect(answer.code).toBe("pile_not_found");
    const list = (await ask(adminListApiKeys, {}, other.owner)).output();
    expect(list.items).toEqual([]);
  });

  test("that is revoked, over, or not ours opens nothing", async () => {
    const { owner } = await aBusiness();
    const revoked = await aKey(owner);
    const { keyId } = revoked;
    expect((await ask(adminRevokeApiKey, { keyId }, owner)).output().revokedAtMs).not.toBeNull();
    expect((await ask(adminListPiles, {}, revoked.headers)).code).toBe("unauthorized");
    const over = await aKey(owner);
    await db.update(apiKeys).set({ expiresAtMs: 1 }).where(eq(apiKeys.keyId, over.keyId));
    expect((await ask(adminListPiles, {}, over.headers)).code).toBe("unauthorized");
    const made = { authorization: `Bearer zk_${"A".repeat(43)}` };
    expect((await ask(adminListPiles, {}, made)).code).toBe("unauthorized");
    expect((await ask(adminListPiles, {}, { ...owner, ...made })).code).toBe("unauthorized");
  });

  test("is stored as a hash, shown by its beginning, and signs nobody in", async () => {
    const { owner } = await aBusiness();
    const { secret, prefix, keyId } = await aKey(owner);
    expect(secret.startsWith(prefix)).toBe(true);
    expect(prefix.length).toBeLessThan(12);
    const rows = JSON.stringify(await db.select().from(apiKeys));
    expect(rows).not.toContain(secret);
    expect((await signIn(keyId, { typed: secret })).code).toBe("sign_in_refused");
    expect((await ask(adminListStaff, {}, owner)).body).not.toMatchObject({
      items: [{ staffId: keyId }],
    });
  });

  test("is made by owners alone, with scopes that exist, and never for an owner's role", async () => {
    const { owner } = await aBusiness();
    for (const given of [{ role: "owner" }, { scopes: ["staff:write"] }, { scopes: [] }]) {
      expect((await ask(adminMakeApiKey, { ...usual, ...given }, owner)).code).toBe("bad_request");
    }
  });

  test("that asks too often is told to wait", async () => {
    const { owner } = await aBusiness();
    const { headers } = await aKey(owner);
    const API_KEY_RATE = aBinding<RateLimit>({ limit: async () => ({ success: false }) });
    const answer = await ask(adminListPiles, {}, headers, { API_KEY_RATE });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await env.API_KEY_RATE.limit({ key: "x" })).success).toBe(true);
  });

  test("tells to a quarter of an hour when it was last used", async () => {
    const { owner } = await aBusiness();
    const { keyId, headers } = await aKey(owner);
    const lastUsed = async () =>
      (await db.select().from(apiKeys).where(eq(apiKeys.keyId, keyId)))[0]?.lastUsedAtMs;
    expect(await lastUsed()).toBeNull();
    await ask(adminListPiles, {}, headers);
    const first = await lastUsed();
    expect(first).toBeGreaterThan(0);
    await ask(adminListPiles, {}, headers);
    expect(await lastUsed()).toBe(first);
  });
});

test("no scope reaches staff, accounts, keys, rules, the audit or sessions", () => {
  const reached = Object.values<Endpoint>(endpoints).filter(
    (endpoint) => scopeOf(endpoint) !== null,
  );
  expect(reached.length).toBeGreaterThan(20);
  for (const { path, access } of reached) {
    expect(access).toBe("staff");
    expect(path).not.toMatch(
      /admin\/(staff|account|api-keys|sign-in|audit|session|links|security)/,
    );
  }
  for (const endpoint of reached) expect(apiScopes).toContain(scopeOf(endpoint));
});
