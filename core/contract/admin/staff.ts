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

export const staffSignIn = endpoint({
  method: "POST",
  path: "/api/v1/admin/session",
  access: "public",
  tag: "Staff",
  summary: "Sign in; the session is an HttpOnly cookie",
  input: z.object({
    email: z.string().check(z.minLength(3), z.maxLength(254)),
    password: z.string().check(z.minLength(1), z.maxLength(256)),
  }),
  output: z.object({ staff: Staff, expiresAtMs: TimeMs }),
  problems: ["sign_in_refused", "sign_in_locked"],
});

export const staffSession = endpoint({
  method: "GET",
  path: "/api/v1/admin/session",
  access: "staff",
  tag: "Staff",
  summary: "Who is signed in",
  input: z.object({}),
  output: z.object({ staff: Staff, expiresAtMs: TimeMs }),
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
