// What the tests of the HTTP side share: the app over the real bindings, and callers of each kind.
import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import { requestOf } from "../../../core/contract/client.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { openStaffSession } from "../../../worker/db/staff.ts";
import { staff } from "../../../worker/db/tables/operators.ts";
import type { Env } from "../../../worker/env.ts";
import { makeApp } from "../../../worker/http/app.ts";
import { hashOfToken, newSessionToken } from "../../../worker/http/auth/staffCookie.ts";
import { routes } from "../../../worker/http/routes.ts";

export const ORIGIN = "https://charging.test";

export const env = bindings as unknown as Env & { readonly TEST_MIGRATIONS: D1Migration[] };
export const db = dbOf(env);
export const migrate = (): Promise<void> => applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

const app = makeApp(routes);

/** What the Worker does until it is evicted, a test lets go of. */
const context = {
  waitUntil: () => {},
  passThroughOnException: () => {},
  props: {},
} as unknown as ExecutionContext;

export async function send(
  path: string,
  init: RequestInit = {},
  changed: Partial<Env> = {},
): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), init);
  return app.fetch(request, { ...env, ...changed }, context);
}

export type Headers = Readonly<Record<string, string>>;

export type Answer = {
  readonly status: number;
  readonly headers: globalThis.Headers;
  // Tests read into answers whose shape the contract tests elsewhere.
  readonly body: Record<string, never> & { readonly code?: string };
};

/** Calls an endpoint with an input as a client would; the answer is not checked. */
export async function ask(
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  headers: Headers = {},
  changed: Partial<Env> = {},
): Promise<Answer> {
  const { url, body } = requestOf(endpoint, input);
  const response = await send(
    url,
    {
      method: endpoint.method,
      headers: { ...(body !== null && { "content-type": "application/json" }), ...headers },
      ...(body !== null && { body }),
    },
    changed,
  );
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse((await response.text()) || "{}") as Answer["body"],
  };
}

export async function asDriver(driverId: string, nowMs = Date.now()): Promise<Headers> {
  const identity = "wechat";
  const { token } = await makeDriverToken({ driverId, identity }, env.TOKEN_SECRETS, nowMs);
  return { authorization: `Bearer ${token}` };
}

let members = 0;

/** A member of staff of an operator with a role, signed in; the headers carry the session. */
export async function asStaff(operatorId: string, role: StaffRole = "owner"): Promise<Headers> {
  const staffId = `staff-${String((members += 1))}`;
  await db.insert(staff).values({
    staffId,
    operatorId,
    email: `${staffId}@example.com`,
    displayName: staffId,
    role,
    passwordHash: "scrypt$1$1$1$none$none",
    createdAtMs: 0,
  });
  const token = newSessionToken();
  const nowMs = Date.now();
  const sessionHash = await hashOfToken(token);
  await openStaffSession(db, { sessionHash, staffId, nowMs, expiresAtMs: nowMs + 3_600_000 });
  return { cookie: `__Host-zhuang_staff=${token}`, origin: ORIGIN };
}
