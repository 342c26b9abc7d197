// A single day by its hours.
import { useMemo } from "react";
import type { adminAnalysisUsage } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { weekdayOf } from "../../../../core/analysis/civilHours.ts";
import { useText } from "../../text/language.tsx";
import { bars } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { kwhOf, percentOf, ratio } from "./units.ts";

type Usage = OutputOf<typeof adminAnalysisUsage>;

/** The hours that the day has had. */
function hoursOf({ days, week }: Usage) {
  const first = weekdayOf(days[0]?.day ?? "1970-01-01") * 24;
  return Array.from({ length: 24 }, (_, hour) => ({ hour, at: first + hour }))
    .filter(({ at }) => (week.serviceMs[at] ?? 0) > 0)
    .map(({ hour, at }) => ({
      hour,
      sessions: week.sessions[at] ?? 0,
      energyKwh: kwhOf(week.energyWh[at] ?? 0),
      utilisation: percentOf(ratio(week.takenMs[at] ?? 0, week.serviceMs[at] ?? 0) ?? 0),
      unmet: (week.joined[at] ?? 0) + (week.refused[at] ?? 0),
    }));
}

export function HoursOfDay({ usage }: { readonly usage: Usage }) {
  const { analysis } = useText();
  const words = analysis.usage;
  const { sessions, energyKwh, utilisationPercent, unmet } = analysis.measures;
  const rows = useMemo(() => hoursOf(usage), [usage]);
  const option = useMemo(
    () =>
      bars(
        rows.map(({ hour }) => String(hour)),
        [
          { name: sessions, values: rows.map((row) => row.sessions), color: "busy" },
          {
            name: utilisationPercent,
            values: rows.map((row) => row.utilisation),
            color: "good",
            isRight: true,
          },
        ],
        { unit: sessions, right: utilisationPercent },
      ),
    [rows, sessions, utilisationPercent],
  );
  type Row = (typeof rows)[number];
  const column = (key: string, label: string, value: (row: Row) => number) => ({
    key,
    label,
    isNumber: true,
    value,
  });
  return (
    <FigurePanel
      title={words.hourly}
      label={words.hourlyLabel}
      option={option}
      height={280}
      columns={[
        column("hour", analysis.hour, ({ hour }) => hour),
        column("sessions", sessions, (row) => row.sessions),
        column("energy", energyKwh, (row) => row.energyKwh),
        column("utilisation", utilisationPercent, (row) => row.utilisation),
        column("unmet", unmet, (row) => row.unmet),
      ]}
      rows={rows}
      keyOf={({ hour }) => String(hour)}
      name="usage-by-hour"
    />
  );
}
