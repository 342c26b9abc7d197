// Tokens that let somebody in once or for a while: of sessions, links and keys.

const TOKEN_BYTES = 32;

export const newSessionToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString("base64url");

/** The table keeps only this; the token has 256 random bits, so a fast hash is enough. */
export async function hashOfToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Buffer.from(digest).toString("base64url");
}
