import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import {
  adminGetOrder,
  adminListOrders,
  adminListSecurityEvents,
} from "../../../core/contract/admin/orders.ts";
import { adminListPiles } from "../../../core/contract/admin/piles.ts";
import {
  adminGetStation,
  adminListFaults,
  adminListStations,
  adminOverview,
} from "../../../core/contract/admin/stations.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { orderSettled, paymentReceived, refundPaid } from "../../../core/money/ledger.ts";
import { audit, staffSessions } from "../../../worker/db/tables/operators.ts";
import { billLines, sessions } from "../../../worker/db/tables/orders.ts";
import { ledgerEntries, payments, refunds } from "../../../worker/db/tables/payments.ts";
import { aTariffContent, MORNING_MS } from "../../support/builders.ts";
import { aBusiness, feedbackOn, firmwareOf, maintenanceOf, peopleOf } from "./aBusiness.ts";
import { ask, db, migrate } from "./support.ts";

beforeAll(migrate);

describe("an operator", () => {
  test("never sees or touches another's stations, piles, orders, faults or events", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const said = await feedbackOn(other);
    const repairs = await maintenanceOf(other);
    const people = await peopleOf(other);
    const upkeep = await firmwareOf(other);
    const walked = new Set<string>();
    for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
      if (endpoint.access !== "staff" || name.startsWith("staff")) continue;
      walked.add(name);
      const { pileId, stationId, orderId, tariffId } = other;
      const made = { ...said, ...repairs, ...people, ...upkeep };
      const ids = { pileId, stationId, orderId, tariffId, ...made, commandId: "c1" };
      const input = { ...ids, ...restOfInput[name], ...listsOf(other)[name] };
      const answer = await ask(endpoint, input, mine.owner);
      expect([name, answer.status < 500]).toEqual([name, true]);
      const text = JSON.stringify(answer.body);
      const { operatorId } = other;
      const told = [pileId, stationId, orderId, operatorId, ...Object.values(people)].filter((id) =>
        text.includes(id),
      );
      expect([name, told]).toEqual([name, []]);
      const isRefused = isNotFound.test(answer.code ?? "");
      const isWrite = endpoint.method !== "GET" && !isOfOneself.has(name);
      expect([name, isRefused || !isWrite]).toEqual([name, true]);
    }
    expect(walked.size).toBeGreaterThan(25);
    const written = await db.select().from(audit).where(eq(audit.operatorId, mine.operatorId));
    const others: readonly string[] = [other.pileId, ...Object.values(people)];
    expect(written.filter(({ subject }) => others.includes(subject))).toEqual([]);
    const { sessionId } = people;
    const session = eq(staffSessions.tokenHash, sessionId);
    expect(await db.select().from(staffSessions).where(session)).toHaveLength(1);
  });

  test("sees its own in every list", async () => {
    const mine = await aBusiness();
    const lists: readonly (readonly [Endpoint, string])[] = [
      [adminListStations, mine.stationId],
      [adminListPiles, mine.pileId],
      [adminListOrders, mine.orderId],
      [adminListFaults, mine.faultId],
      [adminListSecurityEvents, `event-${mine.pileId}`],
    ];
    for (const [endpoint, id] of lists) {
      const answer = await ask(endpoint, {}, mine.owner);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).toContain(id);
    }
    const overview = await ask(adminOverview, {}, mine.owner);
    expect(overview.body).toMatchObject({
      stations: 1,
      counts: { piles: 1, connectors: 1, available: 1, busy: 0, faulted: 0, offline: 0 },
      openFaults: 1,
      refundsFailed: 0,
    });
    const station = await ask(adminGetStation, { stationId: mine.stationId }, mine.owner);
    expect(station.body).toMatchObject({ tariff: { tariffId: mine.tariffId, version: 1 } });
  });
});

/** What names another's things within a list. */
const listsOf = ({ stationId }: { readonly stationId: string }): Record<string, object> => ({
  // An operator's own, named by nothing of others.
  adminAddFirmware: { vendor: "", model: "", version: "2.0", fileName: "a.bin" },
  adminPutTemplate: { vendor: "", model: "", keys: [{ key: "A", value: "1" }] },
  adminStartCampaign: { name: "x", first: 1, sharePercent: 100, mostFailures: 0 },
  adminSteerCampaign: { action: "pause" },
  adminSendLocalList: { listVersion: 1, isFull: true, idTags: [] },
  adminSetChargingProfile: {
    connectorId: 0,
    profileId: 1,
    stackLevel: 0,
    purpose: "ChargePointMaxProfile",
    unit: "W",
    limit: 1,
  },
  adminGetCompositeSchedule: { connectorId: 1, durationS: 60, unit: "W" },
  adminCheckPiles: { piles: [{ pileId: "NEW-PILE-2", stationId }] },
  adminImportPiles: {
    piles: [
      {
        pileId: "NEW-PILE-2",
        stationId,
        name: "x",
        connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }],
      },
    ],
  },
});
const isNotFound =
  /^((pile|station|fault_report|review|work_order|window|maintenance_rule|channel|delivery|staff|api_key|firmware|campaign|order|approval|finding)_not_found|tariff_unknown|station_exists)$/;

