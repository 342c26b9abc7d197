// A whole operator: a station with a pile, a settled order, a fault and a security event; and what
// drivers may have said of it.
import type { Notice } from "../../../core/contract/admin/maintenance/notices.ts";
import { faultReports, pictures, reviews } from "../../../worker/db/tables/feedback.ts";
import {
  maintenanceRules,
  maintenanceWindows,
  workOrders,
} from "../../../worker/db/tables/maintenance.ts";
import { noticeChannels, noticeDeliveries } from "../../../worker/db/tables/notices.ts";
import { apiKeys, securityEvents, staff } from "../../../worker/db/tables/operators.ts";
import {
  firmwareCampaigns,
  firmwareImages,
  firmwareUpdates,
} from "../../../worker/db/tables/firmware.ts";
import { faults } from "../../../worker/db/tables/stations.ts";
import {
  aDriver,
  anOperator,
  anOrder,
  aPile,
  aStation,
  aTariff,
  MORNING_MS,
} from "../../support/builders.ts";
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import { asMember, asStaff, db } from "./support.ts";

/** Its owner is signed in: `owner` are the headers of his requests. */
export async function aBusiness() {
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, { operatorId, stationId });
  const { driverId } = await aDriver(db);
  const { orderId } = await anOrder(db, {
    operatorId,
    stationId,
    pileId,
    tariffId,
    driverId,
    state: "settled",
    open: null,
    paidAtMs: MORNING_MS,
    endedAtMs: MORNING_MS + 3_600_000,
    energyWh: 30_000,
    electricityFen: 2_400,
    serviceFen: 1_200,
    totalFen: 3_600,
  });
  const faultId = `${pileId}:1:${MORNING_MS}`;
  await db.insert(faults).values({
    faultId,
    operatorId,
    pileId,
    connectorId: 1,
    errorCode: "GroundFailure",
    openedAtMs: MORNING_MS,
  });
  await db.insert(securityEvents).values({
    eventId: `event-${pileId}`,
    operatorId,
    kind: "charger_credential_refused",
    subject: pileId,
    detail: "wrong password",
    atMs: MORNING_MS,
  });
  return {
    operatorId,
    tariffId,
    stationId,
    pileId,
    driverId,
    orderId,
    faultId,
    owner: await asStaff(operatorId),
  };
}

type Business = Awaited<ReturnType<typeof aBusiness>>;

/** What its driver said of a business: a review, a report of a fault, and a picture. */
export async function feedbackOn({ operatorId, stationId, pileId, driverId, orderId }: Business) {
  const [reviewId, reportId, pictureId] = [ulid(), ulid(), ulid().slice(4)];
  const at = { createdAtMs: MORNING_MS, updatedAtMs: MORNING_MS };
  const said = { text: "", stationId, driverId, ...at };
  await db.insert(reviews).values({ ...said, reviewId, orderId, stars: 4, tags: [] });
  await db.insert(faultReports).values({
    ...said,
    reportId,
    operatorId,
    pileId,
    kind: "other",
    pictureIds: [],
    state: "open",
  });
  await db
    .insert(pictures)
    .values({ pictureId, usedBy: `station:${stationId}`, createdAtMs: MORNING_MS });
  return { reviewId, reportId, pictureId };
}

/** What maintains a business: a work order, a rule, a plan, a channel and a notice that was given up. */
export async function maintenanceOf({ operatorId, stationId, pileId }: Business) {
  const [workOrderId, ruleId, channelId, deliveryId] = [ulid(), ulid(), ulid(), ulid()];
  const windowId = ulid();
  const at = { createdAtMs: MORNING_MS, updatedAtMs: MORNING_MS };
  await db.insert(workOrders).values({
    workOrderId,
    operatorId,
    stationId,
    pileId,
    title: "x",
    priority: "low",
    state: "open",
    ...at,
  });
  await db.insert(maintenanceRules).values({
    ruleId,
    operatorId,
    name: "x",
    condition: { kind: "security", code: null },
    action: { workOrder: null, channelIds: [] },
    isOn: false,
    ...at,
  });
  await db.insert(noticeChannels).values({
    channelId,
    operatorId,
    name: "x",
    kind: "webhook",
    targetSealed: "1.x.y.z",
    host: "ops.example.com",
    hasSecret: true,
    topics: [],
    language: "zh",
    isOn: true,
    ...at,
  });
  await db.insert(noticeDeliveries).values({
    deliveryId,
    operatorId,
    channelId,
    channelName: "x",
    notice: aNotice(),
    state: "dead",
    attempts: 7,
    ...at,
  });
  await db.insert(maintenanceWindows).values({
    windowId,
    operatorId,
    stationId,
    pileIds: [pileId],
    fromMs: MORNING_MS,
    untilMs: MORNING_MS + 1,
    reason: "x",
    state: "planned",
    pending: [],
    createdAtMs: MORNING_MS,
  });
  return { workOrderId, ruleId, channelId, deliveryId, windowId };
}

export const aNotice = (given: Partial<Notice> = {}): Notice => ({
  topic: "workOrders",
  event: "workOrder.opened",
  zh: { title: "标题", text: "正文" },
  en: { title: "Title", text: "Text" },
  path: "/maintenance",
  atMs: MORNING_MS,
  data: { pileId: "P" },
  ...given,
});

/** Its own people's ids: a member, whose session lives, and a key. */
export async function peopleOf({ operatorId }: Business) {
  const member = await asMember(operatorId);
  const keyId = ulid();
  const row = { operatorId, email: keyId.toLowerCase(), displayName: "x", passwordHash: "" };
  await db
    .insert(staff)
    .values({ ...row, staffId: keyId, kind: "key", role: "readOnly", createdAtMs: 1 });
  await db.insert(apiKeys).values({
    keyId,
    operatorId,
    prefix: "zk_abcdef",
    keyHash: `hash-${keyId}`,
    scopes: ["orders:read"],
    createdBy: member.staffId,
    createdAtMs: 1,
    expiresAtMs: 1,
  });
  const { staffId, sessionId } = member;
  return { staffId, keyId, sessionId };
}

/** Firmware of a business, on its way to its pile. */
export async function firmwareOf({ operatorId, pileId }: Business) {
  const [firmwareId, campaignId] = [ulid(), ulid()];
  const [member] = await db.select().from(staff).where(eq(staff.operatorId, operatorId));
  const at = { operatorId, staffId: member?.staffId ?? "", createdAtMs: MORNING_MS };
  await db.insert(firmwareImages).values({
    ...at,
    firmwareId,
    vendor: "",
    model: "",
    version: "2.0",
    fileName: "a.bin",
    notes: "",
    sizeBytes: 1,
    sha256: "h",
  });
  await db.insert(firmwareCampaigns).values({
    ...at,
    campaignId,
    firmwareId,
    name: "x",
    state: "paused",
    mostFailures: 0,
    open: 1,
  });
  await db.insert(firmwareUpdates).values({ campaignId, pileId, stage: 0, state: "waiting" });
  return { firmwareId, campaignId };
}
