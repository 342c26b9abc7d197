// What the tests of the HTTP side share: the app over the real bindings, and callers of each kind.
import {
  applyD1Migrations,
  createExecutionContext,
  waitOnExecutionContext,
  type D1Migration,
} from "cloudflare:test";
import { env as bindings } from "cloudflare:workers";
import * as z from "zod/mini";
import { requestOf } from "../../../core/contract/client.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { Problem } from "../../../core/contract/problems.ts";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import { makeDriverToken } from "../../../durable-objects/auth/driverToken.ts";
import { dbOf } from "../../../worker/db/database.ts";
import { openSessionStatements } from "../../../worker/db/staff.ts";
import { staff } from "../../../worker/db/tables/operators.ts";
import type { Env } from "../../../worker/env.ts";
import { makeApp } from "../../../worker/http/app.ts";
import { hashOfToken, newSessionToken } from "../../../worker/http/auth/token.ts";
import { routes } from "../../../worker/http/routes.ts";

export const ORIGIN = "https://charging.test";

type TestEnv = Env & { readonly TEST_MIGRATIONS: D1Migration[] };

// The bindings are those of wrangler.toml and vitest.config.ts, whose types nothing generates.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const env = bindings as unknown as TestEnv;

/** A binding that does only what a test needs of it. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
export const aBinding = <T>(does: object): T => does as T;
export const db = dbOf(env);
export const migrate = (): Promise<void> => applyD1Migrations(env.DB, env.TEST_MIGRATIONS);

const app = makeApp(routes);

export async function send(
  path: string,
  init: RequestInit = {},
  changed: Partial<Env> = {},
): Promise<Response> {
  const request = new Request(new URL(path, ORIGIN), init);
  const context = createExecutionContext();
  const response = await app.fetch(request, { ...env, ...changed }, context);
  await waitOnExecutionContext(context);
  return response;
}

export type Headers = Readonly<Record<string, string>>;

export type Answer<E extends Endpoint> = {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly body: unknown;
  /** The problem's code; null where the answer is no problem. */
  readonly code: string | null;
  /** What the endpoint gave; fails the test when it refused, or gave what it does not promise. */
  readonly output: () => OutputFor<E>;
};

type OutputFor<E extends Endpoint> = z.core.output<E["output"]>;

/** Calls an endpoint with an input as a client would, right or wrong. */
export async function ask<E extends Endpoint>(
  endpoint: E,
  input: Readonly<Record<string, unknown>>,
  headers: Headers = {},
  changed: Partial<Env> = {},
): Promise<Answer<E>> {
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
  const answered: unknown = await response.json();
  const problem = z.safeParse(Problem, answered);
  return {
    status: response.status,
    headers: response.headers,
    body: answered,
    code: problem.success ? problem.data.code : null,
    output: () => z.parse<E["output"]>(endpoint.output, answered),
  };
}

export async function asDriver(driverId: string, nowMs = Date.now()): Promise<Headers> {
  const identity = "wechat";
  const { token } = await makeDriverToken({ driverId, identity }, env.TOKEN_SECRETS, nowMs);
  return { authorization: `Bearer ${token}` };
}

let members = 0;

/** A member of staff of an operator with a role, signed in. */
export async function asMember(
  operatorId: string,
  role: StaffRole = "owner",
  given: Partial<typeof staff.$inferInsert> = {},
) {
  const staffId = `staff-${String((members += 1))}`;
  await db.insert(staff).values({
    staffId,
    operatorId,
    email: `${staffId}@example.com`,
    displayName: staffId,
    role,
    passwordHash: "",
    createdAtMs: 0,
    ...given,
  });
  const token = newSessionToken();
  const nowMs = Date.now();
  const sessionId = await hashOfToken(token);
  const expiresAtMs = nowMs + 3_600_000;
  const session = { sessionHash: sessionId, staffId, device: "", nowMs, expiresAtMs };
  await db.batch([...openSessionStatements(db, session)]);
  const headers: Headers = { cookie: `__Host-zhuang_staff=${token}`, origin: ORIGIN };
  return { staffId, sessionId, headers, email: given.email ?? `${staffId}@example.com` };
}

/** The same; the headers carry the session. */
export const asStaff = async (operatorId: string, role: StaffRole = "owner"): Promise<Headers> =>
  (await asMember(operatorId, role)).headers;
