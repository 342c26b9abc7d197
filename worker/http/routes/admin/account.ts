// One's own account: password, second factor, sessions. A code or a password that is asked for again
// counts with the guard of sign-ins, so that an open browser is no place to guess either.
import * as contract from "../../../../core/contract/admin/account.ts";
import { passwordFlaw } from "../../../../core/contract/admin/passwordRules.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import { auditInsert } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import { setPassword } from "../../../db/people.ts";
import {
  removeSecondFactor,
  setRecoveryHashes,
  setSecondFactor,
} from "../../../db/secondFactors.ts";
import {
  closeSessions,
  sessionsOfStaffQuery,
  staffByIdQuery,
  type SigningIn,
} from "../../../db/staff.ts";
import * as totp from "../../../people/totp.ts";
import { sealerOf } from "../../../privacy/seal.ts";
import { sessionOf } from "../../auth/auth.ts";
import { hashPassword, passwordMatches } from "../../auth/password.ts";
import { beginSignIn } from "../../auth/signInGuard.ts";
import type { App } from "../../context.ts";
import { lockedOut, type Refusal } from "../../errors.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminAccountRoutes(app: App): void {
  serveStaff(app, contract.adminGetAccount, account);
  serveStaff(app, contract.adminChangePassword, changePassword);
  serveStaff(app, contract.adminBeginSecondFactor, begin);
  serveStaff(app, contract.adminConfirmSecondFactor, confirm);
  serveStaff(app, contract.adminRemoveSecondFactor, remove);
  serveStaff(app, contract.adminRenewRecoveryCodes, renewCodes);
  serveStaff(app, contract.adminEndSession, async ({ env, input, staff }) => {
    await closeSessions(dbOf(env), staff.staffId, { only: input.sessionId });
    return ok({});
  });
  serveStaff(app, contract.adminEndOtherSessions, endOthers);
}

type ByMe = Call<Endpoint, ByStaff>;
type Mine = Pick<ByMe, "env" | "nowMs" | "staff" | "clientIp">;

async function me({ env, staff }: Mine): Promise<SigningIn> {
  const member = await staffByIdQuery(dbOf(env), staff.staffId).get();
  if (member === undefined) throw new Error("the session's member is gone");
  return member;
}

const told = ({ env, nowMs, staff }: Mine, action: string, detail: object = {}) =>
  auditInsert(dbOf(env), {
    operatorId: staff.operatorId,
    staffId: staff.staffId,
    action,
    subject: staff.staffId,
    detail: { ...detail },
    nowMs,
  });

/** Proves once more that it is he, by a check that counts as a sign-in. */
async function proven(
  { env, nowMs, clientIp, staff }: Mine,
  code: "password_wrong" | "code_wrong",
  check: () => Promise<boolean>,
): Promise<Result<null, Refusal>> {
  const attempt = await beginSignIn(env, { email: staff.email, clientIp, nowMs });
  if (attempt.kind === "locked") return err(lockedOut(attempt, nowMs));
  if (!(await check())) return err({ code });
  await attempt.succeeded();
  return ok(null);
}

const provenByCode = async (call: Mine, code: string): Promise<Result<null, Refusal>> => {
  const { env, nowMs } = call;
  const member = await me(call);
  return proven(call, "code_wrong", () =>
    totp.takeCode(dbOf(env), sealerOf(env), { member, code, nowMs }),
  );
};

async function account(call: Call<typeof contract.adminGetAccount, ByStaff>) {
  const { env, nowMs, staff } = call;
  const { sessionHash, needsSecondFactor } = sessionOf(staff);
  const [member, sessions] = await Promise.all([
    me(call),
    sessionsOfStaffQuery(dbOf(env), { staffId: staff.staffId, nowMs }),
  ]);
  return ok({
    hasSecondFactor: member.totpSealed !== null,
    needsSecondFactor,
    recoveryCodesLeft: member.recoveryHashes.length,
    sessions: sessions.map((one) => ({ ...one, isThis: one.sessionId === sessionHash })),
  });
}

async function changePassword(call: Call<typeof contract.adminChangePassword, ByStaff>) {
  const { env, input, staff } = call;
  const { staffId, email } = staff;
  const { passwordHash: hash } = await me(call);
  const proof = await proven(call, "password_wrong", () => passwordMatches(input.current, hash));
  if (!proof.ok) return proof;
  const flaw = passwordFlaw(input.next, { email });
  if (flaw !== null) return err({ code: flaw });
  const db = dbOf(env);
  const passwordHash = await hashPassword(input.next);
  await db.batch([
    setPassword(db, { staffId, passwordHash }),
    closeSessions(db, staffId, { allBut: sessionOf(staff).sessionHash }),
    told(call, "adminChangePassword"),
  ]);
  return ok({});
}

async function begin({ env, nowMs, staff }: Call<typeof contract.adminBeginSecondFactor, ByStaff>) {
  const sealer = sealerOf(env);
  if (sealer === null) return err({ code: "second_factor_unavailable" });
  const { staffId, email } = staff;
  const { secret, uri } = totp.newSecret(email);
  return ok({
    secret,
    uri,
    enrolment: await totp.sealEnrolment(sealer, { staffId, secret, nowMs }),
  });
}

async function confirm(call: Call<typeof contract.adminConfirmSecondFactor, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const { staffId } = staff;
  const sealer = sealerOf(env);
  if (sealer === null) return err({ code: "second_factor_unavailable" });
  const { enrolment } = input;
  const secret = await totp.openEnrolment(sealer, { staffId, enrolment, nowMs });
  if (secret === null) return err({ code: "enrolment_expired" });
  const step = totp.stepOfCode(secret, input.code.replace(/\s/g, ""), nowMs);
  const proof = await proven(call, "code_wrong", async () => step !== null);
  if (!proof.ok || step === null) return proof.ok ? err({ code: "code_wrong" }) : proof;
  const { codes, hashes: recoveryHashes } = await totp.newRecoveryCodes();
  const totpSealed = await sealer.seal(secret, totp.secretOwner(staffId));
  const db = dbOf(env);
  await db.batch([
    setSecondFactor(db, { staffId, totpSealed, step, recoveryHashes }),
    told(call, "adminConfirmSecondFactor"),
  ]);
  return ok({ recoveryCodes: codes });
}

async function remove(call: Call<typeof contract.adminRemoveSecondFactor, ByStaff>) {
  const { env, input, staff } = call;
  if (sessionOf(staff).isSecondFactorRequired) return err({ code: "second_factor_required" });
  const proof = await provenByCode(call, input.code);
  if (!proof.ok) return proof;
  const db = dbOf(env);
  await db.batch([removeSecondFactor(db, staff.staffId), told(call, "adminRemoveSecondFactor")]);
  return ok({});
}

async function renewCodes(call: Call<typeof contract.adminRenewRecoveryCodes, ByStaff>) {
  const { env, input, staff } = call;
  const proof = await provenByCode(call, input.code);
  if (!proof.ok) return proof;
  const { codes, hashes: recoveryHashes } = await totp.newRecoveryCodes();
  const db = dbOf(env);
  await db.batch([
    setRecoveryHashes(db, { staffId: staff.staffId, recoveryHashes }),
    told(call, "adminRenewRecoveryCodes"),
  ]);
  return ok({ recoveryCodes: codes });
}

async function endOthers(call: Call<typeof contract.adminEndOtherSessions, ByStaff>) {
  const { env, staff } = call;
  const db = dbOf(env);
  await db.batch([
    closeSessions(db, staff.staffId, { allBut: sessionOf(staff).sessionHash }),
    told(call, "adminEndOtherSessions"),
  ]);
  return ok({});
}
