// Calling the platform's endpoints from anywhere in the app.
import { call, type CallRefusal } from "../../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../../core/contract/endpoint.ts";
import type { Result } from "../../../core/result.ts";
import { send } from "../platform/http.ts";
import type { Catalogue } from "../text/zh.ts";
import { languageStore } from "./language.ts";
import { sessionStore, setSession } from "./session.ts";
import { makeTransport } from "./transport.ts";

const { transport, freshToken } = makeTransport({
  send,
  session: { get: sessionStore.get, set: setSession },
  language: languageStore.get,
  nowMs: Date.now,
});

export { freshToken };

export const api = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { readonly idempotencyKey?: string } = {},
): Promise<Result<OutputOf<E>, CallRefusal>> => call(transport, endpoint, input, options);

/** What a refusal says to a person: the platform's own words, or that it was not reached. */
export const refusalText = (text: Catalogue, refusal: CallRefusal): string =>
  refusal.kind === "problem" ? refusal.problem.title : text.errors.network;
