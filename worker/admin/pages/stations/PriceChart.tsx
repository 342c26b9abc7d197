// One civil day's prices as steps: the height is the price, the lighter part the service fee.
import type { PriceSpan } from "../../../../core/contract/stations.ts";
import { formatPrice } from "../../format/money.ts";
import { hourOfDay } from "../../format/time.ts";
import { useText } from "../../text/language.tsx";
import classes from "./priceChart.module.css";

const HOUR_MS = 3_600_000;
const MARKED_HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
/** Narrower than this there is no room for the price above the step. */
const LABELLED_HOURS = 1.5;

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`;

type Props = {
  readonly spans: readonly PriceSpan[];
  readonly timeZone: string;
  readonly nowMs: number | null;
  readonly label: string;
};

export function PriceChart({ spans, timeZone, nowMs, label }: Props) {
  const { shell } = useText();
  const highest = Math.max(1, ...spans.map((span) => span.electricityPrice + span.servicePrice));
  return (
    <div className={classes["chart"]} role="img" aria-label={label}>
      <div className={classes["plot"]}>
        {spans.map((span) => (
          <Step key={span.fromMs} span={span} timeZone={timeZone} highest={highest} />
        ))}
        {nowMs !== null && (
          <div className={classes["now"]} style={{ left: percent(hourOfDay(nowMs, timeZone), 24) }}>
            <span>{shell.now}</span>
          </div>
        )}
      </div>
      <div className={classes["axis"]}>
        {MARKED_HOURS.map((hour) => (
          <span key={hour} style={{ left: percent(hour, 24) }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  );
}

type StepProps = {
  readonly span: PriceSpan;
  readonly timeZone: string;
  readonly highest: number;
};

function Step({ span, timeZone, highest }: StepProps) {
  const hours = (span.toMs - span.fromMs) / HOUR_MS;
  const total = span.electricityPrice + span.servicePrice;
  return (
    <div
      className={classes["step"]}
      data-period={span.period}
      style={{
        left: percent(hourOfDay(span.fromMs, timeZone), 24),
        width: percent(hours, 24),
        height: percent(total, highest),
      }}
    >
      {hours >= LABELLED_HOURS && <span className={classes["price"]}>{formatPrice(total)}</span>}
      <div className={classes["service"]} style={{ height: percent(span.servicePrice, total) }} />
    </div>
  );
}
