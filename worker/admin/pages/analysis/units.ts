// Figures for people: shares, hours, means. A mean of nothing is null.
const oneDigit = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

const HOUR_MS = 3_600_000;

/** 0.1234 → "12.3%", 0.00024 → "0.02%": a small one has a digit more, or it would read as nothing. */
export const formatShare = (share: number): string =>
  `${(Math.abs(share) < 0.01 ? twoDigits : oneDigit).format(share * 100)}%`;
export const formatOne = (value: number): string => oneDigit.format(value);
export const formatTwo = (value: number): string => twoDigits.format(value);
export const formatHours = (ms: number): string => oneDigit.format(ms / HOUR_MS);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
export const hoursOf = (ms: number): number => rounded(ms / HOUR_MS, 2);
export const kwhOf = (wh: number): number => rounded(wh / 1_000, 3);
export const yuanOf = (fen: number): number => rounded(fen / 100, 2);
export const percentOf = (share: number): number => rounded(share * 100, 2);

export const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole;

type Used = { readonly takenMs: number; readonly serviceMs: number };
export const utilisationOf = ({ takenMs, serviceMs }: Used): number =>
  ratio(takenMs, serviceMs) ?? 0;

const DAY_MS = 24 * HOUR_MS;
/** Sessions of a connector a day. */
export const turnoverOf = (of: { readonly sessions: number; readonly serviceMs: number }): number =>
  ratio(of.sessions, of.serviceMs / DAY_MS) ?? 0;
