// One's own account in the admin: password, second factor, sessions; and the links that set a password.
import * as z from "zod/mini";
import { TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { StaffSession } from "./people.ts";
import { StaffRole } from "./staff.ts";

const Password = z.string().check(z.minLength(1), z.maxLength(256));
/** Six figures of the authenticator, or one of the recovery codes. */
export const Code = z.string().check(z.trim(), z.minLength(6), z.maxLength(32));
const LinkToken = z.string().check(z.minLength(20), z.maxLength(64));
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

const mine = { access: "staff", tag: "Staff" } as const;

export const adminGetAccount = endpoint({
  ...mine,
  method: "GET",
  path: "/api/v1/admin/account",
  summary: "How one signs in, and where one is signed in",
  input: z.object({}),
  output: z.object({
    hasSecondFactor: z.boolean(),
    needsSecondFactor: z.boolean(),
    recoveryCodesLeft: z.number(),
    sessions: z.array(StaffSession),
  }),
  problems: [],
});

export const adminChangePassword = endpoint({
  ...mine,
  method: "POST",
  path: "/api/v1/admin/account/password",
  summary: "Change one's password; all other sessions end",
  input: z.object({ current: Password, next: Password }),
  output: z.object({}),
  problems: ["password_wrong", "password_too_short", "password_too_common", "sign_in_locked"],
});

export const adminBeginSecondFactor = endpoint({
  ...mine,
  method: "POST",
  path: "/api/v1/admin/account/second-factor",
  summary: "A secret for an authenticator; it counts from its first code on",
  input: z.object({}),
  output: z.object({
    /** Base32, for typing. */
    secret: z.string(),
    /** `otpauth://…`, for a QR code. */
    uri: z.string(),
    /** Brings the secret back with the first code. */
    enrolment: z.string(),
  }),
  problems: ["second_factor_unavailable"],
});

export const adminConfirmSecondFactor = endpoint({
  ...mine,
  method: "PUT",
  path: "/api/v1/admin/account/second-factor",
  summary: "Turn the second factor on by its first code; the recovery codes are told this once",
  input: z.object({ enrolment: z.string().check(z.maxLength(512)), code: Code }),
  output: RecoveryCodes,
  problems: ["code_wrong", "enrolment_expired", "sign_in_locked", "second_factor_unavailable"],
});

export const adminRemoveSecondFactor = endpoint({
  ...mine,
  method: "POST",
  path: "/api/v1/admin/account/second-factor/remove",
  summary: "Turn one's second factor off",
  input: z.object({ code: Code }),
  output: z.object({}),
  problems: ["code_wrong", "second_factor_required", "sign_in_locked"],
});

export const adminRenewRecoveryCodes = endpoint({
  ...mine,
  method: "POST",
  path: "/api/v1/admin/account/recovery-codes",
  summary: "New recovery codes; those before are void",
  input: z.object({ code: Code }),
  output: RecoveryCodes,
  problems: ["code_wrong", "sign_in_locked"],
});

export const adminEndSession = endpoint({
  ...mine,
  method: "DELETE",
  path: "/api/v1/admin/account/sessions/:sessionId",
  summary: "End one of one's sessions",
  input: z.object({ sessionId: z.string().check(z.minLength(1), z.maxLength(64)) }),
  output: z.object({}),
  problems: [],
});

export const adminEndOtherSessions = endpoint({
  ...mine,
  method: "POST",
  path: "/api/v1/admin/account/sessions/end",
  summary: "End all of one's sessions but this",
  input: z.object({}),
  output: z.object({}),
  problems: [],
});

/** Public, because who opens a link has no password yet; the token is the proof. */
const byLink = { access: "public", tag: "Staff", method: "POST" } as const;

export const staffLookAtLink = endpoint({
  ...byLink,
  path: "/api/v1/admin/links/look",
  summary: "Whose password a link sets",
  input: z.object({ token: LinkToken }),
  output: z.object({
    email: z.string(),
    displayName: z.string(),
    operatorName: z.string(),
    role: StaffRole,
    isFirst: z.boolean(),
    expiresAtMs: TimeMs,
  }),
  problems: ["link_void"],
});

export const staffUseLink = endpoint({
  ...byLink,
  path: "/api/v1/admin/links/use",
  summary: "Set a password by a link, which is void then; all sessions end",
  input: z.object({ token: LinkToken, password: Password }),
  output: z.object({ email: z.string() }),
  problems: ["link_void", "password_too_short", "password_too_common"],
});
