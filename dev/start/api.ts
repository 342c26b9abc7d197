// Calls the running platform over the same contract as the apps do: as an operator's staff, or as
// anybody.
import { staffSignIn } from "../../core/contract/admin/staff.ts";
import { call, type CallRefusal, type Transport } from "../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../core/contract/endpoint.ts";
import type { Result } from "../../core/result.ts";
import { emailOf, STAFF_PASSWORD } from "../seed/city/operators.ts";
import { Complaint } from "./words.ts";

const PATIENCE_MS = 30_000;

const transportOf =
  (origin: string, own: Readonly<Record<string, string>> = {}): Transport =>
  async ({ method, url, headers, body }) => {
    const response = await fetch(`${origin}${url}`, {
      method,
      headers: { ...headers, ...own },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, body: await response.text() };
  };

const textOf = (refusal: CallRefusal): string =>
  refusal.kind === "problem" ? `${refusal.problem.code}: ${refusal.problem.title}` : refusal.reason;

/** What was answered; a refusal becomes a complaint that names the endpoint. */
function answered<T>(endpoint: Endpoint, answer: Result<T, CallRefusal>): T {
  if (answer.ok) return answer.value;
  const said = `${endpoint.method} ${endpoint.path}: ${textOf(answer.error)}`;
  throw new Complaint([`平台拒绝了请求：${said}`, `The platform refused: ${said}`]);
}

export async function ask<E extends Endpoint>(
  origin: string,
  endpoint: E,
  input: InputOf<E>,
): Promise<OutputOf<E>> {
  return answered(endpoint, await call(transportOf(origin), endpoint, input));
}

export type StaffCaller = <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
) => Promise<OutputOf<E>>;

/** Signs in as the demonstration's owner of an operator. */
export async function asOwner(origin: string, operatorId: string): Promise<StaffCaller> {
  let cookie = "";
  const transport: Transport = async ({ method, url, headers, body }) => {
    const response = await fetch(`${origin}${url}`, { method, headers, body });
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return { status: response.status, body: await response.text() };
  };
  const credentials = { email: emailOf(operatorId, "owner"), password: STAFF_PASSWORD };
  answered(staffSignIn, await call(transport, staffSignIn, credentials));
  const signedIn = transportOf(origin, { cookie });
  return async (endpoint, input) => answered(endpoint, await call(signedIn, endpoint, input));
}
