// How every client calls an endpoint: the table says where, the client's own transport carries it.
import type { Endpoint, InputOf, OutputOf } from "./endpoint.ts";
import { carriesBody } from "./endpoint.ts";
import { Problem } from "./problems.ts";
import { err, ok, type Result } from "../result.ts";
import * as z from "zod/mini";

/** Carries one request; resolves with whatever came back, rejects only when nothing did. */
export type Transport = (request: {
  readonly method: Endpoint["method"];
  /** Path and query, beginning with a slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}) => Promise<{ readonly status: number; readonly body: string }>;

export type CallRefusal =
  | { readonly kind: "problem"; readonly problem: Problem }
  /** Nothing came back, or not what the contract says: the outcome is unknown. */
  | { readonly kind: "network"; readonly reason: string };

/**
 * Calls an endpoint over a transport.
 * @param idempotencyKey sent as `Idempotency-Key`, so that a repeat of the same POST is answered as the first was.
 */
export async function call<E extends Endpoint>(
  transport: Transport,
  endpoint: E,
  input: InputOf<E>,
  options: { readonly idempotencyKey?: string } = {},
): Promise<Result<OutputOf<E>, CallRefusal>> {
  const request = requestOf(endpoint, Object(input));
  const headers: Record<string, string> = { accept: "application/json" };
  if (request.body !== null) headers["content-type"] = "application/json";
  if (options.idempotencyKey !== undefined) headers["idempotency-key"] = options.idempotencyKey;
  let response: { status: number; body: string };
  try {
    response = await transport({ method: endpoint.method, ...request, headers });
  } catch (reason) {
    return err({ kind: "network", reason: String(reason) });
  }
  return answerOf(endpoint, response);
}

/** What came back, as the contract says it; for transports that carry files by themselves, too. */
export function answerOf<E extends Endpoint>(
  endpoint: E,
  response: { readonly status: number; readonly body: string },
): Result<OutputOf<E>, CallRefusal> {
  const body = parseJson(response.body);
  if (response.status >= 400) {
    const problem = z.safeParse(Problem, body);
    if (problem.success) return err({ kind: "problem", problem: problem.data });
    return err({ kind: "network", reason: `status ${response.status}` });
  }
  const output = z.safeParse<E["output"]>(endpoint.output, body);
  if (!output.success)
    return err({ kind: "network", reason: `unexpected answer: ${z.prettifyError(output.error)}` });
  return ok(output.data);
}

/** Where and with what an endpoint is called for an input. */
export function requestOf(endpoint: Endpoint, input: object): { url: string; body: string | null } {
  const rest = new Map<string, unknown>(
    Object.entries(input).filter(([, value]) => value !== undefined),
  );
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (carriesBody(endpoint.method))
    return { url: path, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = [...rest]
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return { url: query === "" ? path : `${path}?${query}`, body: null };
}

function parseJson(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
