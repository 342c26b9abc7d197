// The cookie that carries a staff session, and the token in it.
import { deleteCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../context.ts";

const NAME = "zhuang_staff";

/** Plain HTTP is for a laptop alone: browsers keep Secure cookies for HTTPS. */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** `__Host-` makes the browser refuse one that a sibling host or a page over HTTP has set. */
export const cookieNameFor = (url: string): string => (isLocal(url) ? NAME : `__Host-${NAME}`);

const attributesFor = (url: string) =>
  ({ path: "/", httpOnly: true, sameSite: "Strict", secure: !isLocal(url) }) as const;

export function setStaffCookie(c: AppContext, token: string, lifeMs: number): void {
  const { url } = c.req;
  const maxAge = Math.floor(lifeMs / 1000);
  setCookie(c, cookieNameFor(url), token, { ...attributesFor(url), maxAge });
}

export function clearStaffCookie(c: AppContext): void {
  deleteCookie(c, cookieNameFor(c.req.url), attributesFor(c.req.url));
}
