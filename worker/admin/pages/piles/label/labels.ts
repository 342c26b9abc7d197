// What is printed and stuck on a pile: its code, its number, its name and its station's.
import { encode } from "uqr";

export type Label = {
  /** What the code says. */
  readonly url: string;
  readonly pileId: string;
  readonly connectorId: number | null;
  readonly pileName: string;
  readonly stationName: string;
  /** Empty where it has none. */
  readonly stationNameEn: string;
};

/** In millimetres; two by four are an A4 page. */
export const labelSize = { width: 90, height: 62, code: 46, margin: 6 } as const;

export type LabelSource = {
  readonly pileId: string;
  readonly name: string;
  readonly stationName: string;
  readonly stationNameEn: string;
  readonly driverUrl: string;
  readonly connectors: readonly { readonly connectorId: number }[];
};

export const labelsOf = (
  { pileId, name, stationName, stationNameEn, driverUrl, connectors }: LabelSource,
  each: "pile" | "connector",
): readonly Label[] => {
  const label = { pileId, pileName: name, stationName, stationNameEn };
  if (each === "pile") return [{ ...label, url: driverUrl, connectorId: null }];
  return connectors.map(({ connectorId }) => ({
    ...label,
    url: `${driverUrl}&connector=${connectorId}`,
    connectorId,
  }));
};

export type Code = {
  /** How many modules it is wide, its quiet zone of four included. */
  readonly size: number;
  /** Runs of dark modules in a row, as `[column, row, length]`. */
  readonly runs: readonly (readonly [number, number, number])[];
};

/** A quarter of it may be scratched or dirty. */
export function codeOf(text: string): Code {
  const { data, size } = encode(text, { ecc: "Q", border: 4 });
  const runs = data.flatMap((row, y) => {
    const found: [number, number, number][] = [];
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      const last = found.at(-1);
      if (last !== undefined && last[0] + last[2] === x) last[2] += 1;
      else found.push([x, y, 1]);
    }
    return found;
  });
  return { size, runs };
}

/** Of SVG: each run is a rectangle one module high. */
export const pathOf = ({ runs }: Code): string =>
  runs.map(([x, y, length]) => `M${x} ${y}h${length}v1h-${length}z`).join("");

export type LabelLine = {
  readonly text: string;
  readonly sizeMm: number;
  readonly isBold: boolean;
};

/** What stands beside the code, from top to bottom; each line becomes smaller until it fits. */
export const linesOf = (
  label: Label,
  words: {
    readonly scan: string;
    readonly scanOther: string;
    readonly connector: (no: number) => string;
  },
): readonly LabelLine[] => [
  { text: label.pileId, sizeMm: 5.2, isBold: true },
  { text: label.pileName, sizeMm: 4.6, isBold: true },
  ...(label.connectorId === null
    ? []
    : [{ text: words.connector(label.connectorId), sizeMm: 4.6, isBold: true }]),
  { text: label.stationName, sizeMm: 3.4, isBold: false },
  ...(label.stationNameEn === "" || label.stationNameEn === label.stationName
    ? []
    : [{ text: label.stationNameEn, sizeMm: 3, isBold: false }]),
  { text: words.scan, sizeMm: 4.6, isBold: true },
  { text: words.scanOther, sizeMm: 3.2, isBold: false },
];

/** Between a line and the next. */
export const lineGapMm = 2.2;
