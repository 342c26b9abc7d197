// A label as a drawing, in millimetres: shown on the page, and what the SVG file holds.
import { useMemo } from "react";
import { useText } from "../../../text/language.tsx";
import { codeOf, type Label, labelSize, lineGapMm, linesOf, pathOf } from "./labels.ts";

const { width, height, code: side, margin } = labelSize;
const textLeft = margin + side + 3;

const lengthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > "⺀" ? 1 : 0.58), 0);

/** As large as it may be, and no longer than the room beside the code. */
const sizeOf = (text: string, most: number): number =>
  Math.min(most, (width - margin / 2 - textLeft) / Math.max(1, lengthOf(text)));

export function LabelArt({ label }: { readonly label: Label }) {
  const words = useText().pileTools.label;
  const code = useMemo(() => codeOf(label.url), [label.url]);
  const scale = side / code.size;
  const top = (height - side) / 2;
  const lines = linesOf(label, words);
  const textTop = (index: number): number =>
    lines.slice(0, index).reduce((y, { sizeMm }) => y + sizeMm + lineGapMm, top + 4);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={`${width}mm`}
      height={`${height}mm`}
      role="img"
      aria-label={words.picture(label.pileId)}
      style={{ maxWidth: "100%", height: "auto" }}
    >
      <rect width={width} height={height} rx={3} fill="#fff" stroke="#b8c0c6" strokeWidth={0.2} />
      <path
        d={pathOf(code)}
        transform={`translate(${margin / 2} ${top}) scale(${scale})`}
        fill="#000"
        shapeRendering="crispEdges"
      />
      <g
        fill="#111"
        fontFamily="'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', Arial, sans-serif"
      >
        {lines.map(({ text, sizeMm, isBold }, index) => (
          <text
            key={text}
            x={textLeft}
            y={textTop(index) + sizeMm * 0.85}
            fontSize={sizeOf(text, sizeMm)}
            fontWeight={isBold ? 700 : 400}
          >
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
}
