// What became of reservations, and how many of their drivers did not come.
import { useMemo } from "react";
import { adminAnalysisReservations } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { ReservationEnd } from "../../../../core/contract/reservations.ts";
import { formatCount } from "../../format/energy.ts";
import type { ChartColors } from "../../parts/Chart.tsx";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars, heightOfSideways, sideways } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { Totals } from "./Totals.tsx";
import { formatShare, ratio } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";

type Reservations = OutputOf<typeof adminAnalysisReservations>;
type Ends = Reservations["ends"];

const colorOf = {
  used: "good",
  cancelled: "idle",
  cancelled_late: "peak",
  no_show: "bad",
  connector_failed: "held",
  connector_occupied: "busy",
  pile_offline: "sharp",
  cancelled_by_operator: "flat",
  not_confirmed: "valley",
} as const satisfies Record<ReservationEnd, keyof ChartColors>;

const allOf = (ends: Ends): number => Object.values(ends).reduce((sum, count) => sum + count, 0);
const noShowRate = (ends: Ends): number =>
  ratio(ends["no_show"] ?? 0, (ends["no_show"] ?? 0) + (ends["used"] ?? 0)) ?? 0;
const usedShare = (ends: Ends): number => ratio(ends["used"] ?? 0, allOf(ends)) ?? 0;

export default function ReservationsPage() {
  const { analysis } = useText();
  const words = analysis.reservations;
  const address = useAnalysisAddress();
  const { now, before } = useFigures(adminAnalysisReservations, address);
  return (
    <AnalysisPage
      title={analysis.tabs.reservations}
      address={address}
      query={now}
      isEmpty={({ ends }) => allOf(ends) === 0}
    >
      {({ ends, days }) => {
        const of = (measure: (of: Ends) => number) => ({
          value: measure(ends),
          before: before === null ? null : measure(before.ends),
        });
        return (
          <>
            <Totals
              title={analysis.now}
              totals={[
                { label: words.all, ...of(allOf), format: formatCount },
                { label: words.used, ...of(usedShare), format: formatShare },
                {
                  label: words.noShow,
                  ...of(noShowRate),
                  format: formatShare,
                  hint: analysis.hints.noShow,
                },
              ]}
            />
            <Daily days={days} />
            <ByEnd ends={ends} />
          </>
        );
      }}
    </AnalysisPage>
  );
}

function Daily({ days }: { readonly days: Reservations["days"] }) {
  const { analysis, feedback } = useText();
  const words = analysis.reservations;
  const names = feedback.reservations.ends;
  const option = useMemo(
    () =>
      bars(
        days.map(({ day }) => day),
        ReservationEnd.options
          .filter((end) => days.some(({ ends }) => (ends[end] ?? 0) > 0))
          .map((end) => ({
            name: names[end],
            values: days.map(({ ends }) => ends[end] ?? 0),
            color: colorOf[end],
          })),
        { isStacked: true },
      ),
    [days, names],
  );
  return (
    <FigurePanel
      title={words.daily}
      label={words.dailyLabel}
      option={option}
      columns={[
        { key: "day", label: analysis.day, value: ({ day }) => day },
        ...ReservationEnd.options.map((end) => ({
          key: end,
          label: names[end],
          isNumber: true,
          value: ({ ends }: Reservations["days"][number]) => ends[end] ?? 0,
        })),
      ]}
      rows={days}
      keyOf={({ day }) => day}
      name="reservations-by-day"
    />
  );
}

function ByEnd({ ends }: { readonly ends: Ends }) {
  const { analysis, feedback } = useText();
  const words = analysis.reservations;
  const rows = useMemo(
    () =>
      ReservationEnd.options
        .map((end) => ({ name: feedback.reservations.ends[end], count: ends[end] ?? 0 }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count),
    [ends, feedback],
  );
  const option = useMemo(
    () => sideways(rows.map(({ name, count }) => ({ name, value: count }))),
    [rows],
  );
  return (
    <FigurePanel
      title={words.ends}
      hint={analysis.hints.noShow}
      label={words.endsLabel}
      option={option}
      height={heightOfSideways(rows.length)}
      columns={[
        { key: "end", label: words.end, value: ({ name }) => name },
        { key: "count", label: analysis.count, isNumber: true, value: ({ count }) => count },
      ]}
      rows={rows}
      keyOf={({ name }) => name}
      name="reservations-by-end"
    />
  );
}
