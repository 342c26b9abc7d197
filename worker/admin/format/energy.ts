// Energy and power for people; the unit is part of the text.

const decimals = (least: number, most: number) =>
  new Intl.NumberFormat("zh-CN", { minimumFractionDigits: least, maximumFractionDigits: most });
const exact = decimals(3, 3);
const rough = decimals(1, 1);
const power = decimals(0, 1);
const count = decimals(0, 0);

/** As a bill says it, to the Wh: 12345 → "12.345 kWh". */
export const formatWh = (energyWh: number): string => `${exact.format(energyWh / 1000)} kWh`;

/** As an overview says it: 1234567 → "1,234.6 kWh". */
export const formatWhRoughly = (energyWh: number): string => `${rough.format(energyWh / 1000)} kWh`;

/** 7000 → "7 kW", 119600 → "119.6 kW". */
export const formatW = (powerW: number): string => `${power.format(powerW / 1000)} kW`;

/** As an overview says it, in kilowatts without the unit: 6600 → "6.6", 505300 → "505". */
export const formatKw = (powerW: number): string =>
  (powerW < 100_000 ? power : count).format(powerW / 1000);

export const formatCount = (value: number): string => count.format(value);
