// The people of an operator: who they are, what they may do, and how they come in. For its owners.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { StaffRole } from "./staff.ts";

export const StaffId = z.string().check(z.minLength(1), z.maxLength(64));
export const Email = z
  .string()
  .check(z.trim(), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/));
const DisplayName = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(limits.displayName.most));

export const Member = z.object({
  staffId: StaffId,
  email: z.string(),
  displayName: z.string(),
  role: StaffRole,
  /** `invited`: has not set a password yet. */
  state: z.enum(["active", "invited", "disabled"]),
  hasSecondFactor: z.boolean(),
  /** Of an invitation or a new password that was not used yet. */
  linkExpiresAtMs: z.nullable(TimeMs),
  createdAtMs: TimeMs,
});
export type Member = z.infer<typeof Member>;

export const StaffSession = z.object({
  sessionId: z.string(),
  /** The browser and its system by name: "firefox/windows"; empty where it named neither. */
  device: z.string(),
  createdAtMs: TimeMs,
  /** To the quarter of an hour. */
  lastUsedAtMs: TimeMs,
  expiresAtMs: TimeMs,
  isThis: z.boolean(),
});
export type StaffSession = z.infer<typeof StaffSession>;

/** Shown once: whoever opens it sets the password. */
export const StaffLink = z.object({ url: z.string(), expiresAtMs: TimeMs });

export const adminListStaff = endpoint({
  method: "GET",
  path: "/api/v1/admin/staff",
  access: "staff",
  tag: "Staff",
  summary: "Everybody who works for the operator",
  input: z.object({}),
  output: z.object({ items: z.array(Member) }),
  problems: [],
});

export const adminGetStaff = endpoint({
  method: "GET",
  path: "/api/v1/admin/staff/:staffId",
  access: "staff",
  tag: "Staff",
  summary: "A member of staff with his sessions, and whether failed sign-ins have locked him out",
  input: z.object({ staffId: StaffId }),
  output: z.extend(Member, {
    sessions: z.array(StaffSession),
    lockedUntilMs: z.nullable(TimeMs),
  }),
  problems: ["staff_not_found"],
});

export const adminInviteStaff = endpoint({
  method: "POST",
  path: "/api/v1/admin/staff",
  access: "staff",
  tag: "Staff",
  summary: "Invite somebody: the answer has the link by which he sets his password",
  input: z.object({ email: Email, displayName: DisplayName, role: StaffRole }),
  output: z.object({ member: Member, link: StaffLink }),
  problems: ["staff_exists", "staff_full"],
});

export const adminChangeStaff = endpoint({
  method: "PUT",
  path: "/api/v1/admin/staff/:staffId",
  access: "staff",
  tag: "Staff",
  summary: "Change a member's name and role",
  input: z.object({ staffId: StaffId, displayName: DisplayName, role: StaffRole }),
  output: Member,
  problems: ["staff_not_found", "last_owner"],
});

const one = { access: "staff", tag: "Staff", method: "POST" } as const;
const OnlyId = z.object({ staffId: StaffId });

export const adminDisableStaff = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/disable",
  summary: "Shut a member out: all sessions end at once",
  input: OnlyId,
  output: Member,
  problems: ["staff_not_found", "last_owner"],
});

export const adminEnableStaff = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/enable",
  summary: "Let a member in again",
  input: OnlyId,
  output: Member,
  problems: ["staff_not_found"],
});

export const adminMakeStaffLink = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/link",
  summary: "A new link by which a member sets a password; the one before is void",
  input: OnlyId,
  output: StaffLink,
  problems: ["staff_not_found"],
});

export const adminUnlockStaff = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/unlock",
  summary: "Forget a member's failed sign-ins",
  input: OnlyId,
  output: z.object({}),
  problems: ["staff_not_found"],
});

export const adminResetSecondFactor = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/second-factor/reset",
  summary: "Take the second factor of a member who has lost it; his sessions end",
  input: OnlyId,
  output: Member,
  problems: ["staff_not_found"],
});

export const adminEndStaffSessions = endpoint({
  ...one,
  path: "/api/v1/admin/staff/:staffId/sessions/end",
  summary: "End all sessions of a member",
  input: OnlyId,
  output: z.object({}),
  problems: ["staff_not_found"],
});

export const SignInRules = z.object({ secondFactorRoles: z.array(StaffRole) });

export const adminGetSignInRules = endpoint({
  method: "GET",
  path: "/api/v1/admin/sign-in-rules",
  access: "staff",
  tag: "Staff",
  summary: "Which roles need a second factor",
  input: z.object({}),
  output: SignInRules,
  problems: [],
});

export const adminSetSignInRules = endpoint({
  method: "PUT",
  path: "/api/v1/admin/sign-in-rules",
  access: "staff",
  tag: "Staff",
  summary: "Say which roles need a second factor; who has none is asked for it at once",
  input: SignInRules,
  output: SignInRules,
  problems: [],
});
