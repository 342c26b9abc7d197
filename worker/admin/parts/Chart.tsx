// A chart in the page's colours: drawn as SVG, told to screen readers by a sentence, printable.
// Its figures stand in a table beside it, which is the page's to show.
import { useComputedColorScheme } from "@mantine/core";
import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { onPrint } from "./onPrint.ts";

use([
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** The page's own colours of states and tariff periods, and those for what has none. */
function colorsOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--z-${name}`).trim();
  return {
    good: color("good"),
    busy: color("busy"),
    held: color("held"),
    warn: color("warn"),
    bad: color("bad"),
    idle: color("idle"),
    sharp: color("sharp"),
    peak: color("peak"),
    flat: color("flat"),
    valley: color("valley"),
    quiet: color("quiet"),
    here: color("here"),
    much: color("much"),
  };
}

export type ChartColors = Readonly<ReturnType<typeof colorsOf>>;

const axis = (color: string, line: string) => ({
  axisLabel: { color, fontSize: 12 },
  nameTextStyle: { color },
  axisLine: { lineStyle: { color: line } },
  axisTick: { lineStyle: { color: line } },
  splitLine: { lineStyle: { color: line } },
});

function themeOf(element: HTMLElement, isDark: boolean) {
  const { busy, good, peak, held, bad, quiet } = colorsOf(element);
  const line = isDark ? "#3c434a" : "#e2e6ea";
  const lines = axis(quiet, line);
  return {
    color: [busy, good, peak, held, bad, quiet],
    backgroundColor: "transparent",
    textStyle: { fontFamily: getComputedStyle(element).fontFamily },
    categoryAxis: { ...lines, splitLine: { show: false } },
    valueAxis: lines,
    timeAxis: lines,
    legend: { textStyle: { color: quiet } },
    tooltip: {
      backgroundColor: isDark ? "#242a2f" : "#ffffff",
      borderColor: line,
      textStyle: { color: isDark ? "#d3d8dd" : "#1f2933" },
    },
  };
}

/** Of an upright A4 within its margins: paper is laid out when it is too late to draw anew. */
const SHEET_WIDTH = 640;

type Props = {
  /** What it shows, in a sentence, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** Made with the page's colours: anew when the theme or the figures change. */
  readonly option: (colors: ChartColors, widthPx: number) => EChartsCoreOption;
};

export function Chart({ label, height, option }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const draw = (isDark: boolean, width?: number) => {
      const drawn = init(element, themeOf(element, isDark), {
        renderer: "svg",
        ...(width !== undefined && { width }),
      });
      drawn.setOption({ animation: false, ...option(colorsOf(element), drawn.getWidth()) });
      return drawn;
    };
    let chart = draw(scheme === "dark");
    const again = (isDark: boolean, width?: number): void => {
      chart.dispose();
      chart = draw(isDark, width);
    };
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    const stop = onPrint({
      begin: () => again(false, Math.min(element.clientWidth, SHEET_WIDTH)),
      end: () => again(scheme === "dark"),
    });
    return () => {
      stop();
      observer.disconnect();
      chart.dispose();
    };
  }, [option, scheme]);
  return <div ref={frame} role="img" aria-label={label} style={{ height }} />;
}
