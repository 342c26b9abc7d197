// The table of all endpoints: what the Worker must mount, what the documentation shows, what tests walk.
import {
  bindPhoneAsDemo,
  bindPhoneWithAlipay,
  bindPhoneWithWechat,
  deleteAccount,
  exportMyData,
  removePhone,
} from "./account.ts";
import { adminEndpoints } from "./admin/adminEndpoints.ts";
import { staffEndpoints } from "./admin/staffEndpoints.ts";
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
  ...adminEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
