/** What every part of the gateway works with: the keys, the books, the clock and the settings. */
import type { GatewayKeys, PlatformKeyMode } from "./keys.ts";
import type { Provider } from "./model.ts";
import type { Store } from "./store.ts";

export type Gateway = {
  readonly keys: GatewayKeys;
  readonly mode: PlatformKeyMode;
  readonly store: Store;
  readonly now: () => number;
  /** Where browsers and merchants reach this gateway, without a slash at the end. */
  readonly url: () => string;
  /** Everything that waits (retries, late notifications, refunds) is divided by this. */
  readonly speed: number;
  readonly refundDelayMs: number;
  readonly retrySchedule: Readonly<Record<Provider, readonly number[]>>;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits between the rounds of a notification, as the platforms document them. */
export const documentedRetrySchedule: Readonly<Record<Provider, readonly number[]>> = {
  wechatpay: [
    ...[15, 15, 30].map((seconds) => seconds * SECOND_MS),
    ...[3, 10, 20, 30, 30, 30, 60].map((minutes) => minutes * MINUTE_MS),
    ...[3, 3, 3, 6, 6].map((hours) => hours * HOUR_MS),
  ],
  alipay: [
    ...[4, 10, 10].map((minutes) => minutes * MINUTE_MS),
    ...[1, 2, 6, 15].map((hours) => hours * HOUR_MS),
  ],
};

/** A real wait at the gateway's pace, in whole milliseconds. */
export function paced(gateway: Pick<Gateway, "speed">, waitMs: number): number {
  return Math.round(waitMs / gateway.speed);
}

/** How long a "late" or an unreleased "reordered" notification is held back. */
export const lateMs = 10 * MINUTE_MS;
