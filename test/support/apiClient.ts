// A client of the API for tests: the contract's own `call` over fetch; a refusal is a throw, unless
// the test asks for it.
import { call, type CallRefusal } from "../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../core/contract/endpoint.ts";
import { staffSignIn } from "../../core/contract/admin/staff.ts";
import type { Result } from "../../core/result.ts";

type Options = { readonly idempotencyKey?: string };

export class ApiClient {
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(origin: string, headers: Readonly<Record<string, string>> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  withToken(token: string): ApiClient {
    return new ApiClient(this.#origin, { authorization: `Bearer ${token}` });
  }

  /** Signs staff in; the session's cookie rides with every later call. */
  async asStaff(email: string, password: string): Promise<ApiClient> {
    const response = await fetch(this.#origin + staffSignIn.path, {
      method: staffSignIn.method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
    if (!response.ok || cookie === undefined) {
      throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    }
    return new ApiClient(this.#origin, { cookie });
  }

  async call<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    options?: Options,
  ): Promise<OutputOf<E>> {
    const result = await this.attempt(endpoint, input, options);
    if (result.ok) return result.value;
    throw new Error(`${endpoint.method} ${endpoint.path}: ${JSON.stringify(result.error)}`);
  }

  /** What is no call of JSON: a file on its way there, or back. */
  async raw(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.#origin + path, { ...init, headers: { ...this.#headers } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  /** The code of the problem document that the call is refused with; null when it succeeds. */
  async refusal<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    options?: Options,
  ): Promise<string | null> {
    const result = await this.attempt(endpoint, input, options);
    if (result.ok) return null;
    if (result.error.kind === "problem") return result.error.problem.code;
    throw new Error(`${endpoint.path}: ${result.error.reason}`);
  }

  attempt<E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    options: Options = {},
  ): Promise<Result<OutputOf<E>, CallRefusal>> {
    return call(
      async ({ method, url, headers, body }) => {
        const response = await fetch(this.#origin + url, {
          method,
          headers: { ...headers, ...this.#headers },
          body,
        });
        return { status: response.status, body: await response.text() };
      },
      endpoint,
      input,
      options,
    );
  }
}
