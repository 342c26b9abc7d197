// Every query that a list, a search or a screen makes, with arguments of each shape it is made with.
import { sql } from "drizzle-orm";
import {
  adminPilesQuery,
  adminPileQuery,
  connectorsOfPilesQuery,
  pileExistsQuery,
  pileKindsQuery,
  pilesToPublishQuery,
  placesOfPilesQuery,
} from "../../../worker/db/adminPiles.ts";
import * as advice from "../../../worker/db/analysis/advice.ts";
import * as due from "../../../worker/db/analysis/due.ts";
import { driverFactsQuery, zonesQuery } from "../../../worker/db/analysis/driverFacts.ts";
import * as facts from "../../../worker/db/analysis/facts.ts";
import * as reports from "../../../worker/db/analysis/reports.ts";
import * as rollups from "../../../worker/db/analysis/rollups.ts";
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
import * as favourites from "../../../worker/db/favourites.ts";
import * as faultReports from "../../../worker/db/faultReports.ts";
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
import * as diagnostics from "../../../worker/db/diagnostics.ts";
import * as firmware from "../../../worker/db/firmware.ts";
import * as firmwareImages from "../../../worker/db/firmwareImages.ts";
import * as templates from "../../../worker/db/templates.ts";
import * as pictures from "../../../worker/db/pictures.ts";
import * as reviews from "../../../worker/db/reviews.ts";
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
import { peopleQueries, type Query } from "./listedPeopleQueries.ts";
import { businessQueries } from "./businessQueries.ts";
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
const ofDays = { stationId: "station-1", fromMs: 1, toMs: 2 } as const;
const inYear = { from: "2025-11-28", to: "2026-11-27" } as const;

const ofDriver = { driverId: "d", stationId: "s" } as const;
const reviewPage = { stationId: "s", limit: 21 } as const;
const reportPage = {
  operatorId,
  unresolvedOnly: true,
  pileId: undefined,
  before: undefined,
  limit: 21,
} as const;
const shownPicture = { stationId: "s", pictureId: "a", staffId: "m", nowMs: 1 } as const;

const feedbackQueries: Readonly<Record<string, (db: Database) => Query>> = {
  favourite: (db) => favourites.favouriteQuery(db, ofDriver),
  favourites: (db) => favourites.favouritesQuery(db, { driverId: "d", before: null, limit: 21 }),
  favouritesAfter: (db) =>
    favourites.favouritesQuery(db, {
      driverId: "d",
      before: { createdAtMs: 1, stationId: "s" },
      limit: 21,
    }),
  favouriteAdded: (db) => favourites.addFavourite(db, ofDriver, 1),
  favouriteRemoved: (db) => favourites.removeFavourite(db, ofDriver),
  favouritesOfDriver: (db) => favourites.favouritesOfDriver(db, "d"),
  favouritesErased: (db) => favourites.eraseFavourites(db, "d")[0],
  ownReview: (db) => reviews.ownReviewQuery(db, ofDriver),
  reviews: (db) =>
    reviews.reviewsOfStationQuery(db, { ...reviewPage, before: undefined, withHidden: false }),
  reviewsAfter: (db) =>
    reviews.reviewsOfStationQuery(db, { ...reviewPage, before: orderId, withHidden: true }),
  reviewCounts: (db) => reviews.reviewCountsQuery(db, "s"),
  lastCharge: (db) => reviews.lastChargeQuery(db, ofDriver),
  operatorReview: (db) => reviews.operatorReviewQuery(db, { operatorId, reviewId: orderId }),
  reviewHidden: (db) => reviews.hideReview(db, orderId, null),
  reviewsOfDriver: (db) => reviews.reviewsOfDriver(db, "d"),
  reviewsErased: (db) => reviews.eraseReviews(db, "d")[0],
  reportedPlace: (db) => faultReports.reportedPlaceQuery(db, { pileId: "p", connectorId: 1 }),
  ownFaultReport: (db) =>
    faultReports.ownFaultReportQuery(db, { reportId: orderId, driverId: "d" }),
  repeatedFaultReport: (db) =>
    faultReports.repeatedFaultReportQuery(db, { driverId: "d", idempotencyKey: "k" }),
  faultReportsSince: (db) =>
    faultReports.faultReportsSinceQuery(db, { driverId: "d", sinceId: orderId }),
  faultReportsMine: (db) =>
    faultReports.faultReportsOfDriverQuery(db, { driverId: "d", before: orderId, limit: 21 }),
  faultReportsUnresolved: (db) => faultReports.faultReportsOfOperatorQuery(db, reportPage),
  faultReportsAll: (db) =>
    faultReports.faultReportsOfOperatorQuery(db, {
      ...reportPage,
      unresolvedOnly: false,
      before: orderId,
    }),
  faultReportsOfPile: (db) =>
    faultReports.faultReportsOfOperatorQuery(db, { ...reportPage, pileId: "p" }),
  operatorFaultReport: (db) =>
    faultReports.operatorFaultReportQuery(db, { operatorId, reportId: orderId }),
  faultReportsOfDriver: (db) => faultReports.faultReportsOfDriver(db, "d"),
  faultReportsErased: (db) => faultReports.eraseFaultReports(db, "d", 1)[0],
  waitingPictures: (db) => pictures.waitingPicturesQuery(db, "d"),
  picturesUsed: (db) =>
    pictures.usePictures(db, {
      pictureIds: ["a"],
      by: pictures.byDriver("d"),
      usedBy: "report:r",
      nowMs: 1,
    }),
  picturesReleased: (db) =>
    pictures.releasePictures(db, { pictureIds: ["a"], usedBy: "report:r", unless: sql`1` }),
  pictureShown: (db) => pictures.showAtStation(db, shownPicture)[1],
  pictureHidden: (db) => pictures.hideAtStation(db, { ...shownPicture })[0],
  pictureDiscarded: (db) => pictures.hideAtStation(db, { ...shownPicture })[1],
  pictureThrownAway: (db) =>
    pictures.discardWaiting(db, { pictureId: "a", driverId: "d", nowMs: 1 }),
  picturesOfStation: (db) => pictures.picturesOfStationQuery(db, { operatorId, stationId: "s" }),
  picturesClaimed: (db) => pictures.claimDiscarded(db, 1),
  picturesForgotten: (db) => pictures.forgetPictures(db, ["a"]),
  picturesOfDriver: (db) => pictures.picturesOfDriver(db, "d"),
  picturesErased: (db) => pictures.erasePictures(db, "d", 1)[0],
};

