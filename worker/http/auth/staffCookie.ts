// The cookie that carries a staff session, and the token in it.
import { deleteCookie, setCookie } from "hono/cookie";
import type { AppContext } from "../context.ts";

const NAME = "zhuang_staff";
const TOKEN_BYTES = 32;

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

export const newSessionToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString("base64url");

/** The table keeps only this; the token has 256 random bits, so a fast hash is enough. */
export async function hashOfToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Buffer.from(digest).toString("base64url");
}
