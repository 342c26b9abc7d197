// How much connectors are used: by day, by weekday and hour, each by itself, and who found none free.
import { useMemo } from "react";
import { adminAnalysisUsage } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { useText } from "../../text/language.tsx";
import { AnalysisPage } from "./AnalysisPage.tsx";
import { lines } from "./charts.ts";
import { Connectors } from "./Connectors.tsx";
import { HoursOfDay } from "./HoursOfDay.tsx";
import { FigurePanel } from "./FigurePanel.tsx";
import { useDayName } from "./today.ts";
import { percentOf, utilisationOf } from "./units.ts";
import { useAnalysisAddress } from "./useAnalysisAddress.ts";
import { useFigures } from "./useFigures.ts";
import { usageColumns } from "./usageColumns.ts";
import { UsageTotals } from "./UsageTotals.tsx";
import { Week } from "./Week.tsx";

type Usage = OutputOf<typeof adminAnalysisUsage>;

export default function UsagePage() {
  const { analysis } = useText();
  const address = useAnalysisAddress();
  const { now, before, isBeforeEmpty } = useFigures(
    adminAnalysisUsage,
    address,
    ({ days }) => days.length > 0,
  );
  return (
    <AnalysisPage
      title={analysis.tabs.usage}
      address={address}
      query={now}
      isBeforeEmpty={isBeforeEmpty}
      isEmpty={({ days }) => days.length === 0}
    >
      {(usage) => (
        <>
          <UsageTotals usage={usage.totals} before={before?.totals ?? null} />
          <TodayTotals usage={usage} />
          {usage.days.length === 1 ? (
            <HoursOfDay usage={usage} />
          ) : (
            <Daily usage={usage} before={before} />
          )}
          <Week week={usage.week} />
          <Connectors address={address} />
        </>
      )}
    </AnalysisPage>
  );
}

/** Beside the sums of whole days, which it is not in. */
function TodayTotals({ usage: { days, today } }: { readonly usage: Usage }) {
  const nameOf = useDayName(today);
  const last = days.at(-1);
  if (today === null || last === undefined || days.length === 1) return null;
  return <UsageTotals title={nameOf(last.day)} usage={last} before={null} />;
}

function Daily({ usage, before }: { readonly usage: Usage; readonly before: Usage | null }) {
  const { analysis } = useText();
  const words = analysis.usage;
  const { sessions, utilisationPercent } = analysis.measures;
  const nameOf = useDayName(usage.today);
  const option = useMemo(
    () =>
      lines(
        usage.days.map(({ day }) => nameOf(day)),
        [
          {
            name: sessions,
            values: usage.days.map((day) => day.sessions),
            color: "busy",
          },
          {
            name: utilisationPercent,
            values: usage.days.map((day) => percentOf(utilisationOf(day))),
            color: "good",
            isRight: true,
          },
          ...(before === null
            ? []
            : [
                {
                  name: `${sessions} · ${analysis.compared}`,
                  values: usage.days.map((_, at) => before.days[at]?.sessions ?? null),
                  color: "busy" as const,
                  isFaint: true,
                },
              ]),
        ],
        [sessions, utilisationPercent],
      ),
    [usage, before, sessions, utilisationPercent, analysis.compared, nameOf],
  );
  return (
    <FigurePanel
      title={words.daily}
      label={words.dailyLabel}
      option={option}
      height={280}
      columns={[
        { key: "day", label: analysis.day, value: ({ day }) => nameOf(day) },
        ...usageColumns<Usage["days"][number]>(analysis),
      ]}
      rows={usage.days}
      keyOf={({ day }) => day}
      name="usage-by-day"
    />
  );
}
