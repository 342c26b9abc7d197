// Firmware: images that operators upload, and campaigns that bring them to piles in stages.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { Cursor, pageOf, pageSize, PileId, StationId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const FirmwareId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const CampaignId = FirmwareId;
const word = (most: number) => z.string().check(z.maxLength(most));

export const Firmware = z.object({
  firmwareId: FirmwareId,
  /** As its chargers tell them; empty: any. */
  vendor: z.string(),
  model: z.string(),
  version: z.string(),
  fileName: z.string(),
  notes: z.string(),
  /** Null until the file is there. */
  sizeBytes: z.nullable(z.number()),
  sha256: z.nullable(z.string()),
  createdAtMs: TimeMs,
});
export type Firmware = z.infer<typeof Firmware>;

export const adminListFirmware = endpoint({
  method: "GET",
  path: "/api/v1/admin/firmware",
  access: "staff",
  tag: "Operations",
  summary: "The operator's firmware images, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Firmware),
  problems: [],
});

export const adminAddFirmware = endpoint({
  method: "POST",
  path: "/api/v1/admin/firmware",
  access: "staff",
  tag: "Operations",
  summary: "Announce a firmware image; its file follows at …/firmware/:firmwareId/file",
  input: z.object({
    vendor: word(20),
    model: word(20),
    version: z.string().check(z.minLength(1), z.maxLength(50)),
    /** The charger is shown it at the end of the address. */
    fileName: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)),
    notes: z._default(word(500), ""),
  }),
  output: Firmware,
  problems: ["forbidden"],
});

export const adminUploadFirmware = endpoint({
  method: "PUT",
  path: "/api/v1/admin/firmware/:firmwareId/file",
  access: "staff",
  tag: "Operations",
  summary: "Send an image's bytes; what is stored is answered with its SHA-256",
  body: "bytes",
  input: z.object({ firmwareId: FirmwareId }),
  output: Firmware,
  problems: ["firmware_not_found", "firmware_has_file", "file_missing", "forbidden"],
});

export const adminRemoveFirmware = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/firmware/:firmwareId",
  access: "staff",
  tag: "Operations",
  summary: "Delete an image that no running campaign needs",
  input: z.object({ firmwareId: FirmwareId }),
  output: z.object({}),
  problems: ["firmware_not_found", "firmware_in_use", "forbidden"],
});

const filter = {
  stationId: z.optional(StationId),
  search: z.optional(word(64)),
  /** The firmware that they run now. */
  firmware: z.optional(word(64)),
  /** This one pile. */
  pileId: z.optional(PileId),
};

export const adminFirmwarePiles = endpoint({
  method: "GET",
  path: "/api/v1/admin/firmware/:firmwareId/piles",
  access: "staff",
  tag: "Operations",
  summary:
    "Which piles an image would be brought to: of its vendor and model, and not run by it yet",
  input: z.object({ firmwareId: FirmwareId, ...filter }),
  output: z.object({
    piles: z.array(
      z.object({
        pileId: PileId,
        name: z.string(),
        stationName: z.string(),
        stationNameEn: z.string(),
        firmwareVersion: z.nullable(z.string()),
        online: z.boolean(),
      }),
    ),
    /** There are more than one campaign takes. */
    isCut: z.boolean(),
  }),
  problems: ["firmware_not_found"],
});

export const CampaignState = z.enum(["running", "paused", "stopped", "cancelled", "done"]);
export const UpdateState = z.enum([
  "waiting",
  "asked",
  "loading",
  "installed",
  "done",
  "failed",
  "skipped",
]);

export const Campaign = z.object({
  campaignId: CampaignId,
  name: z.string(),
  firmware: Firmware,
  state: CampaignState,
  mostFailures: z.number(),
  startedBy: z.string(),
  createdAtMs: TimeMs,
  endedAtMs: z.nullable(TimeMs),
  /** How many piles stand where. */
  counts: z.partialRecord(UpdateState, z.number()),
});
export type Campaign = z.infer<typeof Campaign>;

