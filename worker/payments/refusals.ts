// How a failed exchange with a gateway is put into the port's words.
import { err, type Err } from "../../core/result.ts";
import type { ProviderRefusal } from "./provider.ts";

type Unanswered = Extract<ProviderRefusal, { applied: "unknown" }>;
type Refused = Extract<ProviderRefusal, { applied: "no" }>;

/** There is no answer to trust, so the gateway may or may not have done what was asked. */
export const unanswered = (code: Unanswered["code"], evidence: string): Err<Unanswered> =>
  err({ code, retry: "sameNumbers", applied: "unknown", evidence });

/** The gateway said no, and signed it. */
export const refused = (gatewayCode: string, evidence: string): Err<Refused> =>
  err({ code: "gateway_refused", retry: "never", applied: "no", gatewayCode, evidence });

/** Carries a refusal through code that is not ours and knows only exceptions. */
export class GatewayCallError extends Error {
  override readonly name = "GatewayCallError";
  readonly refusal: ProviderRefusal;

  constructor(refusal: ProviderRefusal) {
    super(`${refusal.code}: ${refusal.evidence}`);
    this.refusal = refusal;
  }
}

/** The paths at which an answer differs from its schema; never its values. */
export const pathsOf = (issues: readonly { readonly path: readonly PropertyKey[] }[]): string =>
  issues.map((issue) => issue.path.map(String).join(".") || "(whole)").join(", ");

/** Cuts by code points, so that no character is torn in two. */
export const clip = (text: string, maxChars: number): string =>
  Array.from(text).slice(0, maxChars).join("");
