// Energy and money: by day and component, by tariff period, by way of payment, by station.
import { Alert } from "@mantine/core";
import { useMemo } from "react";
import { adminAnalysisRevenue } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount, formatWhRoughly } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { PartsPanel, PeriodsPanel, WaysPanel } from "./MoneyPanels.tsx";
import { OutcomesPanel } from "./OutcomesPanel.tsx";
import { Stations } from "./Stations.tsx";
import { Totals } from "./Totals.tsx";
import { useDayName } from "./today.ts";
import { kwhOf, ratio, yuanOf } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";
import { partNames } from "./partNames.ts";

type Revenue = OutputOf<typeof adminAnalysisRevenue>;

export default function RevenuePage() {
  const { analysis } = useText();
  const address = useAnalysisAddress();
  const { now, before, isBeforeEmpty } = useFigures(
    adminAnalysisRevenue,
    address,
    ({ days }) => days.length > 0,
  );
  return (
    <AnalysisPage
      title={analysis.tabs.revenue}
      address={address}
      query={now}
      isBeforeEmpty={isBeforeEmpty}
      isEmpty={({ days }) => days.length === 0}
    >
      {(revenue) => (
        <>
          <RevenueTotals revenue={revenue} before={before} />
          {revenue.unbilled.sessions > 0 && (
            <Alert color="yellow" variant="outline" py="xs">
              {analysis.revenue.unbilled(
                formatCount(revenue.unbilled.sessions),
                formatWhRoughly(revenue.unbilled.energyWh),
              )}
            </Alert>
          )}
          <TodayTotals revenue={revenue} />
          <Daily days={revenue.days} today={revenue.today} />
          <PartsPanel parts={revenue.parts} before={before?.parts ?? null} />
          <PeriodsPanel periods={revenue.periods} />
          <WaysPanel ways={revenue.ways} />
          <OutcomesPanel outcomes={revenue.outcomes} />
          {address.stationId === "" && <Stations period={address.period} />}
        </>
      )}
    </AnalysisPage>
  );
}

const settledOf = ({ outcomes }: Revenue): number => outcomes["settled"] ?? 0;
const endedOf = ({ outcomes }: Revenue): number =>
  Object.values(outcomes).reduce((sum, count) => sum + count, 0);

function RevenueTotals({
  revenue,
  before,
}: {
  readonly revenue: Revenue;
  readonly before: Revenue | null;
}) {
  const { analysis } = useText();
  const { measures, hints } = analysis;
  const of = (measure: (of: Revenue) => number) => ({
    value: measure(revenue),
    before: before === null ? null : measure(before),
  });
  return (
    <Totals
      title={analysis.now}
      totals={[
        {
          label: measures.revenue,
          ...of(({ revenueFen }) => revenueFen),
          format: formatFen,
          hint: hints.revenue,
        },
        { label: measures.energy, ...of(({ energyWh }) => energyWh), format: formatWhRoughly },
        {
          label: measures.perKwh,
          ...of(({ revenueFen, energyWh }) => ratio(revenueFen, energyWh / 1_000) ?? 0),
          format: (fen) => formatFen(Math.round(fen)),
        },
        { label: measures.settled, ...of(settledOf), format: formatCount },
        {
          label: measures.successRate,
          ...of((one) => (ratio(settledOf(one), endedOf(one)) ?? 0) * 100),
          format: (share) => `${share.toFixed(1)}%`,
          hint: hints.successRate,
        },
      ]}
    />
  );
}

/** Beside the sums of whole days, which it is not in. */
function TodayTotals({ revenue: { days, today } }: { readonly revenue: Revenue }) {
  const { analysis } = useText();
  const nameOf = useDayName(today);
  const last = days.at(-1);
  if (today === null || last === undefined || days.length === 1) return null;
  const { revenue, energy } = analysis.measures;
  return (
    <Totals
      title={nameOf(last.day)}
      totals={[
        { label: revenue, value: last.revenueFen, before: null, format: formatFen },
        { label: energy, value: last.energyWh, before: null, format: formatWhRoughly },
      ]}
    />
  );
}

function Daily({ days, today }: Pick<Revenue, "days" | "today">) {
  const { analysis } = useText();
  const words = analysis.revenue;
  const nameOf = useDayName(today);
  const option = useMemo(
    () =>
      bars(
        days.map(({ day }) => nameOf(day)),
        partNames
          .filter(({ part }) => days.some(({ parts }) => parts[part] !== 0))
          .map(({ part, color }) => ({
            name: words.partNames[part],
            values: days.map(({ parts }) => yuanOf(parts[part])),
            color,
          })),
        { unit: analysis.measures.revenueYuan, isStacked: true },
      ),
    [days, words, analysis, nameOf],
  );
  return (
    <FigurePanel
      title={words.daily}
      hint={analysis.hints.revenue}
      label={words.dailyLabel}
      option={option}
      height={300}
      columns={[
        { key: "day", label: analysis.day, value: ({ day }) => nameOf(day) },
        {
          key: "energy",
          label: analysis.measures.energyKwh,
          isNumber: true,
          value: ({ energyWh }) => kwhOf(energyWh),
        },
        {
          key: "revenue",
          label: analysis.measures.revenueYuan,
          isNumber: true,
          value: ({ revenueFen }) => yuanOf(revenueFen),
        },
        ...partNames.map(({ part }) => ({
          key: part,
          label: words.yuan(words.partNames[part]),
          isNumber: true,
          isLesser: days.every(({ parts }) => parts[part] === 0),
          value: ({ parts }: Revenue["days"][number]) => yuanOf(parts[part]),
        })),
      ]}
      rows={days}
      keyOf={({ day }) => day}
      name="revenue-by-day"
    />
  );
}