const aRuleContent = {
  name: "x",
  condition: { kind: "fault", code: null, count: 1, hours: 1 },
  action: { workOrder: null, channelIds: [] },
  isOn: true,
};
const aChannelContent = { name: "x", topics: [], language: "zh", isOn: true };

/** Cards are the world's, a list that is only looked at is not registered; the rest is one's own. */
const isOfOneself: ReadonlySet<string> = new Set([
  "adminAddCard",
  "adminCheckPiles",
  "adminCreateNoticeChannel",
  "adminAddFirmware",
  "adminPutTemplate",
  "adminCreateTariff",
  "adminSetApprovalLimit",
  "adminChangePassword",
  "adminBeginSecondFactor",
  "adminConfirmSecondFactor",
  "adminRemoveSecondFactor",
  "adminRenewRecoveryCodes",
  "adminEndSession",
  "adminEndOtherSessions",
  "adminSaveView",
  "adminDeleteSavedView",
  "adminInviteStaff",
  "adminSetSignInRules",
  "adminMakeApiKey",
]);
const aStationDraft = {
  name: "x",
  nameEn: "",
  address: "x",
  addressEn: "",
  position: { latitude: 31, longitude: 121 },
  timeZone: "Asia/Shanghai",
  openingHours: "24/7",
  isOpen: true,
  parking: "",
  parkingEn: "",
  parkingKind: "unknown",
  facilities: [],
  phone: "",
  tariffId: null,
};

const aWeek = { from: "2026-11-16", to: "2026-11-22" };

/** What the endpoints need beside ids, so that nothing is refused for its form. */
const restOfInput: Readonly<Record<string, object>> = {
  adminCreateStation: aStationDraft,
  adminUpdateStation: { ...aStationDraft, revision: 1 },
  adminCreateTariff: { name: "x", nameEn: "", validFromMs: 0, content: {} },
  adminAddTariffVersion: {
    name: "x",
    nameEn: "",
    validFromMs: 0,
    content: aTariffContent(),
    after: 1,
  },
  adminWithdrawTariffVersion: { version: 1 },
  adminCorrectOrder: {
    correction: { kind: "amount", amountFen: 1 },
    reason: "because",
    totalFen: 3_600,
  },
  adminDecideApproval: { approvalId: "nothing", decision: "declined" },
  adminSetApprovalLimit: { approvalLimitFen: 1 },
  adminTrialBalance: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminRevenue: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminListEntries: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminExplainFinding: { eventId: "nothing", reason: "because" },
  adminAssignTariff: { stationIds: ["station-x"] },
  adminFind: { text: "station" },
  adminChangePassword: { current: "x", next: "y" },
  adminConfirmSecondFactor: { enrolment: "x", code: "000000" },
  adminRemoveSecondFactor: { code: "000000" },
  adminRenewRecoveryCodes: { code: "000000" },
  adminListSavedViews: { page: "/orders" },
  adminSaveView: { page: "/orders", name: "x", query: "" },
  adminDeleteSavedView: { page: "/orders", name: "x" },
  adminInviteStaff: { email: "new@example.com", displayName: "x", role: "readOnly" },
  adminChangeStaff: { displayName: "x", role: "readOnly" },
  adminSetSignInRules: { secondFactorRoles: [] },
  adminMakeApiKey: { name: "x", role: "readOnly", scopes: ["orders:read"], days: 1 },
  adminAnalysisUsage: aWeek,
  adminAnalysisConnectors: aWeek,
  adminAnalysisRevenue: aWeek,
  adminAnalysisStations: aWeek,
  adminAnalysisDrivers: aWeek,
  adminAnalysisReservations: aWeek,
  adminAnalysisFaults: aWeek,
  adminAnalysisAdvice: aWeek,
  adminAnalysisSimulation: aWeek,
  adminGetAnalysisReport: { kind: "week", fromDay: "2026-11-16" },
  adminRegisterPile: {
    pileId: "NEW-PILE-1",
    name: "x",
    connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }],
  },
  adminStartTrace: { minutes: 5 },
  adminSetFaultReport: { state: "resolved", answer: "" },
  adminHideReview: { reason: "x" },
  adminCreateWorkOrder: { title: "x", priority: "low" },
  adminSetWorkOrderState: { state: "resolved" },
  adminCommentWorkOrder: { text: "x" },
  adminAddWorkOrderPart: { name: "x", quantity: 1 },
  adminCreateMaintenanceRule: aRuleContent,
  adminUpdateMaintenanceRule: aRuleContent,
  adminPlanMaintenance: { fromMs: 0, untilMs: Date.now() + 3_600_000, reason: "x" },
  adminCreateNoticeChannel: {
    ...aChannelContent,
    kind: "webhook",
    url: "https://ops.example.com/",
    secret: "0123456789abcdef",
  },
  adminUpdateNoticeChannel: aChannelContent,
  adminAddCard: { idTag: "FOREIGN1", driverId: "nobody" },
  adminStart: { connectorId: 1 },
  adminStop: { connectorId: 1 },
  adminReset: { type: "Soft" },
  adminUnlock: { connectorId: 1 },
  adminAvailability: { connectorId: 0, operative: false },
  adminReadConfiguration: {},
  adminChangeConfiguration: { key: "HeartbeatInterval", value: "60" },
  adminTrigger: { message: "Heartbeat" },
  adminReserve: { connectorId: 1, idTag: "TAG", minutes: 5 },
  adminCancelReservation: { reservationId: 1 },
  adminDataTransfer: { vendorId: "v" },
};

