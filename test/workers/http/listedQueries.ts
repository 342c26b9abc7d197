// Every query that a list, a search or a screen makes, with arguments of each shape it is made with.
import {
  adminPilesQuery,
  adminPileQuery,
  connectorsOfPilesQuery,
  pileExistsQuery,
  pileKindsQuery,
  pilesToPublishQuery,
  placesOfPilesQuery,
} from "../../../worker/db/adminPiles.ts";
import * as adminOrders from "../../../worker/db/adminOrders.ts";
import * as adminStations from "../../../worker/db/adminStations.ts";
import {
  nobodysSecurityEvents,
  ownSecurityEvents,
  securityEventsQuery,
} from "../../../worker/db/audit.ts";
import { consentsQuery } from "../../../worker/db/consents.ts";
import type { Database } from "../../../worker/db/database.ts";
import {
  cardQuery,
  driverByIdentityQuery,
  driverQuery,
  recentOrdersQuery,
  walletQuery,
} from "../../../worker/db/drivers.ts";
import { foundOrdersQuery, foundPilesQuery } from "../../../worker/db/find.ts";
import { pilesInUseQuery, placesQuery } from "../../../worker/db/live.ts";
import {
  deleteOldMessages,
  markRead,
  messagesQuery,
  unreadQuery,
} from "../../../worker/db/messages.ts";
import { linesOfOrdersQuery, refundsOfOrdersQuery } from "../../../worker/db/orderView.ts";
import { settledChargesQuery } from "../../../worker/db/orders.ts";
import { beginningReservationsQuery } from "../../../worker/db/reservations.ts";
import { vehiclesQuery } from "../../../worker/db/vehicles.ts";
import { sessionsOfPileQuery } from "../../../worker/db/sessions.ts";
import { staffByEmailQuery, staffSessionQuery } from "../../../worker/db/staff.ts";
import { clustersQuery, packedCellsQuery } from "../../../worker/db/stationCells.ts";
import { sessionsOfStationQuery, stationHoursQuery } from "../../../worker/db/stationHours.ts";
import { stationsToWordQuery } from "../../../worker/db/stationTexts.ts";
import * as stations from "../../../worker/db/stations.ts";
import { exportQueries } from "../../../worker/privacy/exportData.ts";
import {
  againstLeavingQuery,
  closeDriver,
  halfErasedQuery,
} from "../../../worker/privacy/leave.ts";
import { oldPhonesQuery, oldPlatesQuery } from "../../../worker/privacy/reseal.ts";
import { driversAfterQuery } from "../../../worker/privacy/retention.ts";
import * as waitings from "../../../worker/db/waitings.ts";
import { maintenanceQueries } from "../maintenance/listedQueries.ts";
import { analysisQueries } from "./listed/analysis.ts";
import { businessQueries } from "./listed/business.ts";
import { feedbackQueries } from "./listed/feedback.ts";
import { firmwareQueries } from "./listed/firmware.ts";
import { peopleQueries } from "./listed/people.ts";
import type { Query } from "./listed/query.ts";
import { db } from "./support.ts";

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";
const pages = { limit: 21, after: undefined, search: undefined } as const;

const pileFilter = { ...pages, operatorId } as const;
const orderFilter = {
  operatorId,
  state: undefined,
  stationId: undefined,
  pileId: undefined,
  orderId: undefined,
  paymentWay: undefined,
  fromMs: undefined,
  untilMs: undefined,
  driver: undefined,
  owingOnly: false,
  before: undefined,
  limit: 21,
} as const;
const faultFilter = {
  operatorId,
  openOnly: true,
  pileId: undefined,
  before: null,
  limit: 21,
} as const;
const events = { limit: 21, before: undefined } as const;

const queriesOf = (db: Database): Readonly<Record<string, Query>> => exportQueries(db, "d");

