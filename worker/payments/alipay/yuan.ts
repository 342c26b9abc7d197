// Alipay writes money in yuan with at most two decimals; here it is integer fen. No floating point
// stands between the two.

const yuanPattern = /^(\d{1,11})(?:\.(\d{1,2}))?$/;

export const yuanOf = (fen: number): string => {
  const digits = String(fen).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Null when the text is not an amount. */
export function fenOf(yuan: string): number | null {
  const match = yuanPattern.exec(yuan);
  if (match === null) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
