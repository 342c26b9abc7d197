// Rows of firmware campaigns and of their piles. Each query takes the operator's id, but those of
// the minute's job and of a charger that shows its token.
import { and, asc, count, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { PileUpdate, UpdateFailure } from "../../core/firmware/campaign.ts";
import { limits } from "../../core/limits.ts";
import type { Database } from "./database.ts";
import { firmwareCampaigns, firmwareImages, firmwareUpdates } from "./tables/firmware.ts";
import { staff } from "./tables/operators.ts";
import { piles, stations } from "./tables/stations.ts";

type Page = {
  readonly operatorId: string;
  readonly before: string | undefined;
  readonly limit: number;
};

type NewCampaign = typeof firmwareCampaigns.$inferSelect & {
  readonly piles: readonly { readonly pileId: string; readonly stage: number }[];
};

/** All its piles in one statement with one parameter, since D1 takes at most 100 of them. */
export const campaignInserts = (db: Database, { piles: wanted, ...campaign }: NewCampaign) =>
  [
    db.insert(firmwareCampaigns).values(campaign),
    db.insert(firmwareUpdates).select(
      // Its columns as the table has them; all that is to come is null.
      sql`select ${campaign.campaignId}, json_extract(value, '$.pileId'),
        json_extract(value, '$.stage'), 'waiting', 0, null, null, null, null, null, null, null,
        null, null, null, null, null, null
        from json_each(${JSON.stringify(wanted)})`,
    ),
  ] as const;

const campaignColumns = {
  campaign: firmwareCampaigns,
  image: firmwareImages,
  startedBy: staff.displayName,
};

export const campaignsQuery = (db: Database, { operatorId, before, limit }: Page) =>
  db
    .select(campaignColumns)
    .from(firmwareCampaigns)
    .innerJoin(firmwareImages, eq(firmwareImages.firmwareId, firmwareCampaigns.firmwareId))
    .innerJoin(staff, eq(staff.staffId, firmwareCampaigns.staffId))
    .where(
      and(
        eq(firmwareCampaigns.operatorId, operatorId),
        before === undefined ? undefined : lt(firmwareCampaigns.campaignId, before),
      ),
    )
    .orderBy(desc(firmwareCampaigns.campaignId))
    .limit(limit);

export type CampaignRow = Awaited<ReturnType<typeof campaignsQuery>>[number];

export const campaignQuery = (
  db: Database,
  { operatorId, campaignId }: { readonly operatorId: string; readonly campaignId: string },
) =>
  db
    .select(campaignColumns)
    .from(firmwareCampaigns)
    .innerJoin(firmwareImages, eq(firmwareImages.firmwareId, firmwareCampaigns.firmwareId))
    .innerJoin(staff, eq(staff.staffId, firmwareCampaigns.staffId))
    .where(
      and(
        eq(firmwareCampaigns.campaignId, campaignId),
        eq(firmwareCampaigns.operatorId, operatorId),
      ),
    );

export const countsQuery = (db: Database, campaignIds: readonly string[]) =>
  db
    .select({
      campaignId: firmwareUpdates.campaignId,
      state: firmwareUpdates.state,
      piles: count(),
    })
    .from(sql`json_each(${JSON.stringify(campaignIds)}) as wanted`)
    .crossJoin(firmwareUpdates)
    .where(eq(firmwareUpdates.campaignId, sql`wanted.value`))
    .groupBy(firmwareUpdates.campaignId, firmwareUpdates.state);

export const updatesQuery = (db: Database, campaignId: string) =>
  db
    .select({
      update: firmwareUpdates,
      name: piles.name,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      version: piles.firmwareVersion,
    })
    .from(firmwareUpdates)
    .innerJoin(piles, eq(piles.pileId, firmwareUpdates.pileId))
    .innerJoin(stations, eq(stations.stationId, piles.stationId))
    .where(eq(firmwareUpdates.campaignId, campaignId))
    .orderBy(asc(firmwareUpdates.pileId));

export type UpdateRow = Awaited<ReturnType<typeof updatesQuery>>[number];

export const asUpdate = ({ update, version }: UpdateRow): PileUpdate => ({ ...update, version });

/** For the minute's job, of all operators. */
export const openCampaignsQuery = (db: Database, after: string) =>
  db
    .select({ campaign: firmwareCampaigns, image: firmwareImages })
    .from(firmwareCampaigns)
    .innerJoin(firmwareImages, eq(firmwareImages.firmwareId, firmwareCampaigns.firmwareId))
    .where(and(sql`${firmwareCampaigns.open} = 1`, gt(firmwareCampaigns.campaignId, after)))
    .orderBy(asc(firmwareCampaigns.campaignId))
    .limit(limits.campaignsAtATime.most);

export type OpenCampaign = Awaited<ReturnType<typeof openCampaignsQuery>>[number];

const ofPile = (campaignId: string, pileId: string) =>
  and(eq(firmwareUpdates.campaignId, campaignId), eq(firmwareUpdates.pileId, pileId));

export type Asking = {
  readonly campaignId: string;
  readonly pileId: string;
  readonly commandId: string;
  readonly token: string;
  readonly nowMs: number;
};

/** Before it is asked, so that a crash leaves nothing unknown. Changes no row if it is no more its turn. */
export const noteAsking = (db: Database, { campaignId, pileId, commandId, token, nowMs }: Asking) =>
  db
    .update(firmwareUpdates)
    .set({
      state: "asked",
      active: 1,
      attempts: sql`${firmwareUpdates.attempts} + 1`,
      commandId,
      token,
      tokenUntilMs: nowMs + limits.firmwareUpdateMs.most,
      askedAtMs: nowMs,
      heldUpBy: null,
      status: null,
      statusAtMs: null,
      bootedAtMs: null,
      restartedAtMs: null,
    })
    .where(
      and(
        ofPile(campaignId, pileId),
        eq(firmwareUpdates.state, "waiting"),
        sql`exists (select 1 from ${firmwareCampaigns}
          where ${eq(firmwareCampaigns.campaignId, campaignId)} and state = 'running')`,
        sql`not exists (select 1 from ${firmwareUpdates} as other
          where other.pile_id = ${pileId} and other.active = 1)`,
      ),
    )
    .returning({ pileId: firmwareUpdates.pileId });

/** It could not be asked: its turn goes on. */
export const noteHeldUp = (
  db: Database,
  {
    campaignId,
    pileId,
    by,
    nowMs,
  }: { campaignId: string; pileId: string; by: string; nowMs: number },
) =>
  db
    .update(firmwareUpdates)
    .set({
      state: "waiting",
      active: null,
      attempts: sql`max(0, ${firmwareUpdates.attempts} - 1)`,
      commandId: null,
      token: null,
      askedAtMs: null,
      heldUpBy: by,
      heldUpSinceMs: sql`coalesce(${firmwareUpdates.heldUpSinceMs}, ${nowMs})`,
    })
    .where(and(ofPile(campaignId, pileId), eq(firmwareUpdates.state, "asked")));

export const noteState = (
  db: Database,
  { campaignId, pileId }: { readonly campaignId: string; readonly pileId: string },
  set:
    | { readonly state: "loading" }
    | { readonly state: "waiting" }
    | { readonly state: "done" | "skipped"; readonly endedAtMs: number }
    | { readonly state: "failed"; readonly failure: UpdateFailure; readonly endedAtMs: number }
    | { readonly restartedAtMs: number },
) => {
  const isInFlight = "restartedAtMs" in set || set.state === "loading";
  return db
    .update(firmwareUpdates)
    .set({ ...set, ...(isInFlight ? {} : { active: null, token: null }) })
    .where(
      and(
        ofPile(campaignId, pileId),
        inArray(firmwareUpdates.state, ["waiting", "asked", "loading", "installed"]),
      ),
    );
};

/** `from`: the states in which it may be changed so. */
export const setCampaignState = (
  db: Database,
  {
    campaignId,
    from,
    to,
    nowMs,
  }: {
    readonly campaignId: string;
    readonly from: readonly (typeof firmwareCampaigns.$inferSelect)["state"][];
    readonly to: (typeof firmwareCampaigns.$inferSelect)["state"];
    readonly nowMs: number;
  },
) =>
  db
    .update(firmwareCampaigns)
    .set({ state: to, endedAtMs: to === "running" || to === "paused" ? null : nowMs })
    .where(
      and(
        eq(firmwareCampaigns.campaignId, campaignId),
        inArray(firmwareCampaigns.state, [...from]),
      ),
    )
    .returning({ campaignId: firmwareCampaigns.campaignId });

/** Nothing of it is left to be looked at. */
export const closeCampaign = (db: Database, campaignId: string) =>
  db
    .update(firmwareCampaigns)
    .set({ open: null })
    .where(
      and(
        eq(firmwareCampaigns.campaignId, campaignId),
        inArray(firmwareCampaigns.state, ["stopped", "cancelled", "done"]),
        sql`not exists (select 1 from ${firmwareUpdates}
          where ${eq(firmwareUpdates.campaignId, campaignId)}
          and state in ('waiting', 'asked', 'loading', 'installed'))`,
      ),
    );

/** For a charger that shows the token of its update. */
export const imageOfTokenQuery = (db: Database, token: string, nowMs: number) =>
  db
    .select({ image: firmwareImages })
    .from(firmwareUpdates)
    .innerJoin(firmwareCampaigns, eq(firmwareCampaigns.campaignId, firmwareUpdates.campaignId))
    .innerJoin(firmwareImages, eq(firmwareImages.firmwareId, firmwareCampaigns.firmwareId))
    .where(and(eq(firmwareUpdates.token, token), gt(firmwareUpdates.tokenUntilMs, nowMs)));

/** What a charger says of its update, where one is under way. */
export const updateTold = (
  db: Database,
  pileId: string,
  { status, atMs }: { readonly status: string; readonly atMs: number },
) =>
  db
    .update(firmwareUpdates)
    .set({
      status,
      statusAtMs: atMs,
      state: status === "Installed" ? "installed" : "loading",
    })
    .where(
      and(
        eq(firmwareUpdates.pileId, pileId),
        sql`${firmwareUpdates.active} = 1`,
        sql`coalesce(${firmwareUpdates.statusAtMs}, 0) <= ${atMs}`,
        sql`${firmwareUpdates.askedAtMs} <= ${atMs}`,
      ),
    );

export const updateBooted = (db: Database, pileId: string, atMs: number) =>
  db
    .update(firmwareUpdates)
    .set({ bootedAtMs: atMs })
    .where(
      and(
        eq(firmwareUpdates.pileId, pileId),
        sql`${firmwareUpdates.active} = 1`,
        sql`${firmwareUpdates.askedAtMs} <= ${atMs}`,
      ),
    );
