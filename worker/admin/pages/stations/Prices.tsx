// A station's prices of today and tomorrow: drawn by the hour, and as figures below.
import { Group, Tabs, Text } from "@mantine/core";
import { IconCoinOff } from "@tabler/icons-react";
import { useState } from "react";
import type { PriceSpan } from "../../../../core/contract/stations.ts";
import { formatPrice } from "../../format/money.ts";
import { formatTime, nextMidnight } from "../../format/time.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Panel } from "../../parts/Panel.tsx";
import type { StationDetail } from "../../text/kinds.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { PeriodSwatch } from "./PeriodSwatch.tsx";
import { PriceChart } from "./PriceChart.tsx";

/** The spans by civil day of the station; one that crosses midnight is cut there. */
function byDay(prices: readonly PriceSpan[], timeZone: string): PriceSpan[][] {
  const days: PriceSpan[][] = [];
  let midnightMs = 0;
  for (const span of prices) {
    for (let fromMs = span.fromMs; fromMs < span.toMs;) {
      if (fromMs >= midnightMs) {
        days.push([]);
        midnightMs = nextMidnight(fromMs, timeZone);
      }
      const toMs = Math.min(span.toMs, midnightMs);
      days.at(-1)?.push({ ...span, fromMs, toMs });
      fromMs = toMs;
    }
  }
  return days;
}

export function Prices({ station }: { readonly station: StationDetail }) {
  const words = useText().pages.stations;
  const [today, tomorrow] = byDay(station.prices, station.timeZone);
  const [nowMs] = useState(() => Date.now());
  const present = station.prices.find((span) => span.fromMs <= nowMs && nowMs < span.toMs);
  return (
    <Panel title={words.prices} aside={present === undefined ? null : <Present span={present} />}>
      {today === undefined ? (
        <Empty icon={<IconCoinOff size={36} />} title={words.noPrices} hint={words.noPricesHint} />
      ) : (
        <Tabs defaultValue="today">
          <Tabs.List mb="sm">
            <Tabs.Tab value="today">{words.pricesToday}</Tabs.Tab>
            {tomorrow !== undefined && <Tabs.Tab value="tomorrow">{words.pricesTomorrow}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="today">
            <Day spans={today} station={station} nowMs={nowMs} label={words.pricesToday} />
          </Tabs.Panel>
          {tomorrow !== undefined && (
            <Tabs.Panel value="tomorrow">
              <Day spans={tomorrow} station={station} nowMs={null} label={words.pricesTomorrow} />
            </Tabs.Panel>
          )}
        </Tabs>
      )}
    </Panel>
  );
}

const totalOf = (span: PriceSpan): number => span.electricityPrice + span.servicePrice;

function Present({ span }: { readonly span: PriceSpan }) {
  const { pages } = useText();
  return (
    <Group gap={8}>
      <PeriodSwatch period={span.period} />
      <Text size="sm">{pages.stations.nowPays(formatPrice(totalOf(span)))}</Text>
    </Group>
  );
}

type DayProps = {
  readonly spans: readonly PriceSpan[];
  readonly station: StationDetail;
  readonly nowMs: number | null;
  readonly label: string;
};

function Day({ spans, station, nowMs, label }: DayProps) {
  const words = useText().pages.stations;
  const { timeZone } = station;
  return (
    <>
      <PriceChart spans={spans} timeZone={timeZone} nowMs={nowMs} label={words.chartLabel(label)} />
      <DataTable
        label={words.prices}
        columns={useColumns(timeZone)}
        rows={spans}
        keyOf={(span) => String(span.fromMs)}
        minWidth={460}
      />
    </>
  );
}

function useColumns(timeZone: string): Column<PriceSpan>[] {
  const { language, text } = useLanguage();
  const words = text.pages.stations;
  const clock = (atMs: number): string => formatTime(atMs, "clock", { language, timeZone });
  return [
    {
      key: "from",
      label: words.from,
      cell: (span) => `${clock(span.fromMs)} – ${clock(span.toMs).replace("00:00", "24:00")}`,
    },
    {
      key: "period",
      label: words.period,
      cell: (span) => <PeriodSwatch period={span.period} />,
    },
    {
      key: "electricity",
      label: words.electricity,
      isNumber: true,
      cell: (span) => formatPrice(span.electricityPrice),
    },
    {
      key: "service",
      label: words.service,
      isNumber: true,
      cell: (span) => formatPrice(span.servicePrice),
    },
    {
      key: "total",
      label: `${words.total} (${words.pricePerKwh})`,
      isNumber: true,
      cell: (span) => <b>{formatPrice(totalOf(span))}</b>,
    },
  ];
}
