// The table of all endpoints: what the Worker must mount, what the documentation shows, what tests walk.
import {
  adminAddPicture,
  adminHideReview,
  adminListFaultReports,
  adminListPictures,
  adminListReviews,
  adminRemovePicture,
  adminSetFaultReport,
  adminShowReview,
} from "./admin/feedback.ts";
import {
  bindPhoneAsDemo,
  bindPhoneWithAlipay,
  bindPhoneWithWechat,
  deleteAccount,
  exportMyData,
  removePhone,
} from "./account.ts";
import { adminFind } from "./admin/find.ts";
import { adminListIncidents } from "./admin/maintenance/incidents.ts";
import {
  adminCreateNoticeChannel,
  adminDeleteNoticeChannel,
  adminListNoticeChannels,
  adminListNoticeDeliveries,
  adminResendNotice,
  adminTestNoticeChannel,
  adminUpdateNoticeChannel,
} from "./admin/maintenance/notices.ts";
import {
  adminCreateMaintenanceRule,
  adminDeleteMaintenanceRule,
  adminListMaintenanceRules,
  adminUpdateMaintenanceRule,
} from "./admin/maintenance/rules.ts";
import { adminGetUptime } from "./admin/maintenance/uptime.ts";
import {
  adminEndMaintenance,
  adminListMaintenanceWindows,
  adminPlanMaintenance,
} from "./admin/maintenance/windows.ts";
import {
  adminAddWorkOrderPart,
  adminAddWorkOrderPicture,
  adminCommentWorkOrder,
  adminCreateWorkOrder,
  adminGetWorkOrder,
  adminListAssignees,
  adminListWorkOrders,
  adminSetWorkOrderState,
  adminUpdateWorkOrder,
} from "./admin/maintenance/workOrders.ts";
import { adminGetLive, adminGetPower } from "./admin/live.ts";
import { adminGetOrder, adminListOrders, adminListSecurityEvents } from "./admin/orders.ts";
import { adminCommands, adminGetCommand, adminListCommands } from "./admin/commands.ts";
import {
  adminAddCard,
  adminGetPile,
  adminListPileKinds,
  adminListPiles,
  adminListSessions,
  adminPublishStation,
  adminRegisterPile,
  adminRotateCredential,
} from "./admin/piles.ts";
import { adminReadTrace, adminStartTrace, adminStopTrace } from "./admin/trace.ts";
import { adminCheckPiles, adminImportPiles } from "./admin/pileImport.ts";

import {
  adminAddFirmware,
  adminFirmwarePiles,
  adminGetCampaign,
  adminListCampaigns,
  adminListDiagnostics,
  adminListFirmware,
  adminRemoveFirmware,
  adminRequestDiagnostics,
  adminStartCampaign,
  adminSteerCampaign,
  adminUploadFirmware,
} from "./admin/firmware.ts";
import { adminGetPileTemplate, adminListTemplates, adminPutTemplate } from "./admin/templates.ts";
import { adminListReservations } from "./admin/reservations.ts";
import { staffEndpoints } from "./admin/staffEndpoints.ts";
import {
  adminGetStation,
  adminListFaults,
  adminListStations,
  adminOverview,
} from "./admin/stations.ts";
import {
  getConfig,
  getMe,
  renewSession,
  signInAsDemo,
  signInWithAlipay,
  signInWithWechat,
} from "./drivers.ts";
import type { Endpoint } from "./endpoint.ts";
import { addFavourite, getMyStation, listFavourites, removeFavourite } from "./favourites.ts";
import { createFaultReport, getFaultReport, listFaultReports } from "./faultReports.ts";
import { listMessages, markMessagesRead } from "./messages.ts";
import {
  cancelOrder,
  createOrder,
  estimateOrder,
  getOrder,
  getOrderCurve,
  listOrders,
  refreshPayment,
  stopOrder,
} from "./orders.ts";
import {
  cancelReservation,
  createReservation,
  getReservation,
  listReservations,
  listSlots,
} from "./reservations.ts";
import { discardPicture, uploadPicture } from "./pictures.ts";
import { listClusters } from "./places.ts";
import { deleteReview, listReviews, putReview } from "./reviews.ts";
import { getPile, getStation, listStations } from "./stations.ts";
import { recordConsent } from "./policy.ts";
import { getStatistics } from "./statistics.ts";
import { createVehicle, deleteVehicle, listVehicles, updateVehicle } from "./vehicles.ts";
import {
  getTopUp,
  getWallet,
  getWithdrawable,
  getWithdrawal,
  listRefunds,
  listWithdrawals,
  refreshTopUp,
  topUpWallet,
  withdraw,
} from "./wallet.ts";
import { joinWaiting, leaveWaiting, listWaitings } from "./waiting.ts";

