import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminGetWorkOrder,
  adminSetWorkOrderState,
} from "../../../core/contract/admin/maintenance/workOrders.ts";
import {
  adminCreateMaintenanceRule,
  adminDeleteMaintenanceRule,
  adminListMaintenanceRules,
  adminUpdateMaintenanceRule,
} from "../../../core/contract/admin/maintenance/rules.ts";
import { createFaultReport } from "../../../core/contract/faultReports.ts";
import { limits } from "../../../core/limits.ts";
import { ruleWaits } from "../../../worker/db/tables/maintenance.ts";
import { securityEvents } from "../../../worker/db/tables/operators.ts";
import { applyDueWaits } from "../../../worker/maintenance/applyRules.ts";
import { MORNING_MS } from "../../support/builders.ts";
import { asDriver, ask, asStaff, db, migrate } from "../http/support.ts";
import { aChannel, aPlace, aRule, aWindow, faultOpened, ordersOf, urgentOrder } from "./support.ts";

beforeAll(migrate);

const HOUR = 3_600_000;
/** After the fault that every business has. */
const AT = MORNING_MS + HOUR;
const threeADay = { kind: "fault", code: "GroundFailure", count: 3, hours: 24 } as const;

describe("A code three times in a day", () => {
  test("becomes one urgent work order at the third time", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, threeADay, { name: "一天三次接地故障" });
    // The business has had one at MORNING_MS.
    await place.tells([faultOpened(AT)], AT);
    expect(await ordersOf(place.owner)).toEqual([]);
    await place.tells([faultOpened(AT + HOUR)], AT + HOUR);
    const orders = await ordersOf(place.owner);
    expect(orders).toMatchObject([
      {
        title: "一天三次接地故障",
        priority: "urgent",
        state: "open",
        pileId: place.pileId,
        connectorId: 1,
        dueAtMs: AT + 5 * HOUR,
        cause: { kind: "fault", code: "GroundFailure" },
      },
    ]);
  });

  test("is one work order however often its facts come, and what follows is noted on it", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, threeADay);
    const facts = [faultOpened(AT), faultOpened(AT + 1)];
    for (let times = 0; times < 3; times += 1) await place.tells(facts, AT + 2 + times);
    await place.tells([faultOpened(AT + HOUR)], AT + HOUR);
    await place.tells([faultOpened(AT + HOUR)], AT + HOUR + 9);
    const [order, ...others] = await ordersOf(place.owner);
    expect(others).toEqual([]);
    const { workOrderId } = order!;
    const detail = (await ask(adminGetWorkOrder, { workOrderId }, place.owner)).output();
    expect(detail.events.map(({ content }) => content.kind)).toEqual(["opened", "again"]);
  });

  test("counts neither other codes, other connectors, nor what is older", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, threeADay);
    await place.tells([faultOpened(AT, { errorCode: "OtherError" })], AT);
    await place.tells([faultOpened(AT + 1, { connectorId: 2 })], AT + 1);
    const later = MORNING_MS + 24 * HOUR;
    await place.tells([faultOpened(later), faultOpened(later + 1)], later + 1);
    expect(await ordersOf(place.owner)).toEqual([]);
  });

  test("makes another when it comes again after the first was resolved", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, { ...threeADay, count: 1 });
    await place.tells([faultOpened(AT)], AT);
    const [{ workOrderId } = { workOrderId: "" }] = await ordersOf(place.owner);
    await ask(adminSetWorkOrderState, { workOrderId, state: "resolved" }, place.owner);
    // The same cause, told again, is not a new one.
    await place.tells([faultOpened(AT)], AT);
    expect(await ordersOf(place.owner)).toHaveLength(1);
    await place.tells([faultOpened(AT + 1)], AT + 1);
    expect(await ordersOf(place.owner)).toHaveLength(2);
    expect(await ordersOf(place.owner, "open")).toHaveLength(1);
  });
});

const waitsOf = (ruleId: string) => db.select().from(ruleWaits).where(eq(ruleWaits.ruleId, ruleId));

