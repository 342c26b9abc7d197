// Staff: signing in to the admin.
import * as z from "zod/mini";
import { TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const StaffRole = z.enum(["owner", "operations", "finance", "maintenance", "readOnly"]);
export type StaffRole = z.infer<typeof StaffRole>;

export const Staff = z.object({
  staffId: z.string(),
  email: z.string(),
  displayName: z.string(),
  role: StaffRole,
  operatorId: z.string(),
  operatorName: z.string(),
});
export type Staff = z.infer<typeof Staff>;

const SessionView = z.object({
  staff: Staff,
  expiresAtMs: TimeMs,
  /** Until one is set up, nothing else may be called. */
  needsSecondFactor: z.boolean(),
});

/** What the page of signing in has to know before anybody is known. */
export const staffSignInWays = endpoint({
  method: "GET",
  path: "/api/v1/admin/sign-in-ways",
  access: "public",
  tag: "Staff",
  summary: "How staff signs in here: by password, and whether Cloudflare Access stands before it",
  input: z.object({}),
  output: z.object({
    password: z.boolean(),
    /** Whom Access vouches for in this browser; null where it is not used, or vouches for nobody. */
    accessEmail: z.nullable(z.string()),
  }),
  problems: [],
});

export const staffSignInByAccess = endpoint({
  method: "POST",
  path: "/api/v1/admin/session/access",
  access: "public",
  tag: "Staff",
  summary: "Sign in as whom Cloudflare Access vouches for, where that is enough",
  input: z.object({}),
  output: SessionView,
  problems: ["access_refused"],
});

export const staffSignIn = endpoint({
  method: "POST",
  path: "/api/v1/admin/session",
  access: "public",
  tag: "Staff",
  summary: "Sign in; the session is an HttpOnly cookie",
  input: z.object({
    email: z.string().check(z.minLength(3), z.maxLength(254)),
    password: z.string().check(z.minLength(1), z.maxLength(256)),
    /** Of the second factor, or a recovery code; asked for by `second_factor_needed`. */
    code: z.optional(z.string().check(z.trim(), z.minLength(6), z.maxLength(32))),
  }),
  output: SessionView,
  problems: [
    "sign_in_refused",
    "sign_in_locked",
    "second_factor_needed",
    "code_wrong",
    "access_refused",
  ],
});

export const staffSession = endpoint({
  method: "GET",
  path: "/api/v1/admin/session",
  access: "staff",
  tag: "Staff",
  summary: "Who is signed in",
  input: z.object({}),
  output: SessionView,
  problems: [],
});

export const staffSignOut = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/session",
  access: "staff",
  tag: "Staff",
  summary: "Sign out",
  input: z.object({}),
  output: z.object({}),
  problems: [],
});
