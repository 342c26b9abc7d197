import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminEndMaintenance,
  adminListMaintenanceWindows,
  adminPlanMaintenance,
} from "../../../core/contract/admin/maintenance/windows.ts";
import { adminGetUptime } from "../../../core/contract/admin/maintenance/uptime.ts";
import { getStation } from "../../../core/contract/stations.ts";
import type { PileApi } from "../../../core/charging/pileApi.ts";
import { err, ok } from "../../../core/result.ts";
import { maintenanceWindows } from "../../../worker/db/tables/maintenance.ts";
import { faults, piles } from "../../../worker/db/tables/stations.ts";
import { uptimesOf } from "../../../worker/maintenance/uptimes.ts";
import { seeToWindows } from "../../../worker/maintenance/windows.ts";
import type { Env } from "../../../worker/env.ts";
import { aBinding, ask, db, env, migrate } from "../http/support.ts";
import { aChannel, aPlace, KeepingQueue } from "./support.ts";

beforeAll(migrate);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A Pile that writes down what it is told, and can be away. */
class ToldPile {
  closures: Parameters<PileApi["setClosures"]>[0] = [];
  readonly commands: string[] = [];
  isAway = false;

  readonly setClosures: PileApi["setClosures"] = async (closures) => {
    this.closures = closures;
    return ok(null);
  };

  readonly command = async ({
    commandId,
    request,
  }: Pick<Parameters<PileApi["command"]>[0], "commandId" | "request">) => {
    if (this.isAway) return err({ code: "pile_offline" } as const);
    if (request.kind !== "setAvailability") throw new Error(`asked for ${request.kind}`);
    const said = `${commandId} ${request.operative ? "operative" : "inoperative"}`;
    if (!this.commands.includes(said)) this.commands.push(said);
    return ok(null);
  };

  get words(): readonly (string | undefined)[] {
    return this.commands.map((said) => said.split(" ")[1]);
  }
}

async function aPlan(given: Readonly<Record<string, unknown>> = {}) {
  const place = await aPlace();
  const pile = new ToldPile();
  const queue = new KeepingQueue();
  const changed: Partial<Env> = {
    PILE: aBinding<Env["PILE"]>({ idFromName: (name: string) => name, get: () => pile }),
    NOTICES: aBinding<Env["NOTICES"]>(queue),
  };
  const nowMs = Date.now();
  const plan = {
    stationId: place.stationId,
    fromMs: nowMs + HOUR,
    untilMs: nowMs + 2 * HOUR,
    reason: "更换充电模块",
    ...given,
  };
  const made = await ask(adminPlanMaintenance, plan, place.owner, changed);
  const at = (atMs: number) => seeToWindows({ ...env, ...changed }, atMs);
  const read = async () =>
    (await ask(adminListMaintenanceWindows, { show: "all" }, place.owner)).output().items[0]!;
  return { ...place, pile, queue, changed, plan, made, at, read };
}

