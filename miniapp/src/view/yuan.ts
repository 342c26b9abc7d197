// Sums of money as people type them.

/** "12", "12.3" and "12.34" in fen; null for anything else. */
export function fenOfYuan(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, yuan = "0", part = ""] = match;
  return Number(yuan) * 100 + Number(part.padEnd(2, "0"));
}

/** 12.34, as a field is filled with it. */
export const yuanOfFen = (fen: number): string => (fen / 100).toFixed(2);