const queriesOf = (db: Database): Readonly<Record<string, Query>> => exportQueries(db, "d");

const image = { operatorId, vendor: "v", model: "m", version: "2" } as const;
const update = { campaignId: orderId, pileId: "p" } as const;

const firmwareQueries: Readonly<Record<string, (db: Database) => Query>> = {
  firmware: (db) =>
    firmwareImages.firmwareListQuery(db, { operatorId, before: orderId, limit: 21 }),
  firmwareOne: (db) => firmwareImages.firmwareQuery(db, { operatorId, firmwareId: orderId }),
  firmwareStored: (db) =>
    firmwareImages.firmwareStored(db, { firmwareId: orderId, sizeBytes: 1, sha256: "h" }),
  firmwareRemoved: (db) => firmwareImages.removeFirmware(db, orderId, 1),
  firmwareTargets: (db) => firmwareImages.targetsQuery(db, image, { search: "a" }),
  firmwareTargetsOfStation: (db) => firmwareImages.targetsQuery(db, image, { stationId: "s" }),
  campaigns: (db) => firmware.campaignsQuery(db, { operatorId, before: orderId, limit: 21 }),
  campaign: (db) => firmware.campaignQuery(db, { operatorId, campaignId: orderId }),
  campaignCounts: (db) => firmware.countsQuery(db, [orderId]),
  campaignPiles: (db) => firmware.updatesQuery(db, orderId),
  campaignsOpen: (db) => firmware.openCampaignsQuery(db, ""),
  campaignState: (db) =>
    firmware.setCampaignState(db, {
      campaignId: orderId,
      from: ["running"],
      to: "paused",
      nowMs: 1,
    }),
  campaignClosed: (db) => firmware.closeCampaign(db, orderId),
  updateAsked: (db) => firmware.noteAsking(db, { ...update, commandId: "c", token: "t", nowMs: 1 }),
  updateHeldUp: (db) => firmware.noteHeldUp(db, { ...update, by: "pile_busy", nowMs: 1 }),
  updateState: (db) => firmware.noteState(db, update, { state: "loading" }),
  updateTold: (db) => firmware.updateTold(db, "p", { status: "Installed", atMs: 1 }),
  updateBooted: (db) => firmware.updateBooted(db, "p", 1),
  imageOfToken: (db) => firmware.imageOfTokenQuery(db, "t", 1),
  diagnosticsOfPile: (db) =>
    diagnostics.diagnosticsOfPileQuery(db, { pileId: "p", before: orderId, limit: 21 }),
  diagnosticsOne: (db) =>
    diagnostics.operatorDiagnosticsQuery(db, { operatorId, diagnosticsId: orderId }),
  diagnosticsOpen: (db) => diagnostics.openDiagnosticsQuery(db, "t", 1),
  diagnosticsTold: (db) => diagnostics.diagnosticsTold(db, "p", { status: "Uploaded", atMs: 1 }),
  diagnosticsOld: (db) => diagnostics.oldDiagnosticsQuery(db, 1),
  diagnosticsDeleted: (db) => diagnostics.deleteDiagnostics(db, [orderId]),
  templates: (db) => templates.templatesQuery(db, operatorId),
  templateDeleted: (db) => templates.deleteTemplate(db, { operatorId, vendor: "v", model: "m" }),
};

