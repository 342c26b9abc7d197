import { beforeAll, describe, expect, test } from "vitest";
import { adminListFaultReports } from "../../../core/contract/admin/feedback.ts";
import { adminListIncidents } from "../../../core/contract/admin/maintenance/incidents.ts";
import * as contract from "../../../core/contract/admin/maintenance/workOrders.ts";
import { createFaultReport } from "../../../core/contract/faultReports.ts";
import { limits } from "../../../core/limits.ts";
import { sweepPictures } from "../../../worker/pictures/pictures.ts";
import { aPile, MORNING_MS } from "../../support/builders.ts";
import { upload } from "../feedback/support.ts";
import { asDriver, ask, asStaff, db, env, migrate, send } from "../http/support.ts";
import { aPlace, faultOpened, ordersOf } from "./support.ts";

beforeAll(migrate);

const HOUR = 3_600_000;

async function anOrder(given: object = {}) {
  const place = await aPlace();
  const input = { pileId: place.pileId, title: "枪锁卡住", priority: "high", ...given };
  const made = (await ask(contract.adminCreateWorkOrder, input, place.owner)).output();
  return { ...place, made, key: { workOrderId: made.workOrderId } };
}

describe("A work order", () => {
  test("is made for a pile, given to somebody, worked at, resolved and reopened, step by step", async () => {
    const { key, owner, operatorId } = await anOrder({ connectorId: 1, text: "司机说拔不出来" });
    const technician = await asStaff(operatorId, "maintenance");
    const { items } = (await ask(contract.adminListAssignees, {}, owner)).output();
    const him = items.find(({ role }) => role === "maintenance")!;
    const dueAtMs = Date.now() + HOUR;
    const given = { ...key, assigneeId: him.staffId, dueAtMs, priority: "urgent" };
    await ask(contract.adminUpdateWorkOrder, given, owner);
    await ask(contract.adminSetWorkOrderState, { ...key, state: "inProgress" }, technician);
    await ask(contract.adminCommentWorkOrder, { ...key, text: "换锁" }, technician);
    const part = { ...key, name: "枪锁", partNumber: "L-2", quantity: 1 };
    await ask(contract.adminAddWorkOrderPart, part, technician);
    const resolved = { ...key, state: "resolved", note: "已更换" };
    const now = (await ask(contract.adminSetWorkOrderState, resolved, technician)).output();
    expect(now).toMatchObject({ state: "resolved", assigneeName: him.displayName, dueAtMs });
    expect(now.resolvedAtMs).not.toBeNull();
    const reopen = { ...key, state: "open", note: "又卡住了" };
    const again = (await ask(contract.adminSetWorkOrderState, reopen, owner)).output();
    expect(again).toMatchObject({ state: "open", resolvedAtMs: null });
    expect(again.events.map(({ content }) => content)).toMatchObject([
      { kind: "opened", ruleName: null },
      { kind: "comment", text: "司机说拔不出来" },
      { kind: "priority", from: "high", to: "urgent" },
      { kind: "assigned", assigneeName: him.displayName },
      { kind: "due", dueAtMs },
      { kind: "state", from: "open", to: "inProgress" },
      { kind: "comment", text: "换锁" },
      { kind: "part", name: "枪锁", partNumber: "L-2", quantity: 1 },
      { kind: "state", from: "inProgress", to: "resolved", note: "已更换" },
      { kind: "state", from: "resolved", to: "open", note: "又卡住了" },
    ]);
    expect(again.events.at(-1)?.staffName).not.toBe(him.displayName);
  });

  test("shows its pictures, which outlive the sweep", async () => {
    const { key, owner } = await anOrder();
    const path = contract.adminAddWorkOrderPicture.path.replace(":workOrderId", key.workOrderId);
    const answer = await upload(path, owner);
    const shown = contract.adminAddWorkOrderPicture.output.parse(answer.body);
    const url = shown.events.at(-1)?.picture?.url ?? "";
    await sweepPictures(env, Date.now() + 2 * limits.waitingPictureMs.most);
    expect((await send(url)).status).toBe(200);
  });

  test("may be for a station as a whole, and for nothing of another operator", async () => {
    const { owner, stationId } = await aPlace();
    const other = await aPlace();
    const content = { title: "x", priority: "low" };
    const make = (given: Readonly<Record<string, unknown>>) =>
      ask(contract.adminCreateWorkOrder, { ...content, ...given }, owner);
    expect((await make({ stationId })).output()).toMatchObject({ stationId, pileId: null });
    expect((await make({})).code).toBe("station_not_found");
    expect((await make({ stationId: other.stationId })).code).toBe("station_not_found");
    expect((await make({ pileId: other.pileId })).code).toBe("pile_not_found");
    const foreign = await asStaff(other.operatorId);
    const { items } = (await ask(contract.adminListAssignees, {}, foreign)).output();
    const assigneeId = items[0]!.staffId;
    expect((await make({ stationId, assigneeId })).code).toBe("staff_not_found");
  });

  test("is found by its state, its due time, its priority and who has it", async () => {
    const { owner, key } = await anOrder({ dueAtMs: 1 });
    const listed = async (input: Readonly<Record<string, unknown>>) =>
      (await ask(contract.adminListWorkOrders, input, owner)).output().items.length;
    expect(await listed({})).toBe(1);
    expect(await listed({ show: "overdue" })).toBe(1);
    expect(await listed({ show: "resolved" })).toBe(0);
    expect(await listed({ priority: "low" })).toBe(0);
    expect(await listed({ assignee: "nobody" })).toBe(1);
    expect(await listed({ assignee: "me" })).toBe(0);
    await ask(contract.adminSetWorkOrderState, { ...key, state: "resolved" }, owner);
    expect(await listed({ show: "overdue" })).toBe(0);
    expect(await listed({ show: "resolved" })).toBe(1);
  });

  test("is read by everybody and worked at by who may", async () => {
    const { key, operatorId } = await anOrder();
    const reader = await asStaff(operatorId, "readOnly");
    expect((await ask(contract.adminGetWorkOrder, key, reader)).status).toBe(200);
    const comment = await ask(contract.adminCommentWorkOrder, { ...key, text: "x" }, reader);
    expect(comment.code).toBe("forbidden");
  });

  test("for a driver's report tells him that it is resolved, and that it is not after all", async () => {
    const place = await aPlace();
    const { owner, pileId } = place;
    const driver = await asDriver(place.driverId);
    const report = { pileId, connectorId: 1, kind: "connectorStuck" };
    const { reportId } = (await ask(createFaultReport, report, driver)).output();
    const cause = { kind: "report", id: reportId, code: "connectorStuck" };
    const input = { pileId, title: "x", priority: "high", cause };
    const { workOrderId } = (await ask(contract.adminCreateWorkOrder, input, owner)).output();
    const stateOf = async () =>
      (await ask(adminListFaultReports, { unresolved: "false" }, owner)).output().items[0]?.state;
    await ask(contract.adminSetWorkOrderState, { workOrderId, state: "resolved" }, owner);
    expect(await stateOf()).toBe("resolved");
    await ask(contract.adminSetWorkOrderState, { workOrderId, state: "open" }, owner);
    expect(await stateOf()).toBe("confirmed");
  });
});

