// One bounded HTTP exchange with a gateway: a time-out over the whole of it, no redirects followed
// (they would carry signed requests elsewhere), and no more read than an answer can need.
import { ok, type Result } from "../../core/result.ts";
import { maxAnswerBytes } from "./limits.ts";
import type { ProviderRefusal } from "./provider.ts";
import { unanswered } from "./refusals.ts";

export type GatewayRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
};

export type GatewayAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
};

/** Refuses with `gateway_timeout`, `gateway_unreachable` or, for an oversized answer, `bad_gateway_answer`. */
export async function exchange(
  request: GatewayRequest,
): Promise<Result<GatewayAnswer, ProviderRefusal>> {
  const what = `${request.method} ${new URL(request.url).pathname}`;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: "manual",
      signal: AbortSignal.timeout(request.timeoutMs),
      ...(request.method === "POST" && { body: request.body }),
    });
    const body = await readBounded(response);
    if (body === null) return unanswered("bad_gateway_answer", `${what}: answer too large`);
    return ok({ status: response.status, headers: response.headers, body });
  } catch (error) {
    if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError")) {
      return unanswered("gateway_timeout", `${what}: no answer in ${request.timeoutMs} ms`);
    }
    return unanswered("gateway_unreachable", `${what}: ${nameOf(error)}`);
  }
}

/** An error's message may hold the address with its query, and with it a secret; its name does not. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxAnswerBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
