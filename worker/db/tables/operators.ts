// Operators, their staff, and what was done and attempted.
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const operators = sqliteTable("operators", {
  operatorId: text("operator_id").primaryKey(),
  name: text("name").notNull(),
  nameEn: text("name_en").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

export const staff = sqliteTable(
  "staff",
  {
    staffId: text("staff_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    /** Lower case. */
    email: text("email").notNull(),
    displayName: text("display_name").notNull(),
    role: text("role", {
      enum: ["owner", "operations", "finance", "maintenance", "readOnly"],
    }).notNull(),
    /** `scrypt$N$r$p$salt$hash`, base64url. */
    passwordHash: text("password_hash").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    disabledAtMs: integer("disabled_at_ms"),
  },
  (table) => [
    uniqueIndex("staff_by_email").on(table.email),
    index("staff_by_operator").on(table.operatorId),
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
  },
  (table) => [index("staff_sessions_by_expiry").on(table.expiresAtMs)],
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
  (table) => [index("audit_by_operator").on(table.operatorId, table.auditId)],
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
