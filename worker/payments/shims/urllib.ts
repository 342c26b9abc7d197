// Takes the place of `urllib` in the bundle: undici, on which it stands, compiles wasm at run time,
// and workerd forbids that. It has what alipay-sdk's `exec` uses and refuses everything else.
import { exchange } from "../exchange.ts";
import { GatewayCallError, unanswered } from "../refusals.ts";

export type RequestOptions = {
  readonly method: "POST";
  readonly data: Readonly<Record<string, string>>;
  readonly dataType: "text";
  readonly timeout: number;
  readonly headers: Readonly<Record<string, string>>;
};

export type HttpClientResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: string;
};

/** A Worker has no connection pool or proxy of its own to configure. */
export function Agent(): void {}
export function ProxyAgent(): void {}

/** Throws GatewayCallError, which alipay-sdk passes on as its error's `cause`. */
export async function request(url: string, options: RequestOptions): Promise<HttpClientResponse> {
  const answer = await exchange({
    method: options.method,
    url,
    headers: {
      ...options.headers,
      "content-type": "application/x-www-form-urlencoded;charset=utf-8",
    },
    body: new URLSearchParams(options.data).toString(),
    timeoutMs: options.timeout,
  });
  if (!answer.ok) throw new GatewayCallError(answer.error);
  const { status, headers, body } = answer.value;
  if (status !== 200) {
    const code = status === 429 || status >= 500 ? "gateway_busy" : "bad_gateway_answer";
    throw new GatewayCallError(unanswered(code, `HTTP status ${status}`).error);
  }
  return { status, headers: Object.fromEntries(headers), data: body };
}

// alipay-sdk imports the default export, as urllib has one.
// oxlint-disable-next-line import/no-default-export
export default { request };
