// A station's prices by the hour of its own civil day, without knowing its time zone: the spans
// begin at its midnight.
import type { PriceSpan } from "../../../core/contract/stations.ts";

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

export type Day = "today" | "tomorrow";

export type DaySpan = PriceSpan & {
  /** Since the station's midnight. */
  readonly startMs: number;
  readonly endMs: number;
  readonly totalPrice: number;
};

export function spansOf(prices: readonly PriceSpan[], day: Day): readonly DaySpan[] {
  const midnight = prices[0]?.fromMs;
  if (midnight === undefined) return [];
  const fromMs = day === "today" ? midnight : midnight + dayMs;
  return prices.flatMap((span) => {
    const startMs = Math.max(span.fromMs, fromMs) - fromMs;
    const endMs = Math.min(span.toMs, fromMs + dayMs) - fromMs;
    if (startMs >= endMs) return [];
    return [{ ...span, startMs, endMs, totalPrice: span.electricityPrice + span.servicePrice }];
  });
}

/** Prices from now on begin by the platform's clock, which this device's may be behind. */
export const spanAt = (prices: readonly PriceSpan[], atMs: number): PriceSpan | undefined =>
  prices.find((span) => atMs < span.toMs);

/** Spans as bars: how wide in the day, how high against the dearest. */
export function barsOf(
  spans: readonly DaySpan[],
): readonly { readonly span: DaySpan; readonly width: number; readonly height: number }[] {
  const dearest = Math.max(1, ...spans.map((span) => span.totalPrice));
  return spans.map((span) => ({
    span,
    width: (span.endMs - span.startMs) / dayMs,
    // Never below a fifth, so that the cheapest can still be seen.
    height: 0.2 + 0.8 * (span.totalPrice / dearest),
  }));
}
