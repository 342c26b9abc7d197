// The price by the hour, drawn for today or tomorrow, with the figures below for everybody.
import { useState } from "react";
import type { PriceSpan } from "../../../core/contract/stations.ts";
import { Choices } from "../kit/choices.tsx";
import { Box, Heading, Text } from "../kit/primitives.tsx";
import { Tag } from "../kit/tag.tsx";
import { useText } from "../service/language.ts";
import { price, timeOfDay } from "./format.ts";
import { barsOf, type Day, dayMs, type DaySpan, spansOf } from "./priceOfDay.ts";
import { periodTone } from "./tones.ts";
import "./priceChart.css";

type ChartProps = { readonly prices: readonly PriceSpan[]; readonly nowMs: number };

const percent = (part: number): string => `${(part * 100).toFixed(3)}%`;

/** A word too wide for its bar is left out; the list below says it. */
const fits = (word: string, width: number): string =>
  width > 0.035 + 0.02 * word.length ? word : "";

type BarsProps = {
  readonly spans: readonly DaySpan[];
  readonly label: string;
  /** The time of day as a part of it, on today's chart. */
  readonly now: number | null;
};

const Bars = ({ spans, label, now }: BarsProps) => {
  const text = useText();
  return (
    <Box className="price-chart" role="img" label={label}>
      <Box className="price-bars">
        {barsOf(spans).map(({ span, width, height }) => (
          <Box key={span.fromMs} className="price-slot" style={{ width: percent(width) }}>
            <Box
              className={`price-bar price-bar-${span.period}`}
              style={{ height: percent(height) }}
            >
              <Text className="price-letter">{fits(text.period[span.period], width)}</Text>
            </Box>
          </Box>
        ))}
        {now === null ? null : (
          <Box className="price-now" style={{ left: percent(now) }}>
            <Text className={now > 0.5 ? "price-now-word price-now-left" : "price-now-word"}>
              {text.station.now}
            </Text>
          </Box>
        )}
      </Box>
      <Box className="price-hours figures">
        {[0, 6, 12, 18, 24].map((hour) => (
          <Text key={hour}>{hour}</Text>
        ))}
      </Box>
    </Box>
  );
};

const SpanLine = ({ span, isNow }: { readonly span: DaySpan; readonly isNow: boolean }) => {
  const text = useText();
  return (
    <Box className={isNow ? "price-line price-line-now" : "price-line"} role="listitem">
      <Box className="between">
        <Box className="row wrap">
          <Tag tone={periodTone[span.period]}>{text.period[span.period]}</Tag>
          <Text className="figures">
            {timeOfDay(span.startMs)}–{timeOfDay(span.endMs)}
          </Text>
          {isNow ? <Text className="small strong">{text.station.now}</Text> : null}
        </Box>
        <Text className="figures strong">{price(span.totalPrice)}</Text>
      </Box>
      <Box className="quiet small figures">
        {text.station.electricity} {price(span.electricityPrice)} · {text.station.service}{" "}
        {price(span.servicePrice)}
      </Box>
    </Box>
  );
};

export const PriceChart = ({ prices, nowMs }: ChartProps) => {
  const text = useText();
  const [day, setDay] = useState<Day>("today");
  const midnight = prices[0]?.fromMs;
  if (midnight === undefined) return <Box className="card quiet">{text.station.noPrices}</Box>;
  const spans = spansOf(prices, day);
  const sinceMidnight = nowMs - midnight;
  const now = day === "today" && sinceMidnight < dayMs ? sinceMidnight / dayMs : null;
  const names = { today: text.station.today, tomorrow: text.station.tomorrow };
  return (
    <Box className="card">
      <Box className="between wrap">
        <Heading level={2} className="section-title">
          {text.station.priceTitle} <Text className="quiet">{text.units.perKwh}</Text>
        </Heading>
      </Box>
      <Choices
        label={text.station.dayLabel}
        shape="even"
        choices={[
          { value: "today", label: names.today },
          { value: "tomorrow", label: names.tomorrow },
        ]}
        chosen={day}
        onChoose={setDay}
      />
      <Bars spans={spans} label={text.station.chartLabel(names[day])} now={now} />
      <Box role="list">
        {spans.map((span) => (
          <SpanLine
            key={span.fromMs}
            span={span}
            isNow={now !== null && span.startMs <= sinceMidnight && sinceMidnight < span.endMs}
          />
        ))}
      </Box>
    </Box>
  );
};
