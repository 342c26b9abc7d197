// A period of the day with the colour it has in the chart.
import type { PeriodKind } from "../../text/kinds.ts";
import { useText } from "../../text/language.tsx";
import classes from "./priceChart.module.css";

export function PeriodSwatch({ period }: { readonly period: PeriodKind }) {
  const { words } = useText();
  return (
    <span className={classes["period"]}>
      <span className={classes["swatch"]} data-period={period} aria-hidden />
      {words.period[period]}
    </span>
  );
}
