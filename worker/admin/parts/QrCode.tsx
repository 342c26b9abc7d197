// A QR code, always dark on white: cameras read no other.
import { useMemo } from "react";
import { encode } from "uqr";

type Props = { readonly text: string; readonly label: string; readonly size: number };

const BORDER = 2;

export function QrCode({ text, label, size }: Props) {
  const { path, side } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: "M", border: BORDER });
    const squares = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { path: squares.join(""), side: modules };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
