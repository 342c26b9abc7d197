// Staff sign in and out of the admin.
import {
  staffSession,
  staffSignIn,
  staffSignInByAccess,
  staffSignInWays,
  staffSignOut,
  type Staff,
} from "../../../core/contract/admin/staff.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { auditInsert, writeSecurityEvent } from "../../db/audit.ts";
import { dbOf } from "../../db/database.ts";
import {
  closeSessions,
  findStaffByEmail,
  openSessionStatements,
  type SigningIn,
} from "../../db/staff.ts";
import { tellOf } from "../../notices/notices.ts";
import { securityNotice } from "../../notices/securityTexts.ts";
import { deviceOf } from "../../people/device.ts";
import { takeCode } from "../../people/totp.ts";
import { sealerOf } from "../../privacy/seal.ts";
import { accessConfigOf, accessEmailOf, passesAccess } from "../auth/access.ts";
import { sessionOf, type StaffCaller } from "../auth/auth.ts";
import { passwordMatches } from "../auth/password.ts";
import { beginSignIn } from "../auth/signInGuard.ts";
import { clearStaffCookie, setStaffCookie } from "../auth/staffCookie.ts";
import { hashOfToken, newSessionToken } from "../auth/token.ts";
import type { App } from "../context.ts";
import { lockedOut, type Refusal } from "../errors.ts";
import { refusesOrigin } from "../sameOrigin.ts";
import { serve, serveStaff, type Call } from "../serve.ts";

type SignedIn = OutputOf<typeof staffSession>;

export function staffRoutes(app: App): void {
  serve(app, staffSignInWays, ways);
  serve(app, staffSignIn, signIn);
  serve(app, staffSignInByAccess, signInByAccess);
  serveStaff(app, staffSession, async ({ staff }) => {
    const { expiresAtMs, needsSecondFactor } = sessionOf(staff);
    return ok({ staff: staffView(staff), expiresAtMs, needsSecondFactor });
  });
  serveStaff(app, staffSignOut, async ({ env, staff, http }) => {
    await closeSessions(dbOf(env), staff.staffId, { only: sessionOf(staff).sessionHash });
    clearStaffCookie(http);
    return ok({});
  });
}

async function ways({ env, http }: Call<typeof staffSignInWays>) {
  const config = accessConfigOf(env);
  if (config === null) return ok({ password: true, accessEmail: null });
  const email = await accessEmailOf(http, config);
  return ok({ password: !config.isEnough, accessEmail: email.ok ? email.value : null });
}

async function signIn(call: Call<typeof staffSignIn>): Promise<Result<SignedIn, Refusal>> {
  const { env, nowMs, clientIp, http, input } = call;
  // Without this another site could sign a browser in to an account of its own choice.
  if (refusesOrigin(http)) return err({ code: "sign_in_refused" });
  const email = input.email.trim().toLowerCase();
  const access = await passesAccess(http, { email });
  if (!access.ok) return access;
  const attempt = await beginSignIn(env, { email, clientIp, nowMs });
  if (attempt.kind === "locked") return err(lockedOut(attempt, nowMs));
  const member = await findStaffByEmail(dbOf(env), email);
  const isRight = await passwordMatches(input.password, member?.passwordHash ?? null);
  if (!isRight || member === null) {
    if (attempt.locks) await tellOfLock(call, member);
    return err({ code: "sign_in_refused" });
  }
  if (member.totpSealed !== null) {
    if (input.code === undefined) {
      await attempt.postponed();
      return err({ code: "second_factor_needed" });
    }
    const taken = { member, code: input.code, nowMs };
    if (!(await takeCode(dbOf(env), sealerOf(env), taken))) {
      if (attempt.locks) await tellOfLock(call, member);
      return err({ code: "code_wrong" });
    }
  }
  await attempt.succeeded();
  return ok(await openSession(call, member, "password"));
}

/** Access has asked for whatever it asks for; a password or a code of ours would be a third. */
async function signInByAccess(
  call: Call<typeof staffSignInByAccess>,
): Promise<Result<SignedIn, Refusal>> {
  const { env, http } = call;
  const config = accessConfigOf(env);
  if (config === null || !config.isEnough || refusesOrigin(http)) {
    return err({ code: "access_refused" });
  }
  const email = await accessEmailOf(http, config);
  if (!email.ok) return email;
  const member = await findStaffByEmail(dbOf(env), email.value);
  return member === null
    ? err({ code: "access_refused" })
    : ok(await openSession(call, member, "access"));
}

/** The account appears by its id, or as unknown: what was typed may be somebody's address. */
async function tellOfLock(
  { env, nowMs }: Pick<Call<typeof staffSignIn>, "env" | "nowMs">,
  member: Pick<SigningIn, "staffId" | "operatorId" | "displayName"> | null,
): Promise<void> {
  await writeSecurityEvent(dbOf(env), {
    operatorId: member?.operatorId ?? null,
    kind: "sign_in_locked",
    subject: member?.staffId ?? "unknown account",
    detail: `${limits.signInFailures.most} failed sign-ins in a row`,
    nowMs,
  });
  if (member === null) return;
  const { staffId: subjectId, operatorId, displayName: name } = member;
  const notice = securityNotice("signInLocked", { subjectId, name, by: "", atMs: nowMs });
  await tellOf(env, { operatorId, about: `locked ${subjectId}`, notice, nowMs });
}

async function openSession(
  { env, nowMs, http }: Pick<Call<typeof staffSignIn>, "env" | "nowMs" | "http">,
  member: SigningIn,
  by: "password" | "access",
): Promise<SignedIn> {
  const db = dbOf(env);
  const token = newSessionToken();
  const expiresAtMs = nowMs + limits.staffSessionMs.most;
  const { staffId, operatorId } = member;
  const sessionHash = await hashOfToken(token);
  const device = deviceOf(http.req.header("user-agent"));
  await db.batch([
    ...openSessionStatements(db, { sessionHash, staffId, device, nowMs, expiresAtMs }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "staffSignIn",
      subject: staffId,
      detail: { by, device },
      nowMs,
    }),
  ]);
  setStaffCookie(http, token, limits.staffSessionMs.most);
  const needsSecondFactor =
    by === "password" &&
    member.totpSealed === null &&
    member.secondFactorRoles.includes(member.role);
  return { staff: staffView(member), expiresAtMs, needsSecondFactor };
}

const staffView = ({
  staffId,
  email,
  displayName,
  role,
  operatorId,
  operatorName,
}: Staff | StaffCaller): Staff => ({
  staffId,
  email,
  displayName,
  role,
  operatorId,
  operatorName,
});
