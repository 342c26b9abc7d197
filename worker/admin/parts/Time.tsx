// An instant for the reader, with the whole date and zone on hover; and how long ago it was.
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { formatSpan, formatTime, formatTimeShortly } from "../format/time.ts";
import { useLanguage } from "../text/language.tsx";

type Props = { readonly atMs: number; readonly timeZone?: string | undefined };

export function Time({ atMs, timeZone }: Props) {
  const { language } = useLanguage();
  const style = { language, timeZone };
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatTime(atMs, "full", style)}
      style={{ whiteSpace: "nowrap" }}
    >
      {formatTimeShortly(atMs, Date.now(), style)}
    </time>
  );
}

const TICK_MS = 1_000;

/** How long since an instant, counting on while it is looked at. */
export function Since({ atMs, isAgo = false }: Props & { readonly isAgo?: boolean }) {
  const { language, text } = useLanguage();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useInterval(() => setNowMs(Date.now()), TICK_MS, { autoInvoke: true });
  const span = formatSpan(nowMs - atMs, text.shell.units);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatTime(atMs, "full", { language })}
      style={{ whiteSpace: "nowrap" }}
    >
      {isAgo ? text.shell.ago(span) : span}
    </time>
  );
}