export const listedQueries: Readonly<Record<string, (db: Database) => Query>> = {
  ...analysisQueries,
  ...feedbackQueries,
  ...maintenanceQueries,
  ...peopleQueries,
  ...firmwareQueries,
  ...businessQueries,
  staffSession: (db) => staffSessionQuery(db, { sessionHash: "h", nowMs: 1 }),
  staffByEmail: (db) => staffByEmailQuery(db, "a@example.com"),
  driverByIdentity: (db) => driverByIdentityQuery(db, { provider: "wechat", subject: "s" }),
  driver: (db) => driverQuery(db, "d"),
  driverWallet: (db) => walletQuery(db, "d"),
  driverRecentOrders: (db) => recentOrdersQuery(db, "d"),
  card: (db) => cardQuery(db, "c"),
  oldPhones: (db) => oldPhonesQuery(db, ["d"], "1.k."),
  oldPlates: (db) => oldPlatesQuery(db, ["d"], "1.k."),
  consents: (db) => consentsQuery(db, "d"),
  againstLeaving: (db) => againstLeavingQuery(db, "d"),
  closeDriver: (db) => closeDriver(db, { driverId: "d", nowMs: 1 }),
  halfErased: (db) => halfErasedQuery(db, ["d"]),
  ...Object.fromEntries(
    Object.keys(exportQueries(db, "d")).map((list) => [
      `export ${list}`,
      (db: Database) => queriesOf(db)[list] ?? driverQuery(db, "d"),
    ]),
  ),
  vehicles: (db) => vehiclesQuery(db, "d"),
  beginningReservations: (db) =>
    beginningReservationsQuery(db, { afterMs: 1, untilMs: 2, limit: 200 }),
  settledCharges: (db) =>
    settledChargesQuery(db, { driverId: "d", fromMs: 1, untilMs: 2, limit: 100 }),
  messages: (db) => messagesQuery(db, { driverId: "d", before: orderId, limit: 21 }),
  messagesUnread: (db) => unreadQuery(db, "d"),
  messagesMarkRead: (db) => markRead(db, { driverId: "d", messageIds: [orderId], nowMs: 1 }),
  messagesMarkAllRead: (db) => markRead(db, { driverId: "d", messageIds: "all", nowMs: 1 }),
  messagesDeleteOld: (db) => deleteOldMessages(db, { driverIds: ["d"], beforeMs: 1 }),
  driversAfter: (db) => driversAfterQuery(db, "d"),
  packedCells: (db) => packedCellsQuery(db, 6, [["wtw3sj", "wtw3sk"]]),
  clusters: (db) => clustersQuery(db, 4, [["wtw3", "wtw3"]]),
  stationsById: (db) => stations.stationsByIdQuery(db, ["s", "t"]),
  operatorNames: (db) => stations.operatorNamesQuery(db, [operatorId]),
  pricesInForce: (db) => stations.pricesInForceQuery(db, ["t"], 1),
  stationHours: (db) => stationHoursQuery(db, "s"),
  sessionsOfStation: (db) => sessionsOfStationQuery(db, "s", 1),
  stationsToWord: (db) => stationsToWordQuery(db, "s", 20),
  station: (db) => stations.stationQuery(db, "s"),
  connectorsOfStations: (db) => stations.connectorsOfStationsQuery(db, ["s", "t"]),
  pile: (db) => stations.pileQuery(db, "p"),
  connectorsOfPile: (db) => stations.connectorsOfPileQuery(db, "p"),
  waitingsOfDriver: (db) => waitings.waitingsOfDriverQuery(db, { driverId: "d", nowMs: 1 }),
  waitingsOfCharges: (db) => waitings.waitingsOfChargesQuery(db, [orderId]),
  stationName: (db) => waitings.stationNameQuery(db, "s"),
  pileNames: (db) => waitings.pileNamesQuery(db, ["p"]),
  deleteWaiting: (db) => waitings.deleteWaiting(db, { driverId: "d", stationId: "s", untilMs: 1 }),
  deleteExpiredWaitings: (db) => waitings.deleteExpiredWaitings(db, 1),
  orderLines: (db) => linesOfOrdersQuery(db, [orderId]),
  orderRefunds: (db) => refundsOfOrdersQuery(db, [orderId]),
  adminConnectorCounts: (db) => adminStations.connectorCountsQuery(db, operatorId),
  adminPileCount: (db) => adminStations.pileCountQuery(db, operatorId),
  adminStationCount: (db) => adminStations.stationCountQuery(db, operatorId),
  adminOpenFaultCount: (db) => adminStations.openFaultCountQuery(db, operatorId),
  adminOrdersSince: (db) =>
    adminStations.ordersBetweenQuery(db, operatorId, { fromId: orderId, untilId: `${orderId}Z` }),
  adminFailedRefunds: (db) => adminStations.failedRefundsQuery(db, operatorId, orderId),
  adminStations: (db) => adminStations.adminStationsQuery(db, { ...pages, operatorId }),
  adminStationsSearched: (db) =>
    adminStations.adminStationsQuery(db, { operatorId, search: "a", after: "s", limit: 21 }),
  adminStation: (db) => adminStations.adminStationQuery(db, { operatorId, stationId: "s" }),
  adminTariffNames: (db) => adminStations.tariffNamesQuery(db, ["t"]),
  adminFaultsOpen: (db) => adminStations.faultsQuery(db, faultFilter),
  adminFaultsAll: (db) => adminStations.faultsQuery(db, { ...faultFilter, openOnly: false }),
  adminFaultsOfPile: (db) =>
    adminStations.faultsQuery(db, {
      ...faultFilter,
      pileId: "p",
      before: { openedAtMs: 1, faultId: "p:1:1" },
    }),
  adminPiles: (db) => adminPilesQuery(db, pileFilter),
  adminPilesOfStation: (db) => adminPilesQuery(db, { ...pileFilter, stationId: "s", after: "p" }),
  adminPilesSearched: (db) => adminPilesQuery(db, { ...pileFilter, search: "a" }),
  adminPilesFaulted: (db) => adminPilesQuery(db, { ...pileFilter, state: "faulted" }),
  adminPilesOffline: (db) => adminPilesQuery(db, { ...pileFilter, state: "offline" }),
  adminPilesOnline: (db) => adminPilesQuery(db, { ...pileFilter, state: "online" }),
  adminPilesNeverSeen: (db) => adminPilesQuery(db, { ...pileFilter, state: "neverSeen" }),
  adminPilesOfKind: (db) =>
    adminPilesQuery(db, { ...pileFilter, vendor: "v", model: "m", firmware: "1" }),
  adminPileKinds: (db) => pileKindsQuery(db, operatorId),
  adminPlacesOfPiles: (db) => placesOfPilesQuery(db, ["p", "q"]),
  adminSessionsOfPile: (db) => sessionsOfPileQuery(db, { pileId: "p", before: "p:9", limit: 21 }),
  adminOwnStations: (db) =>
    adminStations.ownStationsQuery(db, { operatorId, stationIds: ["s", "t"] }),
  adminPile: (db) => adminPileQuery(db, { operatorId, pileId: "p" }),
  adminConnectorsOfPiles: (db) => connectorsOfPilesQuery(db, ["p", "q"]),
  adminPilesToPublish: (db) => pilesToPublishQuery(db, { operatorId, stationId: "s" }),
  adminPileExists: (db) => pileExistsQuery(db, "p"),
  adminOrders: (db) => adminOrders.operatorOrdersQuery(db, orderFilter),
  adminOrdersFiltered: (db) =>
    adminOrders.operatorOrdersQuery(db, {
      ...orderFilter,
      state: "settled",
      stationId: "s",
      pileId: "p",
      before: orderId,
    }),
  adminOrderById: (db) => adminOrders.operatorOrdersQuery(db, { ...orderFilter, orderId }),
  adminOrder: (db) => adminOrders.operatorOrderQuery(db, { operatorId, orderId }),
  adminPaymentsOfOrder: (db) => adminOrders.paymentsOfOrderQuery(db, orderId),
  adminRefundsOfPayment: (db) => adminOrders.refundsOfPaymentQuery(db, orderId),
  adminPostingsOfOrder: (db) => adminOrders.postingsOfOrderQuery(db, orderId),
  adminAnomaliesOfOrder: (db) => adminOrders.anomaliesOfOrderQuery(db, orderId),
  livePlaces: (db) => placesQuery(db, { operatorId, limit: 500 }),
  pilesInUse: (db) => pilesInUseQuery(db, { operatorId, limit: 201 }),
  foundPiles: (db) => foundPilesQuery(db, { operatorId, text: "SH", most: 6 }),
  foundOrders: (db) => foundOrdersQuery(db, { operatorId, text: "01KA", most: 6 }),
  securityEventsOwn: (db) =>
    securityEventsQuery(db, { ...events, owner: ownSecurityEvents(operatorId) }),
  securityEventsNobodys: (db) =>
    securityEventsQuery(db, { owner: nobodysSecurityEvents(), limit: 21, before: "x" }),
};
