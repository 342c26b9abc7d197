// Carries campaigns on: every minute, and at once when staff started or resumed one. What is to be
// done is core/firmware's to decide; each step is written down so that it can be taken again.
import { ulid } from "ulid";
import type { CommandState } from "../../core/contract/admin/commands.ts";
import { nextSteps, type Step } from "../../core/firmware/campaign.ts";
import { limits } from "../../core/limits.ts";
import { ok } from "../../core/result.ts";
import { dbOf } from "../db/database.ts";
import {
  asUpdate,
  closeCampaign,
  noteAsking,
  noteHeldUp,
  noteState,
  openCampaignsQuery,
  setCampaignState,
  updatesQuery,
  type OpenCampaign,
  type UpdateRow,
} from "../db/firmware.ts";
import { runBatch, type Statement } from "../db/statements.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { askPile } from "../pileOf.ts";
import { firmwareUrl, newToken } from "./files.ts";

/** A part of them; one that fails does not keep the others. */
export async function carryCampaignsOn(env: Env, nowMs: number): Promise<void> {
  let after = "";
  for (;;) {
    const open = await openCampaignsQuery(dbOf(env), after);
    for (const campaign of open) {
      try {
        await carryOn(env, campaign, nowMs);
      } catch (error) {
        logError("campaign not carried on", error, { campaignId: campaign.campaign.campaignId });
      }
    }
    const last = open.at(-1);
    if (last === undefined || open.length < limits.campaignsAtATime.most) return;
    after = last.campaign.campaignId;
  }
}

export async function carryOn(env: Env, open: OpenCampaign, nowMs: number): Promise<void> {
  const db = dbOf(env);
  const { campaign, image } = open;
  const { campaignId } = campaign;
  const rows = await updatesQuery(db, campaignId);
  const commands = await commandsOf(env, rows);
  const steps = nextSteps(
    { state: campaign.state, wantedVersion: image.version, mostFailures: campaign.mostFailures },
    rows.map(asUpdate),
    { commands, nowMs },
  );
  await runBatch(
    db,
    steps.flatMap((step) => statementsOf(env, { campaignId, step, nowMs })),
  );
  for (const step of steps) {
    if (step.kind === "restart") await restart(env, { campaignId, pileId: step.pileId, nowMs });
  }
  await inParts(
    steps.flatMap((step) => (step.kind === "ask" ? [step.pileId] : [])),
    (pileId) => ask(env, open, pileId, nowMs),
  );
  await closeCampaign(db, campaignId);
}

/** A Worker holds six outgoing connections at once. */
async function inParts<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += limits.callsAtOnce.most) {
    await Promise.all(items.slice(from, from + limits.callsAtOnce.most).map(work));
  }
}

/** Only a pile whose answer is not known yet is asked how its command went. */
async function commandsOf(env: Env, rows: readonly UpdateRow[]) {
  const commands = new Map<string, CommandState | null>();
  const open = rows.filter(({ update }) => update.state === "asked" && update.status === null);
  await inParts(open, async ({ update: { pileId, commandId } }) => {
    if (commandId === null) return;
    const asked = await askPile(env, pileId, async (pile) => ok(await pile.getCommand(commandId)));
    if (asked.ok) commands.set(pileId, asked.value?.state ?? null);
  });
  return commands;
}

type Taking = { readonly campaignId: string; readonly step: Step; readonly nowMs: number };

function statementsOf(env: Env, { campaignId, step, nowMs }: Taking): readonly Statement[] {
  const db = dbOf(env);
  if (step.kind === "end") {
    const from = ["running", "paused"] as const;
    return [setCampaignState(db, { campaignId, from, to: step.state, nowMs })];
  }
  const at = { campaignId, pileId: step.pileId };
  switch (step.kind) {
    case "ask":
    case "restart":
      return [];
    case "accepted":
      return [noteState(db, at, { state: "loading" })];
    case "again":
      return [noteState(db, at, { state: "waiting" })];
    case "done":
      return [noteState(db, at, { state: "done", endedAtMs: nowMs })];
    case "skip":
      return [noteState(db, at, { state: "skipped", endedAtMs: nowMs })];
    case "failed":
      return [noteState(db, at, { state: "failed", failure: step.failure, endedAtMs: nowMs })];
  }
}

const RETRIES = 3;
const RETRY_INTERVAL_S = 60;

async function ask(
  env: Env,
  { campaign, image }: OpenCampaign,
  pileId: string,
  nowMs: number,
): Promise<void> {
  const db = dbOf(env);
  const { campaignId, name } = campaign;
  const [commandId, token] = [ulid(nowMs), newToken()];
  const noted = await noteAsking(db, { campaignId, pileId, commandId, token, nowMs });
  // Another run was faster, the campaign was paused, or another campaign has the pile.
  if (noted.length === 0) return;
  const request = {
    kind: "updateFirmware",
    location: firmwareUrl(env, token, image.fileName),
    version: image.version,
    retrieveAtMs: nowMs,
    retries: RETRIES,
    retryIntervalS: RETRY_INTERVAL_S,
  } as const;
  const asked = await askPile(env, pileId, (pile) =>
    pile.command({ commandId, request, askedBy: name }),
  );
  if (asked.ok) return;
  await noteHeldUp(db, { campaignId, pileId, by: asked.error.code, nowMs });
}

/** Some chargers wait for it. One that somebody uses by now is left until he has gone. */
async function restart(
  env: Env,
  { pileId, nowMs, campaignId }: { campaignId: string; pileId: string; nowMs: number },
): Promise<void> {
  const now = await askPile(env, pileId, (pile) => pile.snapshot());
  if (!now.ok || now.value.sessions.length > 0) return;
  const request = { kind: "reset", type: "Soft" } as const;
  const asked = await askPile(env, pileId, (pile) =>
    pile.command({ commandId: ulid(nowMs), request, askedBy: "platform" }),
  );
  if (asked.ok) await noteState(dbOf(env), { campaignId, pileId }, { restartedAtMs: nowMs });
}
