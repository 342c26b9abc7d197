// Every query about firmware, logs and configuration templates, as it is made.
import * as diagnostics from "../../../../worker/db/diagnostics.ts";
import * as firmware from "../../../../worker/db/firmware.ts";
import * as firmwareImages from "../../../../worker/db/firmwareImages.ts";
import * as templates from "../../../../worker/db/templates.ts";
import type { Database } from "../../../../worker/db/database.ts";
import type { Query } from "./query.ts";

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";
const image = { operatorId, vendor: "v", model: "m", version: "2" } as const;
const update = { campaignId: orderId, pileId: "p" } as const;

export const firmwareQueries: Readonly<Record<string, (db: Database) => Query>> = {
  firmware: (db) =>
    firmwareImages.firmwareListQuery(db, { operatorId, before: orderId, limit: 21 }),
  firmwareOne: (db) => firmwareImages.firmwareQuery(db, { operatorId, firmwareId: orderId }),
  firmwareStored: (db) =>
    firmwareImages.firmwareStored(db, { firmwareId: orderId, sizeBytes: 1, sha256: "h" }),
  firmwareRemoved: (db) =>
    firmwareImages.removeFirmware(db, { operatorId, firmwareId: orderId, nowMs: 1 }),
  firmwareTargets: (db) => firmwareImages.targetsQuery(db, image, { search: "a" }),
  firmwareTargetsOfStation: (db) => firmwareImages.targetsQuery(db, image, { stationId: "s" }),
  campaigns: (db) => firmware.campaignsQuery(db, { operatorId, before: orderId, limit: 21 }),
  campaign: (db) => firmware.campaignQuery(db, { operatorId, campaignId: orderId }),
  campaignCounts: (db) => firmware.countsQuery(db, [orderId]),
  campaignPiles: (db) => firmware.updatesQuery(db, orderId),
  campaignsOpen: (db) => firmware.openCampaignsQuery(db, ""),
  campaignState: (db) =>
    firmware.setCampaignState(db, {
      campaignId: orderId,
      from: ["running"],
      to: "paused",
      nowMs: 1,
    }),
  campaignClosed: (db) => firmware.closeCampaign(db, orderId),
  updateAsked: (db) => firmware.noteAsking(db, { ...update, commandId: "c", token: "t", nowMs: 1 }),
  updateHeldUp: (db) => firmware.noteHeldUp(db, { ...update, by: "pile_busy", nowMs: 1 }),
  updateState: (db) => firmware.noteState(db, update, { state: "loading" }),
  updateTold: (db) => firmware.updateTold(db, "p", { status: "Installed", atMs: 1 }),
  updateBooted: (db) => firmware.updateBooted(db, "p", 1),
  imageOfToken: (db) => firmware.imageOfTokenQuery(db, "t", 1),
  diagnosticsOfPile: (db) =>
    diagnostics.diagnosticsOfPileQuery(db, { pileId: "p", before: orderId, limit: 21 }),
  diagnosticsOne: (db) =>
    diagnostics.operatorDiagnosticsQuery(db, { operatorId, diagnosticsId: orderId }),
  diagnosticsOpen: (db) => diagnostics.openDiagnosticsQuery(db, "t", 1),
  diagnosticsTold: (db) => diagnostics.diagnosticsTold(db, "p", { status: "Uploaded", atMs: 1 }),
  diagnosticsOld: (db) => diagnostics.oldDiagnosticsQuery(db, 1),
  diagnosticsDeleted: (db) => diagnostics.deleteDiagnostics(db, [orderId]),
  templates: (db) => templates.templatesQuery(db, operatorId),
  templateDeleted: (db) => templates.deleteTemplate(db, { operatorId, vendor: "v", model: "m" }),
};