export const CampaignPile = z.object({
  pileId: PileId,
  name: z.string(),
  stationName: z.string(),
  stationNameEn: z.string(),
  stage: z.number(),
  state: UpdateState,
  attempts: z.number(),
  askedAtMs: z.nullable(TimeMs),
  /** Why it could not be asked when its turn came. */
  heldUpBy: z.nullable(z.enum(["pile_offline", "pile_busy", "commands_queue_full", "unavailable"])),
  /** The charger's own last word on it. */
  status: z.nullable(z.string()),
  statusAtMs: z.nullable(TimeMs),
  firmwareVersion: z.nullable(z.string()),
  failure: z.nullable(
    z.enum([
      "refused",
      "no_answer",
      "download_failed",
      "installation_failed",
      "wrong_version",
      "not_booted",
      "timed_out",
      "unreachable",
    ]),
  ),
  endedAtMs: z.nullable(TimeMs),
});
export type CampaignPile = z.infer<typeof CampaignPile>;

export const adminStartCampaign = endpoint({
  method: "POST",
  path: "/api/v1/admin/firmware-campaigns",
  access: "staff",
  tag: "Operations",
  summary:
    "Bring an image to piles in stages (UpdateFirmware): a few first, then shares of the rest, stopped when too many fail",
  input: z.object({
    firmwareId: FirmwareId,
    name: z.string().check(z.minLength(1), z.maxLength(60)),
    ...filter,
    first: z.number().check(z.int(), z.minimum(1), z.maximum(limits.campaignPiles.most)),
    sharePercent: z.number().check(z.int(), z.minimum(1), z.maximum(100)),
    mostFailures: z.number().check(z.int(), z.minimum(0), z.maximum(limits.campaignPiles.most)),
  }),
  output: Campaign,
  problems: ["firmware_not_found", "firmware_without_file", "campaign_empty", "forbidden"],
});

export const adminListCampaigns = endpoint({
  method: "GET",
  path: "/api/v1/admin/firmware-campaigns",
  access: "staff",
  tag: "Operations",
  summary: "The operator's campaigns, newest first",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Campaign),
  problems: [],
});

export const adminGetCampaign = endpoint({
  method: "GET",
  path: "/api/v1/admin/firmware-campaigns/:campaignId",
  access: "staff",
  tag: "Operations",
  summary: "One campaign with each of its piles",
  input: z.object({ campaignId: CampaignId }),
  output: z.object({ campaign: Campaign, piles: z.array(CampaignPile) }),
  problems: ["campaign_not_found"],
});

export const adminSteerCampaign = endpoint({
  method: "POST",
  path: "/api/v1/admin/firmware-campaigns/:campaignId/steer",
  access: "staff",
  tag: "Operations",
  summary: "Pause a campaign, let it go on, or end it; piles under way finish in any case",
  input: z.object({
    campaignId: CampaignId,
    action: z.enum(["pause", "resume", "cancel"]),
    reason: z._default(word(200), ""),
  }),
  output: Campaign,
  problems: ["campaign_not_found", "campaign_over", "forbidden"],
});

export const Diagnostics = z.object({
  diagnosticsId: FirmwareId,
  askedBy: z.string(),
  askedAtMs: TimeMs,
  commandId: z.string(),
  /** The charger's own last word: Uploading, Uploaded, UploadFailed. */
  status: z.nullable(z.string()),
  statusAtMs: z.nullable(TimeMs),
  fileName: z.nullable(z.string()),
  sizeBytes: z.nullable(z.number()),
  receivedAtMs: z.nullable(TimeMs),
  /** Where staff download it; null until it is there. */
  url: z.nullable(z.string()),
  discardAtMs: TimeMs,
});
export type Diagnostics = z.infer<typeof Diagnostics>;

export const adminRequestDiagnostics = endpoint({
  method: "POST",
  path: "/api/v1/admin/piles/:pileId/diagnostics",
  access: "staff",
  tag: "Operations",
  summary:
    "Ask a pile for its logs (GetDiagnostics); it sends them to an address made for this once",
  input: z.object({
    pileId: PileId,
    /** Of the last so many hours. */
    hours: z._default(
      z.number().check(z.int(), z.minimum(1), z.maximum(limits.diagnosticsHours.most)),
      24,
    ),
  }),
  output: Diagnostics,
  problems: ["pile_not_found", "pile_offline", "commands_queue_full", "forbidden"],
});

export const adminListDiagnostics = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/diagnostics",
  access: "staff",
  tag: "Operations",
  summary: "The logs that a pile was asked for, newest first; kept for 30 days",
  input: z.object({ pileId: PileId, limit: pageSize(), cursor: z.optional(Cursor) }),
  output: pageOf(Diagnostics),
  problems: ["pile_not_found"],
});
