// Carries the contract's calls over fetch with the session cookie, in the language the page is in.
import type { Transport } from "../../../core/contract/client.ts";

const PATIENCE_MS = 20_000;

export const transport: Transport = async ({ method, url, headers, body }) => {
  const response = await fetch(url, {
    method,
    headers: { ...headers, "accept-language": document.documentElement.lang },
    body,
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, body: await response.text() };
};
