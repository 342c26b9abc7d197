// The week's busy hours: a heat map of one measure by weekday and hour.
import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useSearchParams } from "wouter";
import type { adminAnalysisUsage } from "../../../../core/contract/admin/analysis.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import { heat } from "./charts.ts";
import { FigurePanel } from "./FigurePanel.tsx";
import { kwhOf, percentOf, ratio } from "./units.ts";

type Hours = OutputOf<typeof adminAnalysisUsage>["week"];

const weekMeasures = ["utilisation", "sessions", "energy", "unmet"] as const;
type WeekMeasure = (typeof weekMeasures)[number];

/** Null for hours that the period has none of. */
function weekValue(week: Hours, measure: WeekMeasure, at: number): number | null {
  if (week.serviceMs[at] === 0) return null;
  switch (measure) {
    case "utilisation":
      return percentOf(ratio(week.takenMs[at] ?? 0, week.serviceMs[at] ?? 0) ?? 0);
    case "sessions":
      return week.sessions[at] ?? 0;
    case "energy":
      return kwhOf(week.energyWh[at] ?? 0);
    case "unmet":
      return (week.joined[at] ?? 0) + (week.refused[at] ?? 0);
  }
}

/** Monday first, as weeks are read here. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;

function useWeekdays(): readonly string[] {
  const { language } = useLanguage();
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
      weekday: "short",
      timeZone: "UTC",
    });
    // 2026-11-22 is a Sunday.
    return WEEKDAYS.map((weekday) => names.format(Date.UTC(2026, 10, 22 + weekday)));
  }, [language]);
}

/** In the address, as all that is chosen. */
function useMeasure(): readonly [WeekMeasure, (value: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const measure = weekMeasures.find((one) => one === search.get("measure")) ?? "utilisation";
  const setMeasure = (value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        next.set("measure", value ?? "");
        return next;
      },
      { replace: true },
    );
  return [measure, setMeasure];
}

export function Week({ week }: { readonly week: Hours }) {
  const { analysis } = useText();
  const words = analysis.usage;
  const [measure, setMeasure] = useMeasure();
  const weekdays = useWeekdays();
  const rows = useMemo(
    () =>
      WEEKDAYS.flatMap((weekday, row) =>
        Array.from({ length: 24 }, (_, hour) => ({
          weekday: weekdays[row] ?? "",
          row,
          hour,
          at: weekday * 24 + hour,
        })),
      ),
    [weekdays],
  );
  const option = useMemo(
    () =>
      heat({
        columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
        rows: weekdays,
        cells: rows.map(({ row, hour, at }) => [hour, row, weekValue(week, measure, at)]),
      }),
    [week, measure, weekdays, rows],
  );
  const label = {
    utilisation: analysis.measures.utilisationPercent,
    sessions: analysis.measures.sessions,
    energy: analysis.measures.energyKwh,
    unmet: analysis.measures.unmet,
  } satisfies Record<WeekMeasure, string>;
  return (
    <FigurePanel
      title={words.week}
      label={words.weekLabel(label[measure])}
      option={option}
      height={300}
      columns={[
        { key: "weekday", label: analysis.day, value: ({ weekday }) => weekday },
        { key: "hour", label: analysis.hour, isNumber: true, value: ({ hour }) => hour },
        ...weekMeasures.map((one) => ({
          key: one,
          label: label[one],
          isNumber: true,
          value: ({ at }: (typeof rows)[number]) => weekValue(week, one, at),
        })),
      ]}
      rows={rows}
      keyOf={({ at }) => String(at)}
      name="usage-by-weekday-and-hour"
      aside={
        <Select
          size="xs"
          w={150}
          aria-label={words.weekMeasure}
          allowDeselect={false}
          value={measure}
          onChange={setMeasure}
          data={weekMeasures.map((value) => ({ value, label: label[value] }))}
        />
      }
    />
  );
}
