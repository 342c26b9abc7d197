import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  staffSession,
  staffSignIn,
  staffSignInByAccess,
  staffSignInWays,
} from "../../../core/contract/admin/staff.ts";
import { adminListPiles } from "../../../core/contract/admin/piles.ts";
import type { Env } from "../../../worker/env.ts";
import { serveFetchWith } from "../payments/support/gateways.ts";
import { ask, migrate, ORIGIN } from "../http/support.ts";
import { aMember, anAddress, password, sessionIn } from "./support.ts";

const AUDIENCE = "the-application's-tag";
let teams = 0;

/** A team of its own: keys are kept by team. */
async function aTeam(mode: "also" | "enough" = "also") {
  const domain = `team${String((teams += 1))}.cloudflareaccess.test`;
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  const asked: string[] = [];
  serveFetchWith(({ url }) => {
    asked.push(url);
    return Response.json({ keys: [jwk] });
  });
  const changed: Partial<Env> = {
    ACCESS_TEAM_DOMAIN: domain,
    ACCESS_AUD: AUDIENCE,
    ACCESS_SIGN_IN: mode,
  };
  const token = (email: string | null, given: { aud?: string; iss?: string; exp?: string } = {}) =>
    new SignJWT(email === null ? { common_name: "service" } : { email })
      .setProtectedHeader({ alg: "RS256", kid: "k1" })
      .setIssuer(given.iss ?? `https://${domain}`)
      .setAudience(given.aud ?? AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(given.exp ?? "1h")
      .sign(privateKey);
  const header = async (...given: Parameters<typeof token>) => ({
    "cf-access-jwt-assertion": await token(...given),
  });
  return { changed, header, asked, domain };
}

beforeAll(migrate);
afterEach(() => vi.restoreAllMocks());

describe("Access beside the password", () => {
  test("is needed by every request, and must name the same person", async () => {
    const { changed, header, asked, domain } = await aTeam();
    const { email, headers } = await aMember();
    const look = (more: object) => ask(staffSession, {}, { ...headers, ...more }, changed);
    expect((await look({})).code).toBe("access_refused");
    expect((await look(await header("other@example.com"))).code).toBe("access_refused");
    expect((await look(await header(email.toUpperCase()))).status).toBe(200);
    expect((await look(await header(email))).status).toBe(200);
    expect(asked).toEqual([`https://${domain}/cdn-cgi/access/certs`]);
  });

  test("signs in only whom it names, by his password", async () => {
    const { changed, header } = await aTeam();
    const { email } = await aMember();
    const input = { email, password };
    const enter = async (who: string) =>
      ask(staffSignIn, input, { ...anAddress(), ...(await header(who)) }, changed);
    expect((await enter("other@example.com")).code).toBe("access_refused");
    expect((await enter(email)).status).toBe(200);
    const alone = await ask(staffSignInByAccess, {}, await header(email), changed);
    expect(alone.code).toBe("access_refused");
    const ways = await ask(staffSignInWays, {}, await header(email), changed);
    expect(ways.output()).toEqual({ password: true, accessEmail: email });
  });

  test("takes no token of another application, team, time or key, nor a service's", async () => {
    const team = await aTeam();
    const { email, headers } = await aMember();
    const wrong = [
      await team.header(email, { aud: "another" }),
      await team.header(email, { iss: "https://evil.example" }),
      await team.header(email, { exp: "-1m" }),
      await team.header(null),
      { "cf-access-jwt-assertion": "a.b.c" },
      {
        "cf-access-jwt-assertion": `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ email }))}.`,
      },
    ];
    for (const header of wrong) {
      const answer = await ask(staffSession, {}, { ...headers, ...header }, team.changed);
      expect(answer.code).toBe("access_refused");
    }
    const strangers = await aTeam();
    const forged = await strangers.header(email, { iss: `https://${team.domain}` });
    const answer = await ask(staffSession, {}, { ...headers, ...forged }, team.changed);
    expect(answer.code).toBe("access_refused");
  });

  test("does not lock people out for ever when its keys are out of reach", async () => {
    const { changed, header } = await aTeam();
    const { email, headers } = await aMember();
    const withToken = { ...headers, ...(await header(email)) };
    vi.restoreAllMocks();
    const failing = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("unreachable"));
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect((await ask(staffSession, {}, withToken, changed)).code).toBe("unavailable");
    expect(failing).toHaveBeenCalled();
  });
});

describe("Access in place of the password", () => {
  test("opens a session for whom it names, if he is a member", async () => {
    const { changed, header } = await aTeam("enough");
    const { email, staffId } = await aMember();
    const ways = await ask(staffSignInWays, {}, await header(email), changed);
    expect(ways.output()).toEqual({ password: false, accessEmail: email });
    const named = await header(email);
    const entered = await ask(staffSignInByAccess, {}, { ...named, origin: ORIGIN }, changed);
    expect(entered.output()).toMatchObject({ staff: { staffId } });
    const session = { ...sessionIn(entered), ...named };
    expect((await ask(adminListPiles, {}, session, changed)).status).toBe(200);
    expect((await ask(adminListPiles, {}, sessionIn(entered), changed)).code).toBe(
      "access_refused",
    );
    const stranger = await header("nobody@example.com");
    const refused = await ask(staffSignInByAccess, {}, stranger, changed);
    expect(refused.code).toBe("access_refused");
    const elsewhere = { ...named, origin: "https://evil.example" };
    const crossSite = await ask(staffSignInByAccess, {}, elsewhere, changed);
    expect(crossSite.code).toBe("access_refused");
  });
});

test("without Access nothing is asked of it", async () => {
  const { headers } = await aMember();
  expect((await ask(staffSession, {}, headers)).status).toBe(200);
  expect((await ask(staffSignInByAccess, {})).code).toBe("access_refused");
  expect((await ask(staffSignInWays, {})).output()).toEqual({ password: true, accessEmail: null });
});
