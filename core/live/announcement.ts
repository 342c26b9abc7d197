// How a level tells the next one above: it keeps the number of its latest summary and the number
// that was acknowledged, and says the whole summary again until the two are equal.

export type Announcement = {
  /** Of the summary as it is now. It only grows. */
  readonly seq: number;
  /** May be stored late: a summary that is told again after a crash is harmless. */
  readonly ackedSeq: number;
};

export const nothingAnnounced: Announcement = { seq: 0, ackedSeq: 0 };

/**
 * The summary is another one now. Numbers follow the clock where it is ahead, so that a level that
 * has lost its storage goes on above what its parent remembers of it.
 */
export const changed = (announcement: Announcement, nowMs: number): Announcement => ({
  ...announcement,
  seq: Math.max(announcement.seq + 1, nowMs),
});

export const isPending = ({ seq, ackedSeq }: Announcement): boolean => seq > ackedSeq;

/**
 * The parent answered with the highest number it knows. A number above ours was told before our
 * storage was lost and by a clock that was ahead: only a higher one makes it listen again.
 */
export function acknowledged(announcement: Announcement, knownSeq: number): Announcement {
  if (knownSeq > announcement.seq) return { ...announcement, seq: knownSeq + 1 };
  return { ...announcement, ackedSeq: Math.max(announcement.ackedSeq, knownSeq) };
}

const firstRetryMs = 500;
/** With the answer it keeps a wrong count under ten seconds from the time that the parent is back. */
const longestRetryMs = 8_000;

/** Half of it is certain and half is chance, so that the children of a lost parent do not return at one instant. */
export const retryAfterMs = (failures: number, random: number): number =>
  Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 16)) * (0.5 + random / 2);
