// What became of reservations, and how many of their drivers did not come.
import { useMemo } from "react";
import { adminAnalysisReservations } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { ReservationEnd } from "../../../../core/contract/reservations.ts";
import { formatCount } from "../../format/energy.ts";
import type { ChartColors } from "../../parts/Chart.tsx";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { useDayName } from "./today.ts";
import { EndsPanel } from "./EndsPanel.tsx";
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
  const { now, before, isBeforeEmpty } = useFigures(
    adminAnalysisReservations,
    address,
    ({ days }) => days.length > 0,
  );
  return (
    <AnalysisPage
      title={analysis.tabs.reservations}
      address={address}
      query={now}
      isBeforeEmpty={isBeforeEmpty}
      isEmpty={({ days }) => days.every(({ ends }) => allOf(ends) === 0)}
    >
      {({ ends, days, today }) => {
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
            <Daily days={days} today={today} />
            <EndsPanel ends={ends} />
          </>
        );
      }}
    </AnalysisPage>
  );
}

function Daily({ days, today }: Pick<Reservations, "days" | "today">) {
  const { analysis, feedback } = useText();
  const words = analysis.reservations;
  const nameOf = useDayName(today);
  const names = feedback.reservations.ends;
  const option = useMemo(
    () =>
      bars(
        days.map(({ day }) => nameOf(day)),
        ReservationEnd.options
          .filter((end) => days.some(({ ends }) => (ends[end] ?? 0) > 0))
          .map((end) => ({
            name: names[end],
            values: days.map(({ ends }) => ends[end] ?? 0),
            color: colorOf[end],
          })),
        { isStacked: true },
      ),
    [days, names, nameOf],
  );
  return (
    <FigurePanel
      title={words.daily}
      label={words.dailyLabel}
      option={option}
      columns={[
        { key: "day", label: analysis.day, value: ({ day }) => nameOf(day) },
        ...ReservationEnd.options.map((end) => ({
          key: end,
          label: names[end],
          isNumber: true,
          isLesser: days.every(({ ends }) => (ends[end] ?? 0) === 0),
          value: ({ ends }: Reservations["days"][number]) => ends[end] ?? 0,
        })),
      ]}
      rows={days}
      keyOf={({ day }) => day}
      name="reservations-by-day"
    />
  );
}
