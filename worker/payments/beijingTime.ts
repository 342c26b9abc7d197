// Both gateways write civil time in China Standard Time, which has been UTC+8 without summer time
// since 1991, while a Worker's own zone is UTC.

const offsetMs = 8 * 3_600_000;
const civilPattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)$/;

/** `2026-10-01T08:00:00+08:00`, as WeChat Pay takes it. */
export const beijingRfc3339 = (atMs: number): string =>
  `${new Date(atMs + offsetMs).toISOString().slice(0, 19)}+08:00`;

/** `2026-10-01 08:00:00`, as Alipay takes it. */
export const beijingCivil = (atMs: number): string =>
  new Date(atMs + offsetMs).toISOString().slice(0, 19).replace("T", " ");

/** Reads `2026-10-01 08:00:00`, with or without fractions of a second; null when it is no such time. */
export function parseBeijingCivil(text: string): number | null {
  const match = civilPattern.exec(text);
  if (match === null) return null;
  const atMs = Date.parse(`${match[1]}T${match[2]}+08:00`);
  return Number.isNaN(atMs) ? null : atMs;
}