describe("A charger that stays away", () => {
  const lost = { kind: "linkLost", sinceMs: AT, atMs: AT + limits.linkLossMs.most } as const;
  const rule = { kind: "offline", minutes: 30 } as const;

  test("becomes a work order when its minutes are over, once", async () => {
    const place = await aPlace();
    const ruleId = await aRule(place.operatorId, rule);
    await place.tells([lost], lost.atMs);
    await applyDueWaits(place.post, AT + HOUR / 2 - 1);
    expect(await ordersOf(place.owner)).toEqual([]);
    await applyDueWaits(place.post, AT + HOUR / 2);
    await applyDueWaits(place.post, AT + HOUR);
    expect(await ordersOf(place.owner)).toMatchObject([
      { cause: { kind: "offline", code: "Offline" }, connectorId: null },
    ]);
    expect(await waitsOf(ruleId)).toEqual([]);
  });

  test("and is back before makes none", async () => {
    const place = await aPlace();
    const ruleId = await aRule(place.operatorId, rule);
    await place.tells([lost], lost.atMs);
    await place.tells([{ kind: "linkBack", atMs: AT + HOUR / 3 }], AT + HOUR / 3);
    await applyDueWaits(place.post, AT + HOUR);
    expect(await ordersOf(place.owner)).toEqual([]);
    expect(await waitsOf(ruleId)).toEqual([]);
  });
});

describe("Within planned maintenance", () => {
  const lost = { kind: "linkLost", sinceMs: AT, atMs: AT + limits.linkLossMs.most } as const;
  const offline = { kind: "offline", minutes: 30 } as const;

  test("a charger's faults are nobody's surprise, at the piles that are in it", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, { ...threeADay, count: 1 });
    await aWindow(place, { fromMs: AT, untilMs: AT + HOUR, pileIds: ["another"] });
    await place.tells([faultOpened(AT)], AT);
    expect(await ordersOf(place.owner)).toHaveLength(1);
    const inIt = await aPlace();
    await aRule(inIt.operatorId, { ...threeADay, count: 1 });
    await aWindow(inIt, { fromMs: AT, untilMs: AT + HOUR });
    await inIt.tells([faultOpened(AT), faultOpened(AT + HOUR - 1)], AT + HOUR);
    expect(await ordersOf(inIt.owner)).toEqual([]);
    await inIt.tells([faultOpened(AT + HOUR)], AT + HOUR);
    expect(await ordersOf(inIt.owner)).toHaveLength(1);
  });

  test("a link that was lost in it counts from its end", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, offline);
    await aWindow(place, { fromMs: AT - 1, untilMs: AT + HOUR });
    await place.tells([lost], lost.atMs);
    await applyDueWaits(place.post, AT + 1.5 * HOUR - 1);
    expect(await ordersOf(place.owner)).toEqual([]);
    await applyDueWaits(place.post, AT + 1.5 * HOUR);
    expect(await ordersOf(place.owner)).toHaveLength(1);
  });

  test("a link that was lost before it counts from its end, too", async () => {
    const place = await aPlace();
    await aRule(place.operatorId, offline);
    await place.tells([lost], lost.atMs);
    await aWindow(place, { fromMs: AT + HOUR / 4, untilMs: AT + HOUR });
    await applyDueWaits(place.post, AT + HOUR / 2);
    await applyDueWaits(place.post, AT + 1.5 * HOUR - 1);
    expect(await ordersOf(place.owner)).toEqual([]);
    await applyDueWaits(place.post, AT + 1.5 * HOUR);
    expect(await ordersOf(place.owner)).toHaveLength(1);
  });
});

