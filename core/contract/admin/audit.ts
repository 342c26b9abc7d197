// What staff and keys did, to be searched by who, what, to what, and when.
import * as z from "zod/mini";
import { Cursor, pageOf, pageSize, queryNumber, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

const words = () => z.optional(z.string().check(z.minLength(1), z.maxLength(64)));

export const AuditRecord = z.object({
  auditId: z.string(),
  /** Null for what nobody in particular did. */
  staffId: z.nullable(z.string()),
  /** Of the person, or of the key. */
  name: z.nullable(z.string()),
  isKey: z.boolean(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  atMs: TimeMs,
});
export type AuditRecord = z.infer<typeof AuditRecord>;

export const adminListAudit = endpoint({
  method: "GET",
  path: "/api/v1/admin/audit",
  access: "staff",
  tag: "Staff",
  summary: "What was done in the operator's name, newest first",
  input: z.object({
    staffId: words(),
    action: words(),
    /** The id of what it was done to, whole. */
    subject: words(),
    fromMs: z.optional(queryNumber().check(z.int(), z.nonnegative())),
    toMs: z.optional(queryNumber().check(z.int(), z.nonnegative())),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(AuditRecord),
  problems: [],
});
