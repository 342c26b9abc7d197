// The power that flows now, said no more exactly than it is known.
import type { adminGetPower } from "../../../../core/contract/admin/live.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { formatCount, formatKw } from "../../format/energy.ts";
import type { Text } from "../../text/zh.ts";

type Power = OutputOf<typeof adminGetPower>;

/** In kilowatts: at least what was told; a dash where something flows and nobody said how much. */
export function powerShown(power: Power): string {
  const { powerW, sessions, sessionsUntold, pilesUntold, isCut } = power;
  const isPart = sessionsUntold > 0 || pilesUntold > 0 || isCut;
  if (!isPart) return formatKw(powerW);
  return sessions === 0 ? "–" : `≥ ${formatKw(powerW)}`;
}

/** What the figure adds up, and what is missing from it. */
export function powerHint(power: Power, words: Text["pages"]["overview"]): string {
  const { sessions, sessionsUntold, pilesUntold, isCut } = power;
  return [
    words.powerHint(formatCount(sessions)),
    sessionsUntold > 0 && words.powerUntold(formatCount(sessionsUntold)),
    pilesUntold > 0 && words.powerSilent(formatCount(pilesUntold)),
    isCut && words.powerCut,
  ]
    .filter((part) => part !== false)
    .join(" ");
}