describe("Drivers' reports and security events", () => {
  test("make work orders by their rules", async () => {
    const place = await aPlace();
    const condition = { kind: "report", code: "unsafe", count: 2, hours: 1 } as const;
    await aRule(place.operatorId, condition, { name: "两人报危险" });
    await aRule(place.operatorId, { kind: "security", code: null }, { name: "安全" });
    const driver = await asDriver(place.driverId);
    const report = { pileId: place.pileId, connectorId: 1, kind: "unsafe" };
    await ask(createFaultReport, report, driver);
    expect(await ordersOf(place.owner)).toEqual([]);
    await ask(createFaultReport, report, driver);
    const atMs = AT;
    const detail = "x";
    await place.tells([{ kind: "securityEvent", event: "Tampered", detail, atMs }], AT);
    const orders = await ordersOf(place.owner);
    expect(orders.map(({ title }) => title).toSorted()).toEqual(["两人报危险", "安全"]);
  });
});

describe("A rule", () => {
  test("without a work order tells its channels, once for a cause", async () => {
    const place = await aPlace();
    const channelId = await aChannel(place.operatorId, { topics: [] });
    const action = { workOrder: null, channelIds: [channelId] };
    await aRule(place.operatorId, { ...threeADay, count: 1 }, { name: "告警", action });
    await place.tells([faultOpened(AT)], AT);
    await place.tells([faultOpened(AT)], AT + 1);
    const [delivery, ...others] = await place.deliveries();
    expect(others).toEqual([]);
    expect(delivery?.notice).toMatchObject({ topic: "rule", zh: { title: "规则：告警" } });
    expect(place.queue.kept).toEqual([delivery?.deliveryId]);
  });

  test("tells those that get every work order, and its own channels, each once", async () => {
    const place = await aPlace();
    const [all, own, other] = [
      await aChannel(place.operatorId),
      await aChannel(place.operatorId, { topics: [] }),
      await aChannel(place.operatorId, { topics: ["security"] }),
    ];
    const action = { ...urgentOrder, channelIds: [own, all] };
    await aRule(place.operatorId, { ...threeADay, count: 1 }, { action });
    await place.tells([faultOpened(AT)], AT);
    const told = (await place.deliveries()).map(({ channelId }) => channelId);
    expect(told.toSorted()).toEqual([all, own].toSorted());
    expect(told).not.toContain(other);
  });

  test("that cannot be applied is kept for a person and holds nothing up", async () => {
    const place = await aPlace();
    const action = {
      ...urgentOrder,
      workOrder: { ...urgentOrder.workOrder!, assigneeId: "nobody" },
    };
    await aRule(place.operatorId, { ...threeADay, count: 1 }, { action });
    await place.tells([faultOpened(AT)], AT);
    expect(await ordersOf(place.owner)).toEqual([]);
    const kept = await db
      .select()
      .from(securityEvents)
      .where(eq(securityEvents.operatorId, place.operatorId));
    expect(kept.map(({ kind }) => kind)).toContain("rules_not_applied");
  });

  test("is made, changed and deleted by who runs the business, with what is its own", async () => {
    const { owner, operatorId } = await aPlace();
    const other = await aPlace();
    const content = {
      name: "规则",
      stationId: null,
      condition: threeADay,
      action: urgentOrder,
      isOn: true,
    };
    const made = (await ask(adminCreateMaintenanceRule, content, owner)).output();
    const off = { ...made, isOn: false, condition: { kind: "offline", minutes: 10 } };
    expect((await ask(adminUpdateMaintenanceRule, off, owner)).output()).toMatchObject({
      isOn: false,
    });
    const foreign = { ...content, stationId: other.stationId };
    expect((await ask(adminCreateMaintenanceRule, foreign, owner)).code).toBe("station_not_found");
    const theirs = await aChannel(other.operatorId);
    const telling = { ...content, action: { workOrder: null, channelIds: [theirs] } };
    expect((await ask(adminCreateMaintenanceRule, telling, owner)).code).toBe("channel_not_found");
    const technician = await asStaff(operatorId, "maintenance");
    expect((await ask(adminCreateMaintenanceRule, content, technician)).code).toBe("forbidden");
    const { ruleId } = made;
    expect((await ask(adminDeleteMaintenanceRule, { ruleId }, owner)).status).toBe(200);
    expect((await ask(adminListMaintenanceRules, {}, owner)).output().items).toEqual([]);
  });
});
