// Every query of maintenance and notices, with arguments of each shape it is made with.
import type { Database } from "../../../worker/db/database.ts";
import * as incidents from "../../../worker/db/maintenance/incidents.ts";
import * as notices from "../../../worker/db/maintenance/notices.ts";
import * as rules from "../../../worker/db/maintenance/rules.ts";
import * as workOrders from "../../../worker/db/maintenance/workOrders.ts";
import * as uptime from "../../../worker/db/maintenance/uptime.ts";
import * as windows from "../../../worker/db/maintenance/windows.ts";

type Query = { toSQL(): { readonly sql: string; readonly params: readonly unknown[] } };

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";

const period = { operatorId, stationId: undefined, fromMs: 1, untilMs: 2 } as const;
const counted = {
  pileId: "p",
  connectorId: 1,
  code: "GroundFailure",
  afterMs: 1,
  untilMs: 2,
  enough: 3,
} as const;
const orderFilterOf = {
  operatorId,
  show: "open",
  priority: undefined,
  assigneeId: undefined,
  stationId: undefined,
  pileId: undefined,
  nowMs: 1,
  before: undefined,
  limit: 21,
} as const;
const ruleAt = { ruleId: "r", pileId: "p", connectorId: null } as const;
const channelKey = { operatorId, channelId: "c" } as const;

export const maintenanceQueries: Readonly<Record<string, (db: Database) => Query>> = {
  workOrdersOpen: (db) => workOrders.workOrdersQuery(db, orderFilterOf),
  workOrdersOverdue: (db) => workOrders.workOrdersQuery(db, { ...orderFilterOf, show: "overdue" }),
  workOrdersAll: (db) =>
    workOrders.workOrdersQuery(db, {
      ...orderFilterOf,
      show: "all",
      priority: "urgent",
      assigneeId: "m",
      stationId: "s",
      pileId: "p",
      before: orderId,
    }),
  workOrder: (db) => workOrders.workOrderQuery(db, { operatorId, workOrderId: orderId }),
  workOrderEvents: (db) => workOrders.workOrderEventsQuery(db, orderId),
  workOrdersOfIncidents: (db) => workOrders.openWorkOrdersQuery(db, operatorId),
  workOrderUpdated: (db) =>
    workOrders.updateWorkOrder(db, { operatorId, workOrderId: orderId }, { title: "x" }),
  workOrderAgain: (db) =>
    workOrders.insertAgain(db, ruleAt, {
      butNot: orderId,
      eventId: orderId,
      content: { kind: "again", cause: { kind: "fault", id: "f", code: "x" } },
    }),
  assignees: (db) => workOrders.assigneesQuery(db, operatorId),
  assignee: (db) => workOrders.assigneeQuery(db, { operatorId, staffId: "m" }),
  workOrderPlace: (db) => workOrders.placeOfPileQuery(db, { operatorId, pileId: "p" }),
  rules: (db) => rules.rulesQuery(db, operatorId),
  rule: (db) => rules.ruleQuery(db, { operatorId, ruleId: "r" }),
  ruleDeleted: (db) => rules.deleteRule(db, { operatorId, ruleId: "r" }),
  faultsCounted: (db) => rules.faultsCountedQuery(db, counted),
  reportsCounted: (db) => rules.reportsCountedQuery(db, { ...counted, code: null }),
  waitsDue: (db) => rules.dueWaitsQuery(db, 1),
  waitPutOff: (db) => rules.putOffWait(db, { ruleId: "r", faultId: "f" }, 1),
  waitDeleted: (db) => rules.deleteWait(db, { ruleId: "r", faultId: "f" }),
  incidentFaults: (db) => incidents.openFaultsQuery(db, { operatorId, stationId: undefined }),
  incidentReports: (db) => incidents.openReportsQuery(db, { operatorId, stationId: "s" }),
  incidentEvents: (db) =>
    incidents.chargersEventsQuery(db, { operatorId, stationId: "s", sinceMs: 1 }),
  incidentPlaces: (db) => incidents.placesOfPilesQuery(db, operatorId, ["p"]),
  incidentReservations: (db) => incidents.reservationsOfPilesQuery(db, ["p"], 1),
  incidentUse: (db) => incidents.useOfStationsQuery(db, ["s"]),
  channels: (db) => notices.channelsQuery(db, operatorId),
  channel: (db) => notices.channelQuery(db, channelKey),
  channelDeleted: (db) => notices.deleteChannel(db, channelKey),
  channelsSealedBefore: (db) =>
    notices.channelsSealedBeforeQuery(db, { prefix: "1.k.", after: "" }),
  channelResealed: (db) =>
    notices.resealChannel(db, { channelId: "c", sealed: "a", targetSealed: "b" }),
  deliveries: (db) =>
    notices.deliveriesQuery(db, { operatorId, deadOnly: false, before: orderId, limit: 21 }),
  deliveriesDead: (db) =>
    notices.deliveriesQuery(db, { operatorId, deadOnly: true, before: undefined, limit: 21 }),
  delivery: (db) => notices.operatorDeliveryQuery(db, { operatorId, deliveryId: orderId }),
  deliveryQueued: (db) => notices.queuedDeliveryQuery(db, orderId),
  deliveryUpdated: (db) =>
    notices.updateDelivery(db, orderId, { from: "queued", state: "sent", attempts: 1 }),
  deliveriesOverdue: (db) => notices.overdueDeliveriesQuery(db, 1),
  deliveriesPutOff: (db) => notices.putOffDeliveries(db, { deliveryIds: [orderId], untilMs: 1 }),
  deliveriesForgotten: (db) => notices.forgetDeliveries(db, 1),
  windows: (db) =>
    windows.windowsQuery(db, { operatorId, currentOnly: true, before: orderId, limit: 21 }),
  window: (db) => windows.windowQuery(db, { operatorId, windowId: orderId }),
  windowsAt: (db) => windows.windowsAtQuery(db, "s", 1),
  windowsOfStation: (db) => windows.windowsOfStationQuery(db, "s", 1),
  windowsDue: (db) => windows.dueWindowsQuery(db, 1),
  windowUpdated: (db) =>
    windows.updateWindow(db, { windowId: orderId, state: "planned" }, { nextAtMs: null }),
  windowPiles: (db) => windows.pilesOfStationQuery(db, { operatorId, stationId: "s" }),
  uptimePiles: (db) => uptime.pilesInServiceQuery(db, { operatorId, stationId: "s" }),
  uptimeNames: (db) => uptime.stationNamesQuery(db, operatorId),
  uptimeEnded: (db) => uptime.endedOutagesQuery(db, period),
  uptimeLasting: (db) => uptime.lastingOutagesQuery(db, period),
  uptimeWindows: (db) => uptime.windowsInQuery(db, period),
  uptimeWorkOrders: (db) => uptime.resolvedWorkOrdersQuery(db, period),
};
