// A day of a tariff drawn as 24 hours of prices.
import type { TariffContent } from "../../../../core/contract/admin/tariffs.ts";
import { useText } from "../../text/language.tsx";
import { PriceChart } from "../stations/PriceChart.tsx";
import { daysInWords } from "./tariffWords.ts";

export type Plan = TariffContent["seasons"][number]["days"][number];

const MINUTE_MS = 60_000;

export function DayBand({ plan }: { readonly plan: Plan }) {
  const text = useText();
  const spans = plan.periods
    .filter(({ fromMinute, toMinute }) => toMinute > fromMinute)
    .map(({ kind, fromMinute, toMinute, ...prices }) => ({
      ...prices,
      period: kind,
      fromMs: fromMinute * MINUTE_MS,
      toMs: toMinute * MINUTE_MS,
    }));
  return (
    <PriceChart
      spans={spans}
      timeZone="UTC"
      nowMs={null}
      label={text.tariffs.chart(daysInWords(plan.dayTypes, text))}
    />
  );
}
