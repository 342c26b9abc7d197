// The day that is not over: what a page says of it, and how it is named among the days.
import { useCallback } from "react";
import type { Today } from "../../../../core/contract/admin/analysisParts.ts";
import { formatTime } from "../../format/time.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Period } from "./period.ts";

/** Null where the period has nothing of today. */
export function useTodayNote(today: Today, { from }: Period): string | null {
  const { text, language } = useLanguage();
  const words = text.analysis.today;
  if (today === null) return null;
  const until = formatTime(today.untilMs, "clock", { language });
  return from >= today.day ? words.alone(today.day, until) : words.beside(today.day, until);
}

/** A day in charts, tables and files: of today, up to when it is counted. */
export function useDayName(today: Today): (day: string) => string {
  const { text, language } = useLanguage();
  return useCallback(
    (day) =>
      today === null || day !== today.day
        ? day
        : text.analysis.today.name(day, formatTime(today.untilMs, "clock", { language })),
    [today, text, language],
  );
}
