// Drivers, how they sign in, their cards and their balance.
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const drivers = sqliteTable("drivers", {
  driverId: text("driver_id").primaryKey(),
  displayName: text("display_name").notNull(),
  membership: text("membership"),
  createdAtMs: integer("created_at_ms").notNull(),
  closedAtMs: integer("closed_at_ms"),
  /** Encrypted, see worker/privacy/seal.ts; null where none is bound. */
  phoneSealed: text("phone_sealed"),
});

export const driverIdentities = sqliteTable(
  "driver_identities",
  {
    provider: text("provider", { enum: ["wechat", "alipay", "demo"] }).notNull(),
    /** The platform's open id. */
    subject: text("subject").notNull(),
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.subject] }),
    index("driver_identities_by_driver").on(table.driverId),
  ],
);

/** Moved by the ledger's trigger alone; an overdraft fails the entry that would make it. */
export const wallets = sqliteTable(
  "wallets",
  {
    driverId: text("driver_id")
      .primaryKey()
      .references(() => drivers.driverId),
    balanceFen: integer("balance_fen").notNull().default(0),
    /** What he owes for energy beyond what was paid. */
    receivableFen: integer("receivable_fen").notNull().default(0),
  },
  (table) => [check("wallet_never_overdrawn", sql`${table.balanceFen} >= 0`)],
);

export const cards = sqliteTable(
  "cards",
  {
    idTag: text("id_tag").primaryKey(),
    driverId: text("driver_id")
      .notNull()
      .references(() => drivers.driverId),
    label: text("label").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    blockedAtMs: integer("blocked_at_ms"),
    expiresAtMs: integer("expires_at_ms"),
  },
  (table) => [index("cards_by_driver").on(table.driverId)],
);
