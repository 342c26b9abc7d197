// Where the app can go, and how to get there.
import Taro from "@tarojs/taro";
import type { PayOutcome } from "../platform/types.ts";

export type Root = "stations" | "orders" | "me";

/** The deepest stack of pages that WeChat keeps is ten; beyond it navigateTo fails. */
const deepest = 9;

function open(url: string): void {
  if (Taro.getCurrentPages().length >= deepest) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}

const query = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join("&");

export const toStation = (stationId: string): void =>
  open(`/pages/station/index?${query({ stationId })}`);

export const toPile = (pileId: string, connector?: number): void =>
  open(`/pages/pile/index?${query({ pileId, connector })}`);

export const toReserve = (pileId: string, connector?: number): void =>
  open(`/pages/reserve/slots/index?${query({ pileId, connector })}`);

export const toReservations = (): void => open("/pages/reserve/mine/index");

export const toReservation = (reservationId: string): void =>
  open(`/pages/reserve/mine/index?${query({ reservationId })}`);

/** In place of the form that made it. */
export const replaceByReservations = (): void =>
  void Taro.redirectTo({ url: "/pages/reserve/mine/index" });

export const toReviews = (stationId: string): void =>
  open(`/pages/voice/reviews/index?${query({ stationId })}`);

/** Of a pile; without one, what became of the driver's reports. */
export const toReport = (pileId?: string, connector?: number): void =>
  open(`/pages/voice/report/index?${query({ pileId, connector })}`);

export const toFavourites = (): void => open("/pages/voice/favourites/index");

export const toWallet = (): void => open("/pages/wallet/index");

export const toOrder = (orderId: string): void => open(`/pages/order/index?${query({ orderId })}`);

export type AccountPage =
  | "withdraw"
  | "refunds"
  | "messages"
  | "statistics"
  | "vehicles"
  | "phone"
  | "privacy";

export const toAccount = (page: AccountPage): void => open(`/pages/account/${page}/index`);

export const toLegal = (document: "policy" | "agreement"): void =>
  open(`/pages/legal/document/index?${query({ document })}`);

/** In place of the page that led to it, so that "back" does not lead to a form already sent. */
export const replaceByOrder = (orderId: string, payment: PayOutcome): void =>
  void Taro.redirectTo({ url: `/pages/order/index?${query({ orderId, payment })}` });

export const toRoot = (root: Root): void => void Taro.reLaunch({ url: `/pages/${root}/index` });

export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else toRoot("stations");
}
