// Where an operator wants notices, and what became of each.
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  ChannelKind,
  DeliveryState,
  Notice,
  NoticeTopic,
} from "../../../core/contract/admin/maintenance/notices.ts";
import type { Language } from "../../../core/contract/problems.ts";
import { operators } from "./operators.ts";

export const noticeChannels = sqliteTable(
  "notice_channels",
  {
    channelId: text("channel_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    name: text("name").notNull(),
    kind: text("kind").$type<ChannelKind>().notNull(),
    /** Address and secret, encrypted, see worker/privacy/seal.ts: a robot's address is a secret, too. */
    targetSealed: text("target_sealed").notNull(),
    /** Its host, which a person knows it by. */
    host: text("host").notNull(),
    hasSecret: integer("has_secret", { mode: "boolean" }).notNull(),
    topics: text("topics", { mode: "json" }).$type<readonly NoticeTopic[]>().notNull(),
    language: text("language").$type<Language>().notNull(),
    isOn: integer("is_on", { mode: "boolean" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [
    index("notice_channels_by_operator").on(table.operatorId, table.channelId),
    /** What an older key has sealed. */
    index("notice_channels_by_seal").on(table.targetSealed),
  ],
);

export const noticeDeliveries = sqliteTable(
  "notice_deliveries",
  {
    /** A ULID made from the channel and from what the notice is about: a repeat is the same. */
    deliveryId: text("delivery_id").primaryKey(),
    operatorId: text("operator_id")
      .notNull()
      .references(() => operators.operatorId),
    channelId: text("channel_id").notNull(),
    /** As it was named then. */
    channelName: text("channel_name").notNull(),
    notice: text("notice", { mode: "json" }).$type<Notice>().notNull(),
    state: text("state").$type<DeliveryState>().notNull(),
    attempts: integer("attempts").notNull(),
    lastAnswer: text("last_answer"),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    /** When it is put into the queue again unless the queue has brought it; null once it has ended. */
    overdueAtMs: integer("overdue_at_ms"),
  },
  (table) => [
    index("notice_deliveries_by_operator").on(table.operatorId, table.deliveryId),
    index("notice_deliveries_dead")
      .on(table.operatorId, table.deliveryId)
      .where(sql`state = 'dead'`),
    index("notice_deliveries_overdue")
      .on(table.overdueAtMs)
      .where(sql`overdue_at_ms is not null`),
    index("notice_deliveries_by_age").on(table.createdAtMs),
  ],
);
