// The charts' options, made from plain series. Every chart has the same numbers in a table beside it.
import type { EChartsCoreOption } from "echarts/core";
import type { ChartColors } from "../../parts/Chart.tsx";

type Colored = (colors: ChartColors, widthPx: number) => EChartsCoreOption;

const grid = { left: 8, right: 12, top: 34, bottom: 4, containLabel: true };

export type Series = {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly color?: keyof ChartColors;
  /** Of a period compared with. */
  readonly isFaint?: boolean;
  /** Against the axis at the right. */
  readonly isRight?: boolean;
};

const isTwoSided = (series: readonly Series[]): boolean =>
  series.some(({ isRight }) => isRight === true);

/** What is counted has no halves. */
const leastStep = (series: readonly Series[]): { readonly minInterval?: number } =>
  series.every(({ values }) => values.every((value) => Number.isInteger(value ?? 0)))
    ? { minInterval: 1 }
    : {};

const axes = (series: readonly Series[], units: readonly string[]) =>
  isTwoSided(series)
    ? units.map((name, at) => ({
        type: "value",
        name,
        ...(at === 1 && { splitLine: { show: false } }),
      }))
    : { type: "value", name: units[0], ...leastStep(series) };

const MOST_NAMED = 12;
/** What the axes' own figures take. */
const AXES_WIDTH = 110;

/** Each of few has its name, broken where it is long; of many, as many as there is room for. */
const categoryAxis = (categories: readonly string[], widthPx: number) => ({
  type: "category",
  data: categories,
  ...(categories.length <= MOST_NAMED && {
    axisLabel: {
      interval: 0,
      width: Math.floor((widthPx - AXES_WIDTH) / Math.max(1, categories.length)),
      overflow: "break",
    },
  }),
});

/** @param units of the axis at the left, and of that at the right. */
export const lines =
  (
    categories: readonly string[],
    series: readonly Series[],
    units: readonly string[] = [],
  ): Colored =>
  (colors, widthPx) => ({
    // The name of the axis at the right stands under the legend.
    grid: isTwoSided(series) ? { ...grid, top: 58 } : grid,
    legend: { top: 0, right: 0 },
    tooltip: { trigger: "axis" },
    xAxis: categoryAxis(categories, widthPx),
    yAxis: axes(series, units),
    series: series.map(({ name, values, color, isFaint, isRight }) => ({
      name,
      type: "line",
      data: values,
      showSymbol: values.length < 2,
      yAxisIndex: isRight === true ? 1 : 0,
      ...(color !== undefined && { itemStyle: { color: colors[color] } }),
      lineStyle: {
        width: 2,
        ...(color !== undefined && { color: colors[color] }),
        ...(isFaint === true && { type: "dashed", width: 1.5 }),
      },
    })),
  });

type BarWish = {
  readonly unit?: string;
  /** Of the axis at the right. */
  readonly right?: string;
  readonly isStacked?: boolean;
};

function gridOfBars(series: readonly Series[], unit: string | undefined) {
  // The name of the axis at the right stands under the legend.
  if (isTwoSided(series)) return { ...grid, top: 58 };
  return series.length > 1 || unit !== undefined ? grid : { ...grid, top: 10 };
}

/** Upright, side by side or one on another. */
export const bars =
  (
    categories: readonly string[],
    series: readonly Series[],
    { unit, right, isStacked = false }: BarWish = {},
  ): Colored =>
  (colors, widthPx) => ({
    grid: gridOfBars(series, unit),
    ...(series.length > 1 && { legend: { top: 0, right: 0, type: "scroll", left: "30%" } }),
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: categoryAxis(categories, widthPx),
    yAxis: axes(series, [unit ?? "", right ?? ""]),
    series: series.map(({ name, values, color, isFaint, isRight }) => ({
      name,
      type: "bar",
      yAxisIndex: isRight === true ? 1 : 0,
      data: values,
      barMaxWidth: 36,
      ...(isStacked && { stack: "all" }),
      itemStyle: {
        ...(color !== undefined && { color: colors[color] }),
        ...(isFaint === true && { opacity: 0.4 }),
      },
    })),
  });

const SIDEWAYS_SHOWN = 15;
const number = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 2 });

/** Lying, the first at the top: long names have room. */
export const sideways =
  (rows: readonly { readonly name: string; readonly value: number }[], unit?: string): Colored =>
  () => {
    const shown = rows.slice(0, SIDEWAYS_SHOWN).toReversed();
    return {
      grid: { ...grid, top: 8, right: 64, bottom: unit === undefined ? 20 : 30 },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      xAxis: { type: "value", name: unit, nameLocation: "middle", nameGap: 26 },
      yAxis: {
        type: "category",
        data: shown.map(({ name }) => name),
        axisLabel: { width: 180, overflow: "truncate" },
      },
      series: [
        {
          type: "bar",
          data: shown.map(({ value }) => value),
          barMaxWidth: 18,
          label: {
            show: true,
            position: "right",
            color: "inherit",
            formatter: ({ value }: { readonly value: number }) => number.format(value),
          },
        },
      ],
    };
  };

export const heightOfSideways = (rows: number): number =>
  56 + Math.max(2, Math.min(rows, SIDEWAYS_SHOWN)) * 24;

type Heat = {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** `[column, row, value]`. */
  readonly cells: readonly (readonly [number, number, number | null])[];
  readonly isLabelled?: boolean;
};

export const heat =
  ({ columns, rows, cells, isLabelled = false }: Heat): Colored =>
  (colors) => {
    const most = Math.max(0, ...cells.map(([, , value]) => value ?? 0));
    return {
      grid: { ...grid, top: 8, bottom: 46 },
      tooltip: { position: "top" },
      xAxis: { type: "category", data: columns },
      yAxis: { type: "category", data: rows, inverse: true },
      visualMap: {
        min: 0,
        max: most === 0 ? 1 : most,
        text: [String(most), "0"],
        orient: "horizontal",
        left: "center",
        bottom: 0,
        itemHeight: 120,
        // From little to much, without saying which of them is good.
        inRange: { color: [colors.here, colors.much] },
        textStyle: { color: colors.quiet },
      },
      series: [
        {
          type: "heatmap",
          data: cells.map(([column, row, value]) => [column, row, value ?? "-"]),
          label: { show: isLabelled, fontSize: 11 },
        },
      ],
    };
  };
