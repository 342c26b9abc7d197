// Reading what a gateway answered, once its signature is verified.
import { ok, type Result } from "../../core/result.ts";
import type { ProviderRefusal } from "./provider.ts";
import { pathsOf, unanswered } from "./refusals.ts";

type Schema<Out> = {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Out }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } };
};

/** Undefined for what is no JSON, which no schema takes. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses an answer, and refuses one that is about something else than what was asked. */
export function readAnswer<Out>(
  schema: Schema<Out>,
  answer: unknown,
  isOurs: (value: Out) => boolean = () => true,
): Result<Out, ProviderRefusal> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) {
    return unanswered("bad_gateway_answer", `unexpected at ${pathsOf(parsed.error.issues)}`);
  }
  if (!isOurs(parsed.data)) return unanswered("bad_gateway_answer", "it answers another question");
  return ok(parsed.data);
}
