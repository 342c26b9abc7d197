// The two rows with which an operator begins: itself, and the owner who invites everybody else. They
// are SQL for `wrangler d1 execute`, and the owner sets the password by a link, so that none is known
// to whoever deploys.
import { ulid } from "ulid";
import { limits } from "../../core/limits.ts";
import { hashOfToken, newSessionToken } from "../../worker/http/auth/token.ts";

export type FirstOwner = {
  readonly name: string;
  readonly nameEn: string;
  readonly ownerName: string;
  readonly email: string;
  /** Where the platform runs, without a path. */
  readonly origin: string;
};

export type Made = {
  readonly operatorId: string;
  readonly sql: string;
  readonly url: string;
  readonly expiresAtMs: number;
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export async function firstOwner(
  { name, nameEn, ownerName, email, origin }: FirstOwner,
  nowMs: number,
): Promise<Made> {
  const operatorId = ulid(nowMs).toLowerCase();
  const token = newSessionToken();
  const expiresAtMs = nowMs + limits.staffLinkMs.most;
  const operator = [operatorId, name, nameEn].map(quoted).join(", ");
  const texts = [ulid(nowMs), operatorId, email.trim().toLowerCase(), ownerName, "owner", ""];
  const link = [quoted(await hashOfToken(token)), expiresAtMs].join(", ");
  return {
    operatorId,
    sql: `INSERT INTO operators (operator_id, name, name_en, created_at_ms)
VALUES (${operator}, ${nowMs});
INSERT INTO staff (staff_id, operator_id, email, display_name, role, password_hash, created_at_ms,
  link_hash, link_expires_at_ms)
VALUES (${texts.map(quoted).join(", ")}, ${nowMs}, ${link});
`,
    url: `${origin}/admin/welcome#${token}`,
    expiresAtMs,
  };
}
