// Staff sign in and out of the admin.
import {
  staffSession,
  staffSignIn,
  staffSignOut,
  type Staff,
} from "../../../core/contract/admin/staff.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { auditInsert, writeSecurityEvent } from "../../db/audit.ts";
import { dbOf } from "../../db/database.ts";
import { closeStaffSession, findStaffByEmail, openStaffSession } from "../../db/staff.ts";
import { passwordMatches } from "../auth/password.ts";
import { beginSignIn } from "../auth/signInGuard.ts";
import {
  clearStaffCookie,
  hashOfToken,
  newSessionToken,
  setStaffCookie,
} from "../auth/staffCookie.ts";
import type { StaffCaller } from "../auth/auth.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { refusesOrigin } from "../sameOrigin.ts";
import { serve, serveStaff, type Call } from "../serve.ts";

type SignedIn = { readonly staff: Staff; readonly expiresAtMs: number };

export function staffRoutes(app: App): void {
  serve(app, staffSignIn, signIn);
  serveStaff(app, staffSession, async ({ staff }) =>
    ok({ staff: staffView(staff), expiresAtMs: staff.sessionExpiresAtMs }),
  );
  serveStaff(app, staffSignOut, async ({ env, staff, http }) => {
    await closeStaffSession(dbOf(env), staff.sessionHash);
    clearStaffCookie(http);
    return ok({});
  });
}

async function signIn(call: Call<typeof staffSignIn>): Promise<Result<SignedIn, Refusal>> {
  const { env, nowMs, clientIp, http } = call;
  // Without this another site could sign a browser in to an account of its own choice.
  if (refusesOrigin(http)) return err({ code: "sign_in_refused" });
  const email = call.input.email.trim().toLowerCase();
  const attempt = await beginSignIn(env, { email, clientIp, nowMs });
  if (attempt.kind === "locked") {
    return err({
      code: "sign_in_locked",
      retryAfterS: Math.ceil((attempt.untilMs - nowMs) / 1000),
    });
  }
  const member = await findStaffByEmail(dbOf(env), email);
  if (!(await passwordMatches(call.input.password, member?.passwordHash ?? null))) {
    if (attempt.locks) await tellOfLock(call, member);
    return err({ code: "sign_in_refused" });
  }
  if (member === null) throw new Error("nobody's password matched");
  await attempt.succeeded();
  return ok(await openSession(call, member));
}

/** The account appears by its id, or as unknown: what was typed may be somebody's address. */
async function tellOfLock(
  { env, nowMs }: Pick<Call<typeof staffSignIn>, "env" | "nowMs">,
  member: { readonly staffId: string; readonly operatorId: string } | null,
): Promise<void> {
  await writeSecurityEvent(dbOf(env), {
    operatorId: member?.operatorId ?? null,
    kind: "sign_in_locked",
    subject: member?.staffId ?? "unknown account",
    detail: `${limits.signInFailures.most} failed sign-ins in a row`,
    nowMs,
  });
}

async function openSession(
  { env, nowMs, http }: Pick<Call<typeof staffSignIn>, "env" | "nowMs" | "http">,
  member: Staff,
): Promise<SignedIn> {
  const db = dbOf(env);
  const token = newSessionToken();
  const expiresAtMs = nowMs + limits.staffSessionMs.most;
  const { staffId, operatorId } = member;
  const sessionHash = await hashOfToken(token);
  await openStaffSession(db, { sessionHash, staffId, nowMs, expiresAtMs });
  await auditInsert(db, {
    operatorId,
    staffId,
    action: "staffSignIn",
    subject: staffId,
    detail: {},
    nowMs,
  });
  setStaffCookie(http, token, limits.staffSessionMs.most);
  return { staff: staffView(member), expiresAtMs };
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
