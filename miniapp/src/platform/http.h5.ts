// Requests from the browser, to its own origin.
import type { Transport } from "../../../core/contract/client.ts";

const timeoutMs = 15_000;

export const send: Transport = async ({ method, url, headers, body }) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const response = await fetch(url, { method, headers, body, signal: abort.signal });
    return { status: response.status, body: await response.text() };
  } finally {
    clearTimeout(timer);
  }
};
