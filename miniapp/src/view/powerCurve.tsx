// The power over time as a drawn line. It is a mask over a coloured ground, so that it follows light
// and dark, and needs no canvas.
import type { StationClocks } from "../../../core/contract/common.ts";
import { Box, Text } from "../kit/primitives.tsx";
import type { Sample } from "../live/livePile.ts";
import { useText } from "../service/language.ts";
import { clock, power, zoned } from "./format.ts";
import "./powerCurve.css";

const width = 300;
const height = 100;

export type Curve = {
  readonly line: string;
  readonly area: string;
  readonly peakW: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Null while there are too few samples with a power to draw anything. */
export function curveOf(points: readonly Sample[]): Curve | null {
  const known = points.flatMap(({ atMs, powerW }) => (powerW === null ? [] : [{ atMs, powerW }]));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return null;
  const peakW = Math.max(1, ...known.map(({ powerW }) => powerW));
  const span = last.atMs - first.atMs;
  const steps = known.map(({ atMs, powerW }) => {
    const x = ((atMs - first.atMs) / span) * width;
    const y = height - 3 - (Math.max(0, powerW) / peakW) * (height - 8);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const line = `M${steps.join("L")}`;
  return {
    line,
    area: `${line}L${width} ${height}L0 ${height}Z`,
    peakW,
    fromMs: first.atMs,
    toMs: last.atMs,
  };
}

function maskOf(path: string): { maskImage: string; WebkitMaskImage: string } {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${width} ${height}' ` +
    `preserveAspectRatio='none'>${path}</svg>`;
  const url = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  return { maskImage: url, WebkitMaskImage: url };
}

export type PowerCurveProps = {
  readonly points: readonly Sample[];
  readonly clocks: StationClocks;
};

export const PowerCurve = ({ points, clocks }: PowerCurveProps) => {
  const text = useText();
  const curve = curveOf(points);
  if (curve === null) return <Box className="quiet">{text.charging.curveWaiting}</Box>;
  const stroke = "fill='none' stroke='#000' stroke-width='2.5' vector-effect='non-scaling-stroke'";
  const peak = `${power(curve.peakW)} kW`;
  return (
    <Box role="img" label={text.charging.curveLabel(peak)}>
      <Box className="small quiet figures">{peak}</Box>
      <Box className="curve">
        <Box className="curve-area" style={maskOf(`<path d='${curve.area}'/>`)} />
        <Box className="curve-line" style={maskOf(`<path d='${curve.line}' ${stroke}/>`)} />
      </Box>
      <Box className="between small quiet figures">
        <Text>{clock(curve.fromMs, clocks)}</Text>
        <Text>{zoned(clock(curve.toMs, clocks), curve.toMs, clocks)}</Text>
      </Box>
    </Box>
  );
};
