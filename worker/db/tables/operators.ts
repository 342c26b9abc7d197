// Operators, their staff, and what was done and attempted.
import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";

export const operators = sqliteTable("operators", {
  operatorId: text("operator_id").primaryKey(),
  name: text("name").notNull(),
  nameEn: text("name_en").notNull(),
  /** What goes back to a driver by staff's hand beyond this takes a second person. */
  approvalLimitFen: integer("approval_limit_fen").notNull().default(20_000),
  createdAtMs: integer("created_at_ms").notNull(),
  /** Whoever has one of these roles signs in with a second factor. */
  secondFactorRoles: text("second_factor_roles", { mode: "json" })
    .$type<readonly StaffRole[]>()
    .notNull()
    .default([]),
});

export const staff = sqliteTable(
  "staff",
  {
    staffId: text("staff_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    /** A key of the API acts under a row of its own, so that all it does is in the audit. */
    kind: text("kind", { enum: ["person", "key"] })
      .notNull()
      .default("person"),
    /** Lower case; of a key its id, which is no address. */
    email: text("email").notNull(),
    displayName: text("display_name").notNull(),
    role: text("role", {
      enum: ["owner", "operations", "finance", "maintenance", "readOnly"],
    }).notNull(),
    /** `scrypt$N$r$p$salt$hash`, base64url; empty until the first is set. */
    passwordHash: text("password_hash").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    disabledAtMs: integer("disabled_at_ms"),
    /** SHA-256 of the token of the one link by which a password may be set; used once. */
    linkHash: text("link_hash"),
    linkExpiresAtMs: integer("link_expires_at_ms"),
    /** The second factor's secret, sealed; null for who has none. */
    totpSealed: text("totp_sealed"),
    /** The last 30 seconds whose code was taken: no code counts twice. */
    totpLastStep: integer("totp_last_step"),
    /** SHA-256 of the codes that stand in for a lost phone, each for once. */
    recoveryHashes: text("recovery_hashes", { mode: "json" })
      .$type<readonly string[]>()
      .notNull()
      .default([]),
  },
  (table) => [
    uniqueIndex("staff_by_email").on(table.email),
    index("staff_by_operator").on(table.operatorId),
    index("staff_by_link")
      .on(table.linkHash)
      .where(sql`${table.linkHash} is not null`),
  ],
);

export const staffSessions = sqliteTable(
  "staff_sessions",
  {
    /** SHA-256 of the cookie's token: a read of this table signs nobody in. */
    tokenHash: text("token_hash").primaryKey(),
    staffId: text("staff_id")
      .notNull()
      .references(() => staff.staffId),
    createdAtMs: integer("created_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    /** The browser and its system by name ("firefox/windows"), and nothing else of it. */
    device: text("device").notNull().default(""),
    /** To the quarter of an hour: a write for each request would cost more than the request. */
    lastUsedAtMs: integer("last_used_at_ms").notNull().default(0),
  },
  (table) => [
    index("staff_sessions_by_expiry").on(table.expiresAtMs),
    index("staff_sessions_by_staff").on(table.staffId),
  ],
);

/** What lets a program call the API for an operator. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    /** The id of its row in `staff`, which has its name and role. */
    keyId: text("key_id")
      .primaryKey()
      .references(() => staff.staffId),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    /** How the key begins, by which people tell keys apart. */
    prefix: text("prefix").notNull(),
    /** SHA-256; the key has 256 random bits. */
    keyHash: text("key_hash").notNull(),
    scopes: text("scopes", { mode: "json" }).$type<readonly string[]>().notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => staff.staffId),
    createdAtMs: integer("created_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    /** To the quarter of an hour. */
    lastUsedAtMs: integer("last_used_at_ms"),
    revokedAtMs: integer("revoked_at_ms"),
  },
  (table) => [
    uniqueIndex("api_keys_by_hash").on(table.keyHash),
    index("api_keys_by_operator").on(table.operatorId),
  ],
);

/** Filters of a list that somebody named to come back to. */
export const savedViews = sqliteTable(
  "saved_views",
  {
    staffId: text("staff_id")
      .notNull()
      .references(() => staff.staffId),
    /** The list's address, for example "/orders". */
    page: text("page").notNull(),
    name: text("name").notNull(),
    /** What stands behind the question mark. */
    query: text("query").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.page, table.name] })],
);

export const audit = sqliteTable(
  "audit",
  {
    auditId: text("audit_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    staffId: text("staff_id").references(() => staff.staffId),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [
    index("audit_by_operator").on(table.operatorId, table.auditId),
    index("audit_by_staff").on(table.operatorId, table.staffId, table.auditId),
    index("audit_by_action").on(table.operatorId, table.action, table.auditId),
    index("audit_by_subject").on(table.operatorId, table.subject, table.auditId),
  ],
);

export const securityEvents = sqliteTable(
  "security_events",
  {
    eventId: text("event_id").primaryKey(),
    /** Null where the event belongs to no operator: a forged notification, an unknown pile. */
    operatorId: text("operator_id").references(() => operators.operatorId),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail").notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [index("security_events_by_operator").on(table.operatorId, table.eventId)],
);
