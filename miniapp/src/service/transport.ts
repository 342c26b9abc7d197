// The one way a request leaves the app: it carries the driver's language and token, renews the
// token shortly before it ends, and on a 401 renews once and repeats. What two parts of a page ask at
// the same time is asked once.
import { call, type Transport } from "../../../core/contract/client.ts";
import { type DriverSession, renewSession } from "../../../core/contract/drivers.ts";
import type { Language } from "../../../core/contract/problems.ts";

/** Renewed this long before its end, so that no request leaves with a token about to end. */
const renewBeforeMs = 60_000;

export type SessionKeeper = {
  readonly get: () => DriverSession | null;
  readonly set: (session: DriverSession | null) => void;
};

export type TransportOptions = {
  readonly send: Transport;
  readonly session: SessionKeeper;
  readonly language: () => Language;
  readonly nowMs: () => number;
};

export type DriverTransport = {
  readonly transport: Transport;
  /** A token that is good now, or null for nobody; `afterRefusal` renews whatever its end says. */
  readonly freshToken: (options?: { readonly afterRefusal: boolean }) => Promise<string | null>;
};

export function makeTransport(options: TransportOptions): DriverTransport {
  const { send, session, language, nowMs } = options;
  let renewing: Promise<string | null> | null = null;

  const inLanguage: Transport = (request) =>
    send({
      ...request,
      headers: { ...request.headers, "accept-language": language() === "zh" ? "zh-CN" : "en" },
    });

  async function renewOnce(current: DriverSession): Promise<string | null> {
    const renewed = await call(inLanguage, renewSession, { token: current.token });
    // Meanwhile he may have signed out, or another driver in: that is not undone.
    if (session.get()?.token !== current.token) return session.get()?.token ?? null;
    if (renewed.ok) {
      session.set(renewed.value);
      return renewed.value.token;
    }
    // Only a refusal ends the session; without an answer the driver stays who he is.
    if (renewed.error.kind === "problem" && renewed.error.problem.status < 500) session.set(null);
    return null;
  }

  const renew = (current: DriverSession): Promise<string | null> => {
    renewing ??= renewOnce(current).finally(() => {
      renewing = null;
    });
    return renewing;
  };

  async function freshToken({ afterRefusal } = { afterRefusal: false }): Promise<string | null> {
    const current = session.get();
    if (current === null) return null;
    if (!afterRefusal && nowMs() < current.expiresAtMs - renewBeforeMs) return current.token;
    return (await renew(current)) ?? session.get()?.token ?? null;
  }

  const withToken = (request: Parameters<Transport>[0], token: string): ReturnType<Transport> =>
    inLanguage({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });

  const ask: Transport = async (request) => {
    const token = await freshToken();
    if (token === null) return inLanguage(request);
    const answer = await withToken(request, token);
    if (answer.status !== 401) return answer;
    // Another request may have renewed it while this one was on its way.
    const other = session.get()?.token;
    const renewed =
      other !== undefined && other !== token ? other : await freshToken({ afterRefusal: true });
    return renewed === null || renewed === token ? answer : withToken(request, renewed);
  };

  /** Questions under way: who asks the same meanwhile gets the same answer. */
  const underWay = new Map<string, ReturnType<Transport>>();

  const transport: Transport = (request) => {
    if (request.method !== "GET") {
      // What was asked before a change is no answer to who asks after it.
      underWay.clear();
      return ask(request).finally(() => underWay.clear());
    }
    const key = `${language()} ${session.get()?.token ?? ""} ${request.url}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const answer = ask(request).finally(() => {
      if (underWay.get(key) === answer) underWay.delete(key);
    });
    underWay.set(key, answer);
    return answer;
  };

  return { transport, freshToken };
}
