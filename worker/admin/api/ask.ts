// Asks an endpoint the way the query library expects: a value, or a thrown CallError.
import { queryOptions } from "@tanstack/react-query";
import { call, type CallRefusal } from "../../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../../core/contract/endpoint.ts";
import { transport } from "./transport.ts";

export class CallError extends Error {
  readonly refusal: CallRefusal;

  constructor(refusal: CallRefusal) {
    super(refusal.kind === "problem" ? refusal.problem.code : refusal.reason);
    this.name = "CallError";
    this.refusal = refusal;
  }
}

/** The stable code of a refusal; null when nothing came back or nothing that can be read. */
export const codeOf = (error: unknown): string | null =>
  error instanceof CallError && error.refusal.kind === "problem"
    ? error.refusal.problem.code
    : null;

/** @throws CallError, which the query library hands to the page. */
export async function ask<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
): Promise<OutputOf<E>> {
  const result = await call(transport, endpoint, input);
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

export const keyOf = (endpoint: Endpoint): readonly [string, string] => [
  endpoint.method,
  endpoint.path,
];

/** What a page shows of an endpoint; one key for one endpoint and input. */
export const queryOf = <E extends Endpoint>(endpoint: E, input: InputOf<E>) =>
  queryOptions({
    queryKey: [...keyOf(endpoint), input] as const,
    queryFn: () => ask(endpoint, input),
  });
