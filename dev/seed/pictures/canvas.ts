// A surface to draw on: filled shapes with soft edges, in red, green and blue.

export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

/** Lines within a line of pixels at which a shape's edges are looked for. */
const SUBLINES = 4;

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height * 3);
  }

  /** From one colour to another, downwards. */
  shade(top: number, bottom: number, from: Colour, to: Colour): void {
    for (let y = Math.max(0, top); y < Math.min(this.height, bottom); y += 1) {
      const part = (y - top) / (bottom - top);
      const colour = mixed(from, to, part);
      for (let x = 0; x < this.width; x += 1) this.#blend(x, y, colour, 1);
    }
  }

  box(x: number, y: number, width: number, height: number, colour: Colour, opacity = 1): void {
    const [right, bottom] = [x + width, y + height];
    this.polygon(
      [
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
      ],
      colour,
      opacity,
    );
  }

  /** A box with round corners. */
  rounded(
    {
      x,
      y,
      width,
      height,
      radius,
    }: Readonly<Record<"x" | "y" | "width" | "height" | "radius", number>>,
    colour: Colour,
  ): void {
    const corners: readonly (readonly [number, number, number])[] = [
      [x + width - radius, y + radius, -90],
      [x + width - radius, y + height - radius, 0],
      [x + radius, y + height - radius, 90],
      [x + radius, y + radius, 180],
    ];
    const outline = corners.flatMap(([cx, cy, from]) =>
      [0, 15, 30, 45, 60, 75, 90].map((turn): Point => {
        const angle = ((from + turn) * Math.PI) / 180;
        return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
      }),
    );
    this.polygon(outline, colour);
  }

  disc(cx: number, cy: number, radius: number, colour: Colour, opacity = 1): void {
    const outline = Array.from({ length: 40 }, (_, at): Point => {
      const angle = (at * Math.PI) / 20;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    });
    this.polygon(outline, colour, opacity);
  }

  /** A line of some width through points. */
  stroke(points: readonly Point[], width: number, colour: Colour): void {
    points.slice(1).forEach(([x2, y2], at) => {
      const [x1, y1] = points[at] ?? [x2, y2];
      const length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const [dx, dy] = [((y2 - y1) / length) * (width / 2), ((x1 - x2) / length) * (width / 2)];
      const sides: Point[] = [
        [x1 + dx, y1 + dy],
        [x2 + dx, y2 + dy],
        [x2 - dx, y2 - dy],
        [x1 - dx, y1 - dy],
      ];
      this.polygon(sides, colour);
      this.disc(x2, y2, width / 2, colour);
    });
  }

  polygon(points: readonly Point[], colour: Colour, opacity = 1): void {
    const ys = points.map(([, y]) => y);
    const top = Math.max(0, Math.floor(Math.min(...ys)));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...ys)));
    const xs = points.map(([x]) => x);
    const left = Math.max(0, Math.floor(Math.min(...xs)));
    const right = Math.min(this.width, Math.ceil(Math.max(...xs)));
    const cover = new Float32Array(this.width);
    for (let y = top; y < bottom; y += 1) {
      cover.fill(0, left, right);
      for (let sub = 0; sub < SUBLINES; sub += 1) {
        coverLine(cover, crossings(points, y + (sub + 0.5) / SUBLINES));
      }
      for (let x = left; x < right; x += 1) {
        const part = (cover[x] ?? 0) / SUBLINES;
        if (part > 0) this.#blend(x, y, colour, Math.min(1, part) * opacity);
      }
    }
  }

  #blend(x: number, y: number, [red, green, blue]: Colour, part: number): void {
    const { pixels } = this;
    const at = (y * this.width + x) * 3;
    const left = 1 - part;
    pixels[at] = red * part + (pixels[at] ?? 0) * left + 0.5;
    pixels[at + 1] = green * part + (pixels[at + 1] ?? 0) * left + 0.5;
    pixels[at + 2] = blue * part + (pixels[at + 2] ?? 0) * left + 0.5;
  }
}

export const mixed = (from: Colour, to: Colour, part: number): Colour => [
  from[0] + (to[0] - from[0]) * part,
  from[1] + (to[1] - from[1]) * part,
  from[2] + (to[2] - from[2]) * part,
];

/** Where a line across meets the outline, from the left. */
function crossings(points: readonly Point[], y: number): number[] {
  const found: number[] = [];
  points.forEach(([x1, y1], at) => {
    const [x2, y2] = points[(at + 1) % points.length] ?? [x1, y1];
    if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  });
  return found.toSorted((a, b) => a - b);
}

/** Adds to each pixel how much of it lies between pairs of crossings. */
function coverLine(cover: Float32Array, xs: readonly number[]): void {
  for (let pair = 0; pair + 1 < xs.length; pair += 2) {
    const from = Math.max(0, xs[pair] ?? 0);
    const to = Math.min(cover.length, xs[pair + 1] ?? 0);
    for (let x = Math.floor(from); x < to; x += 1) {
      const part = Math.min(x + 1, to) - Math.max(x, from);
      cover[x] = (cover[x] ?? 0) + part;
    }
  }
}
