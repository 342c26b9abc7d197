// Campaigns that bring a firmware image to piles: begun, followed, steered.
import { ulid } from "ulid";
import {
  adminGetCampaign,
  adminListCampaigns,
  adminStartCampaign,
  adminSteerCampaign,
  CampaignPile,
  type Campaign,
} from "../../../../core/contract/admin/firmware.ts";
import { stagesOf, type CampaignState } from "../../../../core/firmware/campaign.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { auditInsert, writeAudit } from "../../../db/audit.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import {
  campaignInserts,
  campaignQuery,
  campaignsQuery,
  countsQuery,
  setCampaignState,
  updatesQuery,
  type CampaignRow,
  type UpdateRow,
} from "../../../db/firmware.ts";
import { firmwareQuery, targetsQuery } from "../../../db/firmwareImages.ts";
import { carryOn } from "../../../firmware/campaigns.ts";
import type { App } from "../../context.ts";
import { logError, type Refusal } from "../../errors.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { firmwareView } from "./firmware.ts";

export function adminCampaignRoutes(app: App): void {
  serveStaff(app, adminStartCampaign, start);
  serveStaff(app, adminListCampaigns, list);
  serveStaff(app, adminGetCampaign, one);
  serveStaff(app, adminSteerCampaign, steer);
}

async function withCounts(db: Database, rows: readonly CampaignRow[]): Promise<Campaign[]> {
  const counts = await countsQuery(
    db,
    rows.map(({ campaign }) => campaign.campaignId),
  );
  return rows.map(({ campaign, image, startedBy }) => {
    const { campaignId, name, state, mostFailures, createdAtMs, endedAtMs } = campaign;
    const own = counts.filter((count) => count.campaignId === campaignId);
    return {
      campaignId,
      name,
      state,
      mostFailures,
      createdAtMs,
      endedAtMs,
      startedBy,
      firmware: firmwareView(image),
      counts: Object.fromEntries(own.map((count) => [count.state, count.piles])),
    };
  });
}

type Wanted = { readonly operatorId: string; readonly campaignId: string };

async function campaignOf(db: Database, wanted: Wanted): Promise<Result<Campaign, Refusal>> {
  const rows = await campaignQuery(db, wanted);
  const [shown] = await withCounts(db, rows);
  return shown === undefined ? err({ code: "campaign_not_found" }) : ok(shown);
}

async function start({ env, http, input, nowMs, staff }: Call<typeof adminStartCampaign, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { firmwareId, name, first, sharePercent, mostFailures, ...filter } = input;
  const image = await firmwareQuery(db, { operatorId, firmwareId }).get();
  if (image === undefined) return err({ code: "firmware_not_found" });
  if (image.sizeBytes === null) return err({ code: "firmware_without_file" });
  const found = (await targetsQuery(db, image, filter)).slice(0, limits.campaignPiles.most);
  if (found.length === 0) return err({ code: "campaign_empty" });
  const stages = stagesOf(found.length, { first, sharePercent });
  const campaignId = ulid(nowMs);
  const campaign = {
    campaignId,
    operatorId,
    firmwareId,
    name,
    state: "running",
    mostFailures,
    staffId,
    createdAtMs: nowMs,
    endedAtMs: null,
    open: 1,
  } as const;
  const piles = found.map(({ pileId }, at) => ({ pileId, stage: stages[at] ?? 0 }));
  const detail = { ...filter, firmwareId, first, sharePercent, mostFailures, piles: piles.length };
  await db.batch([
    ...campaignInserts(db, { ...campaign, piles }),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminStartCampaign",
      subject: campaignId,
      detail,
      nowMs,
    }),
  ]);
  http.executionCtx.waitUntil(now(env, { campaign, image }, nowMs));
  return campaignOf(db, { operatorId, campaignId });
}

/** Whoever started it need not wait for the minute; what fails here the minute's job does. */
async function now(...on: Parameters<typeof carryOn>): Promise<void> {
  try {
    await carryOn(...on);
  } catch (error) {
    logError("campaign not begun", error, { campaignId: on[1].campaign.campaignId });
  }
}

async function list({ env, input, staff }: Call<typeof adminListCampaigns, ByStaff>) {
  const db = dbOf(env);
  const { limit, cursor: before } = input;
  const { operatorId } = staff;
  const rows = await campaignsQuery(db, { operatorId, before, limit: limit + 1 });
  const page = pageOfRows(rows, limit, ({ campaign }) => campaign.campaignId);
  return ok({ ...page, items: await withCounts(db, page.items) });
}

async function one({ env, input, staff }: Call<typeof adminGetCampaign, ByStaff>) {
  const db = dbOf(env);
  const { campaignId } = input;
  const campaign = await campaignOf(db, { operatorId: staff.operatorId, campaignId });
  if (!campaign.ok) return campaign;
  const rows = await updatesQuery(db, campaignId);
  return ok({ campaign: campaign.value, piles: rows.map(pileView) });
}

function pileView({ update, name, stationName, stationNameEn, version }: UpdateRow): CampaignPile {
  const { pileId, stage, state, attempts, askedAtMs, status, statusAtMs, failure } = update;
  const heldUpBy = CampaignPile.shape.heldUpBy.safeParse(update.heldUpBy);
  return {
    pileId,
    name,
    stationName,
    stationNameEn,
    stage,
    state,
    attempts,
    askedAtMs,
    heldUpBy: heldUpBy.success && state === "waiting" ? heldUpBy.data : null,
    status,
    statusAtMs,
    firmwareVersion: version,
    failure,
    endedAtMs: update.endedAtMs,
  };
}

const moves = {
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  cancel: { from: ["running", "paused"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly CampaignState[]; to: CampaignState }>;

async function steer({ env, http, input, nowMs, staff }: Call<typeof adminSteerCampaign, ByStaff>) {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { campaignId, action, reason } = input;
  const [before] = await campaignQuery(db, { operatorId, campaignId });
  if (before === undefined) return err({ code: "campaign_not_found" });
  const { from, to } = moves[action];
  const [[moved]] = await db.batch([setCampaignState(db, { campaignId, from, to, nowMs })]);
  if (moved === undefined) return err({ code: "campaign_over" });
  await writeAudit(db, {
    operatorId,
    staffId,
    action: "adminSteerCampaign",
    subject: campaignId,
    detail: { action, reason },
    nowMs,
  });
  const { image } = before;
  const campaign = { ...before.campaign, state: to };
  http.executionCtx.waitUntil(now(env, { campaign, image }, nowMs));
  return campaignOf(db, { operatorId, campaignId });
}
