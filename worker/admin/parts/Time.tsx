// An instant for the reader, with the whole date and zone on hover; and how long ago it was.
import { formatSpan, formatTime, formatTimeShortly } from "../format/time.ts";
import { useLanguage } from "../text/language.tsx";
import { useNow } from "./useNow.ts";
import classes from "./time.module.css";

type Props = { readonly atMs: number; readonly timeZone?: string | undefined };

const MINUTE_MS = 60_000;
const JUST_NOW_MS = 5_000;

export function Time({ atMs, timeZone }: Props) {
  const { language } = useLanguage();
  const nowMs = useNow(MINUTE_MS);
  const style = { language, timeZone };
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatTime(atMs, "full", style)}
      className={classes["time"]}
    >
      {formatTimeShortly(atMs, nowMs, style)}
    </time>
  );
}

/** How long since an instant, counting on while it is looked at. */
export function Since({ atMs, isAgo = false }: Props & { readonly isAgo?: boolean }) {
  const { language, text } = useLanguage();
  const spanMs = useNow() - atMs;
  const span = formatSpan(spanMs, text.shell.units);
  const ago = spanMs < JUST_NOW_MS ? text.shell.justNow : text.shell.ago(span);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatTime(atMs, "full", { language })}
      className={classes["time"]}
    >
      {isAgo ? ago : span}
    </time>
  );
}
