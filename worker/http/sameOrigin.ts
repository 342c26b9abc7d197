// Guards what a cookie authorises against requests that another site makes a browser send.
import type { AppContext } from "./context.ts";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True for a write that a browser says comes from elsewhere. Browsers send `Sec-Fetch-Site`, and
 * `Origin` with every write; a script that sends neither holds the cookie itself and is no victim.
 */
export function refusesOrigin(c: AppContext): boolean {
  if (reading.has(c.req.method)) return false;
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  return c.req.header("origin") !== undefined && !isOwnOrigin(c);
}

/** Browsers send `Origin` with every upgrade: who sends none, or another, gets no socket by a cookie. */
export function isOwnOrigin(c: AppContext): boolean {
  const origin = c.req.header("origin");
  return origin === new URL(c.req.url).origin || origin === c.env.PUBLIC_ORIGIN;
}