describe("Incidents", () => {
  test("merge every source by pile, the most pressing first, with the reason", async () => {
    const place = await aPlace();
    const { owner, operatorId, stationId, pileId } = place;
    const { pileId: calm } = await aPile(db, { operatorId, stationId });
    const driver = await asDriver(place.driverId);
    await ask(createFaultReport, { pileId: calm, kind: "screenBroken", text: "黑屏" }, driver);
    const nowMs = Date.now();
    const event = { kind: "securityEvent", event: "Tampered", detail: "lid", atMs: nowMs } as const;
    await place.tells([{ kind: "linkLost", sinceMs: nowMs - HOUR, atMs: nowMs }, event], nowMs);
    const { items } = (await ask(adminListIncidents, {}, owner)).output();
    expect(items.map((item) => [item.pileId, item.severity])).toEqual([
      [pileId, "danger"],
      [calm, "degraded"],
    ]);
    const [first, second] = items;
    expect(first!.signals.map(({ source, code }) => `${source} ${code}`).toSorted()).toEqual([
      "fault GroundFailure",
      "offline Offline",
      "security Tampered",
      "security charger_credential_refused",
    ]);
    expect(first!.reasons[0]).toMatchObject({ kind: "danger" });
    expect(second).toMatchObject({ signals: [{ source: "report", detail: "黑屏" }] });
    expect(second!.reasons.map(({ kind }) => kind)).toEqual(["degraded", "drivers"]);
  });

  test("go when what they tell of ends, and name the work order meanwhile", async () => {
    const place = await aPlace();
    const { owner, pileId } = place;
    const read = async () => (await ask(adminListIncidents, {}, owner)).output().items;
    const input = { pileId, title: "修", priority: "high" };
    const { workOrderId } = (await ask(contract.adminCreateWorkOrder, input, owner)).output();
    expect(await read()).toMatchObject([{ pileId, workOrders: [{ workOrderId, state: "open" }] }]);
    const atMs = MORNING_MS + 1;
    await place.tells([{ kind: "faultClosed", connectorId: 1, atMs }], atMs);
    const [left] = await read();
    expect(left?.signals.map(({ source }) => source)).toEqual(["security"]);
    expect(left?.severity).toBe("notice");
    expect(await ordersOf(owner, "open")).toHaveLength(1);
  });

  test("tell an error beside a working status from an outage", async () => {
    const place = await aPlace();
    const atMs = MORNING_MS + 1;
    await place.tells(
      [
        { kind: "faultClosed", connectorId: 1, atMs },
        faultOpened(atMs, { errorCode: "ReaderFailure", isUsable: true }),
      ],
      atMs,
    );
    const { items } = (await ask(adminListIncidents, {}, place.owner)).output();
    expect(items).toMatchObject([{ severity: "degraded" }]);
  });
});