describe("an order's money", () => {
  test("is told whole: the bill, the payment, what went back, and every posting", async () => {
    const { orderId, driverId, operatorId, pileId, owner } = await aBusiness();
    const at = { createdAtMs: MORNING_MS, expiresAtMs: MORNING_MS + 1 };
    await db.insert(payments).values({
      paymentId: orderId,
      purpose: "order",
      orderId,
      driverId,
      provider: "wechatpay",
      amountFen: 5_000,
      state: "paid",
      gatewayTradeNo: "420000",
      paidAtMs: MORNING_MS,
      ...at,
    });
    const refundId = `${orderId}R1`;
    await db.insert(refunds).values({
      refundId,
      paymentId: orderId,
      orderId,
      provider: "wechatpay",
      amountFen: 1_400,
      totalFen: 5_000,
      reason: "rest",
      state: "succeeded",
      gatewayRefundNo: "5000",
      attempts: 1,
      createdAtMs: MORNING_MS,
      updatedAtMs: MORNING_MS + 9,
    });
    await db.insert(billLines).values({
      orderId,
      line: 0,
      fromMs: MORNING_MS,
      toMs: MORNING_MS + 3_600_000,
      period: "flat",
      energyWh: 30_000,
      electricityPrice: 8_000,
      servicePrice: 4_000,
      electricityFen: 2_400,
      serviceFen: 1_200,
    });
    await db.insert(sessions).values({
      sessionId: `${pileId}:1`,
      orderId,
      pileId,
      connectorId: 1,
      transactionId: 1,
      idTag: "T",
      startedAtMs: MORNING_MS,
      endedAtMs: MORNING_MS + 1,
      meterStartWh: 0,
      meterStopWh: 30_000,
      stopReason: "Remote",
      readings: [],
      anomalies: ["meterJump"],
    });
    const gateway = "wechatpay" as const;
    const entries = [
      paymentReceived({ paymentId: orderId, orderId, gateway, amountFen: 5_000, atMs: 1 }),
      orderSettled({
        orderId,
        operatorId,
        driverId,
        prepaidFen: 5_000,
        coupon: null,
        atMs: 2,
        revenue: { electricity: 2_400, service: 1_200 },
        rest: { kind: "refund" },
      }),
      refundPaid({ refundId, orderId, gateway, amountFen: 1_400, atMs: 3 }),
    ];
    for (const entry of entries)
      await db.insert(ledgerEntries).values({ ...entry, driverId: null });

    const answer = await ask(adminGetOrder, { orderId }, owner);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      order: {
        orderId,
        driverName: "微信用户",
        bill: { energyWh: 30_000, totalFen: 3_600, lines: [{ period: "flat", energyWh: 30_000 }] },
        refund: { state: "succeeded", amountFen: 1_400, toWay: "wechatpay" },
      },
      payments: [{ paymentId: orderId, way: "wechatpay", state: "paid", gatewayTradeNo: "420000" }],
      refunds: [{ refundId, state: "succeeded", amountFen: 1_400, gatewayRefundNo: "5000" }],
      anomalies: ["meterJump"],
    });
    const { postings } = answer.output();
    expect(postings).toHaveLength(8);
    expect(new Set(postings.map(({ entryKind }) => entryKind))).toEqual(
      new Set(["paymentReceived", "orderSettled", "refundPaid"]),
    );
    expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  });
});