export const endpoints = {
  getConfig,
  listStations,
  listClusters,
  getStation,
  getPile,
  listReviews,
  signInWithWechat,
  signInWithAlipay,
  signInAsDemo,
  renewSession,
  getMe,
  listFavourites,
  addFavourite,
  removeFavourite,
  getMyStation,
  putReview,
  deleteReview,
  uploadPicture,
  discardPicture,
  createFaultReport,
  listFaultReports,
  getFaultReport,
  recordConsent,
  bindPhoneWithWechat,
  bindPhoneWithAlipay,
  bindPhoneAsDemo,
  removePhone,
  exportMyData,
  deleteAccount,
  getStatistics,
  listVehicles,
  createVehicle,
  updateVehicle,
  deleteVehicle,
  listMessages,
  markMessagesRead,
  estimateOrder,
  createOrder,
  listOrders,
  getOrder,
  getOrderCurve,
  refreshPayment,
  stopOrder,
  cancelOrder,
  listSlots,
  createReservation,
  listReservations,
  getReservation,
  cancelReservation,
  joinWaiting,
  leaveWaiting,
  listWaitings,
  getWallet,
  topUpWallet,
  getTopUp,
  refreshTopUp,
  listRefunds,
  getWithdrawable,
  withdraw,
  listWithdrawals,
  getWithdrawal,
  ...staffEndpoints,
  adminOverview,
  adminListStations,
  adminGetStation,
  adminListFaults,
  adminListIncidents,
  adminListWorkOrders,
  adminCreateWorkOrder,
  adminGetWorkOrder,
  adminUpdateWorkOrder,
  adminSetWorkOrderState,
  adminCommentWorkOrder,
  adminAddWorkOrderPart,
  adminAddWorkOrderPicture,
  adminListAssignees,
  adminListMaintenanceRules,
  adminCreateMaintenanceRule,
  adminUpdateMaintenanceRule,
  adminDeleteMaintenanceRule,
  adminListMaintenanceWindows,
  adminPlanMaintenance,
  adminEndMaintenance,
  adminGetUptime,
  adminListNoticeChannels,
  adminCreateNoticeChannel,
  adminUpdateNoticeChannel,
  adminDeleteNoticeChannel,
  adminTestNoticeChannel,
  adminListNoticeDeliveries,
  adminResendNotice,
  adminListFaultReports,
  adminSetFaultReport,
  adminListReviews,
  adminHideReview,
  adminShowReview,
  adminListPictures,
  adminAddPicture,
  adminRemovePicture,
  adminListPiles,
  adminListPileKinds,
  adminGetPile,
  adminListSessions,
  adminStartTrace,
  adminStopTrace,
  adminReadTrace,
  adminListCommands,
  adminGetCommand,
  adminRotateCredential,
  adminRegisterPile,
  adminCheckPiles,
  adminImportPiles,
  adminPublishStation,
  adminAddCard,
  ...adminCommands,
  adminListFirmware,
  adminAddFirmware,
  adminUploadFirmware,
  adminRemoveFirmware,
  adminFirmwarePiles,
  adminStartCampaign,
  adminListCampaigns,
  adminGetCampaign,
  adminSteerCampaign,
  adminRequestDiagnostics,
  adminListDiagnostics,
  adminListTemplates,
  adminPutTemplate,
  adminGetPileTemplate,
  adminListReservations,
  adminListOrders,
  adminGetOrder,
  adminListSecurityEvents,
  adminFind,
  adminGetLive,
  adminGetPower,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
