import { describe, expect, test, vi } from "vitest";
import { call, type Transport } from "../../../core/contract/client.ts";
import { type DriverSession, getConfig, getMe } from "../../../core/contract/drivers.ts";
import type { Language } from "../../../core/contract/problems.ts";
import { makeTransport } from "./transport.ts";

const hourMs = 3_600_000;

const aSession = (changes: Partial<DriverSession> = {}): DriverSession => ({
  token: "old",
  expiresAtMs: 2 * hourMs,
  renewableUntilMs: 100 * hourMs,
  driver: { driverId: "d1", displayName: "driver-1", identity: "demo" },
  ...changes,
});

const me = {
  driverId: "d1",
  displayName: "driver-1",
  identity: "demo",
  balanceFen: 0,
  phone: null,
  policy: { version: "1", consentedVersion: "1", consentedAtMs: 0 },
  receivableFen: 0,
  activeOrderId: null,
};
const refused = (status: number, code: string) => ({
  status,
  body: JSON.stringify({ type: "about:blank", title: code, status, code }),
});

type Request = Parameters<Transport>[0];

const aQuestion = (url: string): Request => ({ method: "GET", url, headers: {}, body: null });

function aPlatform(options: {
  session: DriverSession | null;
  nowMs?: number;
  good: readonly string[];
  renewal?: () => ReturnType<Transport>;
  language?: Language;
}) {
  const requests: Request[] = [];
  let { session } = options;
  const send: Transport = (request) => {
    requests.push(request);
    if (request.url === "/api/v1/sessions/renew")
      return (
        options.renewal?.() ??
        Promise.resolve({ status: 200, body: JSON.stringify(aSession({ token: "new" })) })
      );
    const token = request.headers["authorization"]?.replace("Bearer ", "");
    return Promise.resolve(
      token !== undefined && options.good.includes(token)
        ? { status: 200, body: JSON.stringify(me) }
        : refused(401, "unauthorized"),
    );
  };
  const setSession = (next: DriverSession | null): void => {
    session = next;
  };
  const made = makeTransport({
    send,
    session: {
      get: () => session,
      set: setSession,
    },
    language: () => options.language ?? "zh",
    nowMs: () => options.nowMs ?? 0,
  });
  const urls = () => requests.map((request) => request.url);
  return { ...made, requests, urls, session: () => session, setSession };
}

describe("the transport", () => {
  test("asks in the language of the app", async () => {
    const platform = aPlatform({ session: null, good: [], language: "en" });
    await call(platform.transport, getConfig, {});
    expect(platform.requests[0]!.headers["accept-language"]).toBe("en");
    expect(platform.requests[0]!.headers["authorization"]).toBeUndefined();
  });

  test("renews once on a 401 and repeats the request", async () => {
    const platform = aPlatform({ session: aSession(), good: ["new"] });
    const answer = await call(platform.transport, getMe, {});
    expect(answer.ok).toBe(true);
    expect(platform.urls()).toEqual(["/api/v1/me", "/api/v1/sessions/renew", "/api/v1/me"]);
    expect(platform.session()?.token).toBe("new");
  });

  test("does not renew a second time when the new token is refused too", async () => {
    const platform = aPlatform({ session: aSession(), good: [] });
    const answer = await call(platform.transport, getMe, {});
    expect(answer).toMatchObject({ ok: false, error: { problem: { code: "unauthorized" } } });
    expect(platform.urls()).toEqual(["/api/v1/me", "/api/v1/sessions/renew", "/api/v1/me"]);
  });

  test("renews shortly before the token ends, before anything is refused", async () => {
    const platform = aPlatform({
      session: aSession({ expiresAtMs: 50_000 }),
      nowMs: 0,
      good: ["new"],
    });
    await call(platform.transport, getMe, {});
    expect(platform.urls()).toEqual(["/api/v1/sessions/renew", "/api/v1/me"]);
  });

  test("renews once for many requests at a time", async () => {
    const platform = aPlatform({ session: aSession(), good: ["new"] });
    const answers = await Promise.all(
      [1, 2, 3].map((n) => platform.transport(aQuestion(`/q${n}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(platform.urls().filter((url) => url.endsWith("/renew"))).toHaveLength(1);
  });

  test("signs out when the renewal is refused, and says why", async () => {
    const platform = aPlatform({
      session: aSession(),
      good: [],
      renewal: () => Promise.resolve(refused(401, "unauthorized")),
    });
    const answer = await call(platform.transport, getMe, {});
    expect(answer).toMatchObject({ ok: false, error: { problem: { status: 401 } } });
    expect(platform.session()).toBeNull();
    expect(platform.urls()).toHaveLength(2);
  });

  test("stays signed in when the renewal got no answer", async () => {
    const platform = aPlatform({
      session: aSession(),
      good: [],
      renewal: () => Promise.reject(new Error("offline")),
    });
    const answer = await call(platform.transport, getMe, {});
    expect(answer.ok).toBe(false);
    expect(platform.session()?.token).toBe("old");
  });

  test("repeats a request with its Idempotency-Key", async () => {
    const platform = aPlatform({ session: aSession(), good: ["new"] });
    await call(platform.transport, getMe, {}, { idempotencyKey: "k1" });
    const keys = platform.requests.map((request) => request.headers["idempotency-key"]);
    expect(keys).toEqual(["k1", undefined, "k1"]);
  });

  test("does not bring back a driver who signed out while his token was being renewed", async () => {
    const renewed = { status: 200, body: JSON.stringify(aSession({ token: "new" })) };
    const waiting: ((answer: typeof renewed) => void)[] = [];
    const platform = aPlatform({
      session: aSession(),
      good: ["new"],
      renewal: () => new Promise((resolve) => void waiting.push(resolve)),
    });
    const asked = call(platform.transport, getMe, {});
    await vi.waitFor(() => expect(platform.urls()).toContain("/api/v1/sessions/renew"));
    platform.setSession(null);
    waiting[0]!(renewed);
    expect(await asked).toMatchObject({ ok: false });
    expect(platform.session()).toBeNull();
  });

  test("goes on as the driver who signed in meanwhile", async () => {
    const platform = aPlatform({
      session: aSession(),
      good: ["another"],
      renewal: () => {
        platform.setSession(aSession({ token: "another" }));
        return Promise.resolve(refused(401, "unauthorized"));
      },
    });
    expect((await call(platform.transport, getMe, {})).ok).toBe(true);
    expect(platform.session()?.token).toBe("another");
  });
});

describe("the same question", () => {
  test("is asked once while it is being answered, and again after that", async () => {
    const platform = aPlatform({ session: aSession(), good: ["old"] });
    const answers = await Promise.all([1, 2, 3].map(() => call(platform.transport, getMe, {})));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(platform.urls()).toEqual(["/api/v1/me"]);
    await call(platform.transport, getMe, {});
    expect(platform.urls()).toHaveLength(2);
  });

  test("is asked anew by another driver, and after a change", async () => {
    const platform = aPlatform({ session: aSession(), good: ["old", "another"] });
    const first = platform.transport(aQuestion("/q"));
    platform.setSession(aSession({ token: "another" }));
    const second = platform.transport(aQuestion("/q"));
    const change = platform.transport({ ...aQuestion("/change"), method: "POST" });
    const third = platform.transport(aQuestion("/q"));
    await Promise.all([first, second, change, third]);
    expect(platform.urls()).toEqual(["/q", "/q", "/change", "/q"]);
  });
});
