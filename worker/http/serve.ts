// Mounts an endpoint of the contract: parse, authorise, call the handler, and put what it gave into
// an answer. Handlers know neither HTTP nor status codes.
import * as z from "zod/mini";
import en from "zod/v4/locales/en.js";
import zhCN from "zod/v4/locales/zh-CN.js";
import {
  carriesBody,
  type Access,
  type Endpoint,
  type OutputOf,
} from "../../core/contract/endpoint.ts";
import { commonProblems, languageOf, type Language } from "../../core/contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { Env } from "../env.ts";
import { hashId } from "../ulidOf.ts";
import { driverOf, staffOf, type DriverCaller, type StaffCaller } from "./auth/auth.ts";
import { apiKeyIn, callerByKey, keyMayCall } from "./auth/apiKey.ts";
import { isForEnrolment, mayCall } from "./auth/roles.ts";
import { clientIpOf, type App, type AppContext } from "./context.ts";
import { problemResponse, type Refusal } from "./errors.ts";
import { refusesOrigin } from "./sameOrigin.ts";

type InputFor<E extends Endpoint> = z.core.output<E["input"]>;

/** What a handler is given; `Who` adds the caller. */
export type Call<E extends Endpoint, Who = unknown> = Who & {
  readonly input: InputFor<E>;
  readonly env: Env;
  readonly nowMs: number;
  readonly language: Language;
  readonly requestId: string;
  readonly clientIp: string;
  /** As the client sent it; a repeat of a POST carries the same. */
  readonly idempotencyKey: string | null;
  /** For what few handlers need: cookies, and work that goes on after the answer. */
  readonly http: AppContext;
};

export type Handler<E extends Endpoint, Who = unknown> = (
  call: Call<E, Who>,
) => Promise<Result<OutputOf<E>, Refusal>>;

export type ByDriver = { readonly driver: DriverCaller };
export type ByStaff = { readonly staff: StaffCaller };

/** Mounts an endpoint that anybody may call. */
export const serve = <E extends Endpoint>(app: App, endpoint: E, handler: Handler<E>): void =>
  mount(app, endpoint, "public", async () => ok({}), handler);

/** Mounts an endpoint for signed-in drivers. */
export const serveDriver = <E extends Endpoint>(
  app: App,
  endpoint: E,
  handler: Handler<E, ByDriver>,
): void =>
  mount(
    app,
    endpoint,
    "driver",
    async (c) => {
      const driver = await driverOf(c);
      return driver.ok ? ok({ driver: driver.value }) : driver;
    },
    handler,
  );

/** Mounts an endpoint for signed-in staff whose role may call it, and for keys with its scope. */
export const serveStaff = <E extends Endpoint>(
  app: App,
  endpoint: E,
  handler: Handler<E, ByStaff>,
): void => mount(app, endpoint, "staff", (c) => authorisedStaff(c, endpoint), handler);

/** Who calls, if he may call this: for what is no endpoint of the table, too. */
export async function authorisedStaff(
  c: AppContext,
  endpoint: Endpoint,
): Promise<Result<ByStaff, Refusal>> {
  const key = apiKeyIn(c);
  // A browser sends a cookie by itself, but never a key.
  if (key === null && refusesOrigin(c)) return err({ code: "forbidden" });
  const found = key === null ? await staffOf(c) : await callerByKey(c, key);
  if (!found.ok) return found;
  const { by, role } = found.value;
  if (by.kind === "key" && !keyMayCall(by.scopes, endpoint)) return err({ code: "forbidden" });
  if (by.kind === "session" && by.needsSecondFactor && !isForEnrolment(endpoint)) {
    return err({ code: "second_factor_missing" });
  }
  return mayCall(role, endpoint) ? ok({ staff: found.value }) : err({ code: "forbidden" });
}

function mount<E extends Endpoint, Who>(
  app: App,
  endpoint: E,
  access: Access,
  authorise: (c: AppContext) => Promise<Result<Who, Refusal>>,
  handler: Handler<E, Who>,
): void {
  if (endpoint.access !== access) {
    throw new Error(`${endpoint.path} is for ${endpoint.access}, not ${access}`);
  }
  app.on(endpoint.method, endpoint.path, async (c) => {
    const who = await authorise(c);
    if (!who.ok) return problemResponse(c, who.error);
    const input = await inputOf(c, endpoint);
    if (!input.ok) return problemResponse(c, input.error);
    const result = await handler({ ...who.value, ...surroundings(c), input: input.value });
    if (c.env.ENVIRONMENT === "development") assertPromised(endpoint, result);
    if (!result.ok) return problemResponse(c, result.error);
    return c.body(JSON.stringify(result.value), 200, { "content-type": "application/json" });
  });
}

const surroundings = (c: AppContext): Omit<Call<Endpoint>, "input"> => ({
  env: c.env,
  nowMs: c.var.nowMs,
  language: languageOf(c.req.header("accept-language")),
  requestId: c.var.requestId,
  clientIp: clientIpOf(c.req.raw.headers),
  idempotencyKey: idempotencyKeyOf(c.req.header("idempotency-key")),
  http: c,
});

const longestKey = 64;

/** A longer one is kept as its hash: cut, two that differ at the end would be one. */
function idempotencyKeyOf(given: string | undefined): string | null {
  if (given === undefined || given === "") return null;
  return given.length > longestKey ? hashId(["key", given]) : given;
}

const messagesIn = { zh: zhCN().localeError, en: en().localeError } as const;

/** One flat object: the body or the query, and over it the path's parameters. */
async function inputOf<E extends Endpoint>(
  c: AppContext,
  endpoint: E,
): Promise<Result<InputFor<E>, Refusal>> {
  const given = await givenTo(c, endpoint);
  if (given === null) {
    return err({ code: "bad_request", errors: [{ path: "", message: "JSON object expected" }] });
  }
  const language = languageOf(c.req.header("accept-language"));
  const parsed = z.safeParse<E["input"]>(
    endpoint.input,
    { ...given, ...c.req.param() },
    { error: messagesIn[language] },
  );
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join("."),
    message,
  }));
  return err({ code: "bad_request", errors });
}

/** A file's handler reads it by itself. */
async function givenTo(c: AppContext, { method, body }: Endpoint): Promise<object | null> {
  if (body !== undefined) return {};
  return carriesBody(method) ? jsonBody(c) : c.req.query();
}

/** Null for anything but a JSON object that says it is JSON: a form of another site cannot say so. */
async function jsonBody(c: AppContext): Promise<object | null> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return null;
  try {
    const body: unknown = await c.req.json();
    return typeof body === "object" && body !== null && !Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}

/** In development an answer that the contract does not promise is a bug to be seen at once. */
function assertPromised(endpoint: Endpoint, result: Result<unknown, Refusal>): void {
  const where = `${endpoint.method} ${endpoint.path}`;
  if (result.ok) {
    const output = z.safeParse(endpoint.output, result.value);
    if (!output.success)
      throw new Error(`${where} broke its output: ${z.prettifyError(output.error)}`);
    return;
  }
  const promised: readonly string[] = [...endpoint.problems, ...commonProblems];
  if (!promised.includes(result.error.code)) {
    throw new Error(`${where} does not promise the problem ${result.error.code}`);
  }
}
