/** Login codes of the demonstration: `demo-NAME` always, `once-NAME-…` a single time. */
import { err, ok, type Result } from "../../core/result.ts";
import type { Gateway } from "./gateway.ts";
import type { Provider } from "./model.ts";

export type CodeRefusal = { code: "code_unknown" } | { code: "code_used" };

/** Returns the person's name. */
export function useLoginCode(
  gateway: Gateway,
  provider: Provider,
  code: string,
): Result<string, CodeRefusal> {
  const demo = /^demo-([\w-]{1,40})$/.exec(code)?.[1];
  if (demo !== undefined) return ok(demo);
  const once = /^once-([A-Za-z0-9_]{1,40})-[\w-]{1,64}$/.exec(code)?.[1];
  if (once === undefined) return err({ code: "code_unknown" });
  const key = `${provider}:${code}`;
  if (gateway.store.usedCodes.has(key)) return err({ code: "code_used" });
  gateway.store.usedCodes.put(key, gateway.now());
  return ok(once);
}
