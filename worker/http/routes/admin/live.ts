// The overview's live figures: counts from the map's objects, power from the piles that are in use.
import {
  adminGetLive,
  adminGetPower,
  type LiveStationState,
} from "../../../../core/contract/admin/live.ts";
import { limits } from "../../../../core/limits.ts";
import { ok } from "../../../../core/result.ts";
import { atOnce } from "../../../../durable-objects/live/atOnce.ts";
import { dbOf } from "../../../db/database.ts";
import { pilesInUseQuery, placesQuery } from "../../../db/live.ts";
import { askPile } from "../../../pileOf.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { availabilityOfLive } from "../../stations/availability.ts";
import { StationCounts, type Counts } from "../../stations/counts.ts";

export function adminLiveRoutes(app: App): void {
  serveStaff(app, adminGetLive, live);
  serveStaff(app, adminGetPower, power);
}

type StateCounts = LiveStationState["counts"];

const nothing: StateCounts = { total: 0, available: 0, busy: 0, faulted: 0, offline: 0 };

const sum = (one: StateCounts, other: StateCounts): StateCounts => ({
  total: one.total + other.total,
  available: one.available + other.available,
  busy: one.busy + other.busy,
  faulted: one.faulted + other.faulted,
  offline: one.offline + other.offline,
});

const bothCurrents = ({ dc, ac }: Counts): StateCounts =>
  sum(availabilityOfLive(dc), availabilityOfLive(ac));

/** What needs a person is at the top; among equals the order is that of the ids. */
const byNeed = (one: LiveStationState, other: LiveStationState): number =>
  other.counts.faulted - one.counts.faulted || other.counts.offline - one.counts.offline;

async function live({ env, nowMs, staff }: Call<typeof adminGetLive, ByStaff>) {
  const db = dbOf(env);
  const most = limits.stationsOnOverview.most;
  const places = await placesQuery(db, { operatorId: staff.operatorId, limit: most });
  const counts = new StationCounts(env, db, {
    areas: limits.areasOnOverview.most,
    connectors: limits.connectorsOnOverview.most,
  });
  await counts.load(places);
  const states = places.map((place): LiveStationState => {
    const { latitude, longitude, connectorKinds: _kinds, ...shown } = place;
    const of = counts.of(place);
    return {
      ...shown,
      position: { latitude, longitude },
      counts: bothCurrents(of),
      isKnown: of.from !== "unknown",
    };
  });
  return ok({
    atMs: nowMs,
    counts: states.reduce((all, state) => sum(all, state.counts), nothing),
    stations: states.toSorted(byNeed),
    isCut: places.length === most,
  });
}

async function power({ env, nowMs, staff }: Call<typeof adminGetPower, ByStaff>) {
  const most = limits.pilesAskedForPower.most;
  const found = await pilesInUseQuery(dbOf(env), { operatorId: staff.operatorId, limit: most + 1 });
  const total = { powerW: 0, sessions: 0, sessionsUntold: 0, pilesUntold: 0 };
  await atOnce(found.slice(0, most), limits.callsAtOnce.most, async ({ pileId }) => {
    const pile = await askPile(env, pileId, (object) => object.snapshot());
    if (!pile.ok) {
      total.pilesUntold += 1;
      return;
    }
    for (const { powerW } of pile.value.sessions) {
      total.powerW += powerW ?? 0;
      if (powerW === null) total.sessionsUntold += 1;
      else total.sessions += 1;
    }
  });
  return ok({ atMs: nowMs, ...total, isCut: found.length > most });
}
