// The links by which people set a password: the first one, or one in place of what was forgotten.
import { staffLookAtLink, staffUseLink } from "../../../core/contract/admin/account.ts";
import { passwordFlaw } from "../../../core/contract/admin/passwordRules.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { memberByLinkQuery, spendPasswordLink } from "../../db/people.ts";
import { hashPassword } from "../auth/password.ts";
import { hashOfToken } from "../auth/token.ts";
import type { App } from "../context.ts";
import { serve, type Call } from "../serve.ts";

export function staffLinkRoutes(app: App): void {
  serve(app, staffLookAtLink, look);
  serve(app, staffUseLink, useLink);
}

async function look({ env, input, nowMs }: Call<typeof staffLookAtLink>) {
  const linkHash = await hashOfToken(input.token);
  const member = await memberByLinkQuery(dbOf(env), { linkHash, nowMs }).get();
  if (member === undefined) return err({ code: "link_void" });
  const { email, displayName, operatorName, role, hasPassword, expiresAtMs } = member;
  const isFirst = hasPassword === 0;
  return ok({ email, displayName, operatorName, role, isFirst, expiresAtMs });
}

async function useLink({ env, input, nowMs }: Call<typeof staffUseLink>) {
  const db = dbOf(env);
  const linkHash = await hashOfToken(input.token);
  const member = await memberByLinkQuery(db, { linkHash, nowMs }).get();
  if (member === undefined) return err({ code: "link_void" });
  const { email, staffId, operatorId } = member;
  const flaw = passwordFlaw(input.password, { email });
  if (flaw !== null) return err({ code: flaw });
  const isUsed = await spendPasswordLink(db, {
    linkHash,
    passwordHash: await hashPassword(input.password),
    entry: { operatorId, staffId, action: "staffUseLink", subject: staffId, detail: {}, nowMs },
  });
  return isUsed ? ok({ email }) : err({ code: "link_void" });
}
