// Sends a file to an endpoint that takes one, as a form.
import { answerOf, requestOf } from "../../../core/contract/client.ts";
import type { Endpoint, InputOf, OutputOf } from "../../../core/contract/endpoint.ts";
import { err, type Result } from "../../../core/result.ts";
import { CallError } from "./ask.ts";

/** A picture of some megabytes over a poor link. */
const PATIENCE_MS = 120_000;

/** @throws CallError, which the query library hands to the page. */
export async function upload<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  file: File,
): Promise<OutputOf<E>> {
  const result = await send(endpoint, input, file);
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

async function send<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  file: File,
): Promise<Result<OutputOf<E>, CallError["refusal"]>> {
  const body = new FormData();
  body.set("file", file);
  try {
    const response = await fetch(requestOf(endpoint, Object(input)).url, {
      method: endpoint.method,
      headers: { accept: "application/json", "accept-language": document.documentElement.lang },
      body,
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answerOf(endpoint, { status: response.status, body: await response.text() });
  } catch (reason) {
    return err({ kind: "network", reason: String(reason) });
  }
}
