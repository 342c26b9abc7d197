// Firmware and its campaigns, the files that chargers send, and what a configuration should be.
import { sql } from "drizzle-orm";
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { CampaignState, UpdateFailure, UpdateState } from "../../../core/firmware/campaign.ts";
import { operators, staff } from "./operators.ts";
import { piles } from "./stations.ts";

const operatorId = () =>
  text("operator_id")
    .notNull()
    .references(() => operators.operatorId);
const pileId = () =>
  text("pile_id")
    .notNull()
    .references(() => piles.pileId);

/** One row an image; the file is in R2 under `firmware/…`. */
export const firmwareImages = sqliteTable(
  "firmware_images",
  {
    firmwareId: text("firmware_id").primaryKey(),
    operatorId: operatorId(),
    /** As its chargers tell them; an empty vendor or model fits any. */
    vendor: text("vendor").notNull(),
    model: text("model").notNull(),
    /** What a charger says of itself once it runs it. */
    version: text("version").notNull(),
    fileName: text("file_name").notNull(),
    notes: text("notes").notNull(),
    /** Null until the file is there. */
    sizeBytes: integer("size_bytes"),
    sha256: text("sha256"),
    staffId: text("staff_id")
      .notNull()
      .references(() => staff.staffId),
    createdAtMs: integer("created_at_ms").notNull(),
    /** Its file is gone; the row stays for the campaigns that name it. */
    removedAtMs: integer("removed_at_ms"),
  },
  (table) => [index("firmware_images_by_operator").on(table.operatorId, table.firmwareId)],
);

export const firmwareCampaigns = sqliteTable(
  "firmware_campaigns",
  {
    campaignId: text("campaign_id").primaryKey(),
    operatorId: operatorId(),
    firmwareId: text("firmware_id")
      .notNull()
      .references(() => firmwareImages.firmwareId),
    name: text("name").notNull(),
    state: text("state").$type<CampaignState>().notNull(),
    mostFailures: integer("most_failures").notNull(),
    staffId: text("staff_id")
      .notNull()
      .references(() => staff.staffId),
    createdAtMs: integer("created_at_ms").notNull(),
    endedAtMs: integer("ended_at_ms"),
    /** 1 while the minute's job has to look at it: until its last pile has ended. */
    open: integer("open"),
  },
  (table) => [
    index("firmware_campaigns_by_operator").on(table.operatorId, table.campaignId),
    index("firmware_campaigns_open")
      .on(table.campaignId)
      .where(sql`open = 1`),
  ],
);

/** A pile in a campaign. */
export const firmwareUpdates = sqliteTable(
  "firmware_updates",
  {
    campaignId: text("campaign_id")
      .notNull()
      .references(() => firmwareCampaigns.campaignId),
    pileId: pileId(),
    stage: integer("stage").notNull(),
    state: text("state").$type<UpdateState>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    commandId: text("command_id"),
    /** In the address that the charger fetches from; it opens until then. */
    token: text("token"),
    tokenUntilMs: integer("token_until_ms"),
    askedAtMs: integer("asked_at_ms"),
    heldUpSinceMs: integer("held_up_since_ms"),
    heldUpBy: text("held_up_by"),
    status: text("status"),
    statusAtMs: integer("status_at_ms"),
    bootedAtMs: integer("booted_at_ms"),
    restartedAtMs: integer("restarted_at_ms"),
    failure: text("failure").$type<UpdateFailure>(),
    endedAtMs: integer("ended_at_ms"),
    /** 1 from the asking to the end: a pile has one update at a time. */
    active: integer("active"),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.pileId] }),
    uniqueIndex("firmware_updates_one_per_pile")
      .on(table.pileId)
      .where(sql`active = 1`),
    uniqueIndex("firmware_updates_by_token")
      .on(table.token)
      .where(sql`token is not null`),
  ],
);

/** A file of logs that a charger was asked for; in R2 under `diagnostics/…` once it is there. */
export const diagnostics = sqliteTable(
  "diagnostics",
  {
    diagnosticsId: text("diagnostics_id").primaryKey(),
    operatorId: operatorId(),
    pileId: pileId(),
    commandId: text("command_id").notNull(),
    /** In the address that the charger sends to; it opens until then. */
    token: text("token").notNull(),
    tokenUntilMs: integer("token_until_ms").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAtMs: integer("asked_at_ms").notNull(),
    status: text("status"),
    statusAtMs: integer("status_at_ms"),
    fileName: text("file_name"),
    sizeBytes: integer("size_bytes"),
    receivedAtMs: integer("received_at_ms"),
    /** From then on row and file are deleted. */
    discardAtMs: integer("discard_at_ms").notNull(),
  },
  (table) => [
    index("diagnostics_by_pile").on(table.pileId, table.diagnosticsId),
    uniqueIndex("diagnostics_by_token").on(table.token),
    index("diagnostics_to_discard").on(table.discardAtMs),
  ],
);

/** What the keys of an operator's chargers should say; of one model, or with empty names of all. */
export const configurationTemplates = sqliteTable(
  "configuration_templates",
  {
    operatorId: operatorId(),
    vendor: text("vendor").notNull(),
    model: text("model").notNull(),
    content: text("content", { mode: "json" })
      .$type<readonly { readonly key: string; readonly value: string }[]>()
      .notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.vendor, table.model] })],
);
