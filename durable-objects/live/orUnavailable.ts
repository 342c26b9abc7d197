// An error thrown across RPC loses its class and is logged as uncaught: a failure to answer is a value.
import { err, type Result } from "../../core/result.ts";

export async function orUnavailable<T, E>(
  answer: () => Promise<Result<T, E>>,
): Promise<Result<T, E | { readonly code: "unavailable" }>> {
  try {
    return await answer();
  } catch (error) {
    console.error("live state out of reach", String(error));
    return err({ code: "unavailable" });
  }
}
