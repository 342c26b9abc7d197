// The one place where a refusal or an error becomes an answer: a problem document (RFC 9457) with a
// stable code, in the caller's language, that tells nothing of the inside.
import { DrizzleQueryError } from "drizzle-orm/errors";
import {
  languageOf,
  problems,
  type Language,
  type Problem,
  type ProblemCode,
} from "../../core/contract/problems.ts";
import type { AppContext } from "./context.ts";

/** What a handler may refuse with; further fields are evidence for tests and are not sent. */
export type Refusal = {
  readonly code: ProblemCode;
  /** Told in Retry-After. */
  readonly retryAfterS?: number;
  readonly errors?: Problem["errors"];
};

/** Too many failed sign-ins: says when to try again. */
export const lockedOut = ({ untilMs }: { readonly untilMs: number }, nowMs: number): Refusal => ({
  code: "sign_in_locked",
  retryAfterS: Math.ceil((untilMs - nowMs) / 1000),
});

/** Where a person reads what a code means: the page that dev/build/apiDocs.ts writes. */
const problemType = (origin: string, code: ProblemCode): string =>
  `${origin}/docs/problems#${code}`;

function problemOf(
  refusal: Refusal,
  place: { readonly origin: string; readonly language: Language; readonly requestId: string },
): Problem {
  const { status, ...text } = problems[refusal.code];
  return {
    type: problemType(place.origin, refusal.code),
    title: text[place.language],
    status,
    code: refusal.code,
    instance: `urn:request:${place.requestId}`,
    ...(refusal.errors !== undefined && { errors: refusal.errors }),
  };
}

export function problemResponse(c: AppContext, refusal: Refusal): Response {
  const language = languageOf(c.req.header("accept-language"));
  const place = { origin: c.env.PUBLIC_ORIGIN, language, requestId: c.var.requestId };
  const problem = problemOf(refusal, place);
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": language,
    "cache-control": "no-store",
    vary: "accept-language",
  });
  if (refusal.retryAfterS !== undefined) headers.set("retry-after", String(refusal.retryAfterS));
  if (problem.status === 401) headers.set("www-authenticate", "Bearer");
  const { status } = problems[refusal.code];
  return c.body(JSON.stringify(problem), { status, headers });
}

/** An error nobody expected: logged under the request's id, told as `internal`. */
export function errorResponse(error: unknown, c: AppContext): Response {
  logError("request failed", error, { requestId: c.var.requestId, method: c.req.method });
  return problemResponse(c, { code: "internal" });
}

export function logError(
  message: string,
  error: unknown,
  context: Readonly<Record<string, string>>,
): void {
  console.error(JSON.stringify({ message, ...context, error: describeError(error) }));
}

/** A query error quotes its parameters, which may be a person's; its statement and cause do not. */
function describeError(error: unknown): string {
  if (error instanceof DrizzleQueryError) {
    const cause = error.cause instanceof Error ? error.cause.message : "unknown cause";
    return `${cause} in ${error.query}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
