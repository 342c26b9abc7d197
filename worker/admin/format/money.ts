// Amounts for people: fen as yuan, prices per kWh as yuan with the digits they have.

const yuan = new Intl.NumberFormat("zh-CN", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** 123456 → "¥1,234.56", -5 → "−¥0.05". */
export function formatFen(amountFen: number): string {
  const text = `¥${yuan.format(Math.abs(amountFen) / 100)}`;
  return amountFen < 0 ? `−${text}` : text;
}

const price = new Intl.NumberFormat("zh-CN", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** 1/10,000 yuan per kWh: 12050 → "¥1.205". */
export const formatPrice = (pricePerKwh: number): string =>
  `¥${price.format(pricePerKwh / 10_000)}`;