export const listedQueries: Readonly<Record<string, (db: Database) => Query>> = {
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
  stationsToCount: (db) => due.stationsToCountQuery(db, { after: "x", limit: 9 }),
  stationToCount: (db) => due.stationToCountQuery(db, "x"),
  rollupsDue: (db) => due.dueQuery(db, { kind: "station", limit: 9 }),
  rollupsNoLongerDue: (db) =>
    due.deleteDue(db, [{ kind: "station", fromNumber: 1, toNumber: 2, subjectId: "x" }]),
  orderFacts: (db) => facts.orderFactsQuery(db, ofDays),
  lineFacts: (db) => facts.lineFactsQuery(db, ofDays),
  sessionFacts: (db) => facts.sessionFactsQuery(db, ofDays),
  unownedFacts: (db) => facts.unownedFactsQuery(db, ofDays),
  reservationFacts: (db) => facts.reservationFactsQuery(db, ofDays),
  faultFacts: (db) => facts.faultFactsQuery(db, ofDays),
  connectorFacts: (db) => facts.connectorFactsQuery(db, "x"),
  demandFacts: (db) => facts.demandFactsQuery(db, ofDays),
  zonesOfOperator: (db) => zonesQuery(db, operatorId),
  driverFacts: (db) =>
    driverFactsQuery(db, { operatorId, month: "2026-11", zones: [["Asia/Shanghai", 1, 2]] }),
  rollupDays: (db) => rollups.daysQuery(db, { scope: "operator", subjectId: operatorId }, inYear),
  rollupLastDay: (db) => rollups.lastDayQuery(db, { scope: "station", subjectId: "x" }),
  rollupStationsOfDay: (db) => rollups.stationsOfDayQuery(db, { operatorId, day: "2026-11-28" }),
  rollupDriverMonths: (db) => rollups.driverMonthsQuery(db, operatorId, inYear),
  analysisStationNames: (db) => rollups.stationNamesQuery(db, { operatorId }),
  analysisStationName: (db) => rollups.stationNamesQuery(db, { operatorId, stationId: "x" }),
  rollupStationMonths: (db) => rollups.stationMonthsQuery(db, { stationIds: ["x"], ...inYear }),
  rollupConnectorMonths: (db) =>
    rollups.connectorMonthsQuery(db, { stationIds: ["x"], month: "2026-11" }),
  adviceFaults: (db) => advice.faultsOfPeriodQuery(db, { operatorId, fromMs: 1, toMs: 2 }),
  adviceStations: (db) => advice.stationsToAdviseQuery(db, operatorId),
  adviceMonths: (db) => advice.wholeStationMonthsQuery(db, { stationIds: ["x"], ...inYear }),
  chargesToSimulate: (db) => advice.chargesToSimulateQuery(db, { operatorId, ...ofDays }),
  pastCharges: (db) => advice.pastChargesQuery(db, { operatorId, ...ofDays, step: 3 }),
  tariffVersions: (db) => advice.tariffVersionsQuery(db, ['["t",1]']),
  analysisStationZone: (db) => rollups.stationZoneQuery(db, { operatorId, stationId: "x" }),
  reportOperators: (db) => reports.operatorsAfterQuery(db, { after: "x", limit: 9 }),
  reportExists: (db) =>
    reports.reportExistsQuery(db, { operatorId, kind: "week", fromDay: "2026-11-16" }),
  report: (db) => reports.reportQuery(db, { operatorId, kind: "week", fromDay: "2026-11-16" }),
  reports: (db) => reports.reportsQuery(db, { operatorId, kind: "month" }),
  securityEventsOwn: (db) =>
    securityEventsQuery(db, { ...events, owner: ownSecurityEvents(operatorId) }),
  securityEventsNobodys: (db) =>
    securityEventsQuery(db, { owner: nobodysSecurityEvents(), limit: 21, before: "x" }),
};