describe("Planned maintenance", () => {
  test("is told to its piles at once, and carried out when its times come, once", async () => {
    const { pile, made, at, plan, read } = await aPlan();
    const { windowId, fromMs, untilMs } = made.output();
    expect(made.output()).toMatchObject({ state: "planned", pendingPileIds: [] });
    expect(pile.closures).toEqual([{ closureId: windowId, fromMs, untilMs }]);
    expect(pile.words).toEqual([]);
    await at(plan.fromMs - 1);
    expect(pile.words).toEqual([]);
    for (let minute = 0; minute < 3; minute += 1) await at(plan.fromMs + minute * 60_000);
    expect(pile.words).toEqual(["inoperative"]);
    expect((await read()).state).toBe("active");
    for (let minute = 0; minute < 3; minute += 1) await at(plan.untilMs + minute * 60_000);
    expect(pile.words).toEqual(["inoperative", "operative"]);
    expect(pile.closures).toEqual([]);
    expect((await read()).state).toBe("ended");
  });

  test("is shown to drivers until it is over, with the reason", async () => {
    const { plan, stationId, made, owner, changed } = await aPlan();
    const shown = async () => (await ask(getStation, { stationId })).output().maintenance;
    const { fromMs, untilMs, reason } = plan;
    expect(await shown()).toEqual([{ pileIds: [], fromMs, untilMs, reason }]);
    await ask(adminEndMaintenance, { windowId: made.output().windowId }, owner, changed);
    expect(await shown()).toEqual([]);
  });

  test("asks a charger that is away again, until it is back", async () => {
    const { pile, at, plan, read, pileId } = await aPlan();
    await at(plan.fromMs);
    pile.isAway = true;
    await at(plan.untilMs);
    expect((await read()).pendingPileIds).toEqual([pileId]);
    pile.isAway = false;
    await at(plan.untilMs + 60_000);
    expect(pile.words).toEqual(["inoperative", "operative"]);
    expect((await read()).pendingPileIds).toEqual([]);
  });

  test("that is cancelled has put nothing out of service", async () => {
    const { pile, made, owner, changed, at, plan } = await aPlan();
    const { windowId } = made.output();
    const ended = await ask(adminEndMaintenance, { windowId }, owner, changed);
    expect(ended.output().state).toBe("cancelled");
    expect(pile.closures).toEqual([]);
    await at(plan.fromMs);
    await at(plan.untilMs);
    expect(pile.words).toEqual([]);
    const again = await ask(adminEndMaintenance, { windowId }, owner, changed);
    expect(again.code).toBe("window_not_found");
  });

  test("that is ended early gives its piles back at once", async () => {
    const { pile, made, owner, changed } = await aPlan({ fromMs: 0 });
    expect(made.output().state).toBe("active");
    const { windowId } = made.output();
    const ended = (await ask(adminEndMaintenance, { windowId }, owner, changed)).output();
    expect(ended.state).toBe("ended");
    expect(ended.untilMs).toBeLessThan(Date.now() + HOUR);
    expect(pile.words).toEqual(["inoperative", "operative"]);
  });

  test("leaves a charger out of service that another window holds", async () => {
    const first = await aPlan();
    const { pile, plan, owner, changed, at } = first;
    const longer = { ...plan, untilMs: plan.untilMs + HOUR };
    await ask(adminPlanMaintenance, longer, owner, changed);
    await at(plan.fromMs);
    await at(plan.untilMs);
    expect(pile.words).toEqual(["inoperative", "inoperative"]);
    await at(longer.untilMs);
    expect(pile.words.at(-1)).toBe("operative");
  });

  test("is told to those who want to know of it, once a step", async () => {
    const { operatorId, stationId, owner, changed, deliveries, at, plan } = await aPlan();
    await aChannel(operatorId, { topics: ["windows"] });
    const next = { ...plan, stationId };
    await ask(adminPlanMaintenance, next, owner, changed);
    await at(plan.fromMs);
    await at(plan.fromMs + 60_000);
    const events = (await deliveries()).map(({ notice }) => notice.event);
    expect(events.toSorted()).toEqual(["window.active", "window.active", "window.planned"]);
  });

  test("is refused for times that are none, and for others' piles", async () => {
    const { plan, owner, changed } = await aPlan();
    const other = await aPlace();
    const refused = async (given: Readonly<Record<string, unknown>>) =>
      (await ask(adminPlanMaintenance, { ...plan, ...given }, owner, changed)).code;
    expect(await refused({ untilMs: 1 })).toBe("window_not_valid");
    expect(await refused({ untilMs: plan.fromMs + 40 * DAY })).toBe("window_not_valid");
    expect(await refused({ pileIds: [other.pileId] })).toBe("pile_not_found");
    expect(await refused({ stationId: other.stationId })).toBe("station_not_found");
  });
});

describe("Uptime", () => {
  test("is the time that connectors could be used, planned maintenance aside", async () => {
    const { owner, pileId, operatorId, stationId } = await aPlan();
    const nowMs = Date.now();
    await db.delete(faults).where(eq(faults.operatorId, operatorId));
    await db.update(piles).set({ createdAtMs: 0 }).where(eq(piles.pileId, pileId));
    await db.insert(faults).values({
      faultId: `${pileId}:a`,
      operatorId,
      pileId,
      connectorId: 1,
      errorCode: "GroundFailure",
      openedAtMs: nowMs - 12 * HOUR,
      closedAtMs: nowMs - 6 * HOUR,
    });
    await db.insert(faults).values({
      faultId: `${pileId}:b`,
      operatorId,
      pileId,
      connectorId: 1,
      errorCode: "ReaderFailure",
      isOutage: false,
      openedAtMs: nowMs - 24 * HOUR,
    });
    const answer = await ask(adminGetUptime, { days: "1" }, owner);
    const { total, rows } = answer.output();
    expect(total).toMatchObject({ serviceMs: DAY, downMs: 6 * HOUR, uptime: 0.75, repaired: 1 });
    expect(total.meanRepairMs).toBe(6 * HOUR);
    expect(rows).toMatchObject([{ stationId, pileId: null, uptime: 0.75 }]);
    const ofStation = (await ask(adminGetUptime, { days: "1", stationId }, owner)).output();
    expect(ofStation.rows).toMatchObject([{ stationId, pileId, uptime: 0.75 }]);
  });

  test("takes a window out of both sides, and cancelled ones out of none", async () => {
    const { pileId, operatorId, stationId } = await aPlace();
    await db.delete(faults).where(eq(faults.operatorId, operatorId));
    await db.update(piles).set({ createdAtMs: 0 }).where(eq(piles.pileId, pileId));
    const lost = { faultId: `${pileId}:link:1`, source: "link", errorCode: "Offline" } as const;
    const openedAtMs = 100 * HOUR;
    await db.insert(faults).values({ ...lost, operatorId, pileId, connectorId: 0, openedAtMs });
    const aWindow = {
      operatorId,
      stationId,
      pileIds: [],
      reason: "x",
      pending: [],
      createdAtMs: 0,
    };
    await db.insert(maintenanceWindows).values([
      { ...aWindow, windowId: ulid(), state: "ended", fromMs: 98 * HOUR, untilMs: 104 * HOUR },
      { ...aWindow, windowId: ulid(), state: "cancelled", fromMs: 90 * HOUR, untilMs: 110 * HOUR },
    ]);
    const asked = { operatorId, stationId: undefined, fromMs: 90 * HOUR, untilMs: 110 * HOUR };
    const { total } = await uptimesOf(db, asked);
    expect(total).toMatchObject({ serviceMs: 14 * HOUR, downMs: 6 * HOUR });
  });
});
