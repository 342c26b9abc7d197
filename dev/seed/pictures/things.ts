// The things that the drawings of stations are made of: chargers, cars, trees, houses.
import type { Random } from "../../charger/random.ts";
import { mixed, type Canvas, type Colour, type Point } from "./canvas.ts";

export const WHITE: Colour = [250, 251, 252];
const DARK: Colour = [38, 46, 56];
const GLASS: Colour = [124, 160, 182];
const TYRE: Colour = [30, 32, 36];
const GREEN: Colour = [74, 222, 128];

/** A pile that stands on `base`, with its screen, its lamp and its cable. */
export function charger(
  canvas: Canvas,
  place: { readonly x: number; readonly base: number; readonly height: number },
  brand: Colour,
): void {
  const { x, base, height } = place;
  const width = height * 0.42;
  const top = base - height;
  shadow(canvas, x + width / 2, base, width * 0.66);
  const body = { x, y: top, width, height, radius: width * 0.12 };
  canvas.rounded(body, WHITE);
  canvas.rounded({ ...body, height: height * 0.16 }, brand);
  canvas.box(x + width * 0.16, top + height * 0.24, width * 0.68, height * 0.2, DARK);
  canvas.box(x + width * 0.22, top + height * 0.28, width * 0.36, height * 0.04, GREEN);
  canvas.box(x + width * 0.22, top + height * 0.35, width * 0.5, height * 0.03, [148, 163, 184]);
  canvas.box(x, top + height * 0.52, width, height * 0.025, GREEN);
  const hang = Array.from({ length: 13 }, (_, at): Point => {
    const turn = (at / 12) * Math.PI;
    return [
      x + width * (0.86 + 0.22 * Math.sin(turn)),
      top + height * (0.58 + 0.03 * at - 0.05 * Math.sin(turn)),
    ];
  });
  canvas.stroke(hang, Math.max(2, width * 0.08), TYRE);
  canvas.rounded(
    {
      x: x + width * 0.72,
      y: top + height * 0.56,
      width: width * 0.2,
      height: height * 0.12,
      radius: 3,
    },
    DARK,
  );
}

function shadow(canvas: Canvas, cx: number, cy: number, radius: number): void {
  const outline = Array.from({ length: 30 }, (_, at): Point => {
    const angle = (at * Math.PI) / 15;
    return [cx + radius * Math.cos(angle), cy + radius * 0.16 * Math.sin(angle)];
  });
  canvas.polygon(outline, [20, 24, 28], 0.22);
}

/** Seen from its side, standing on `base`. */
export function car(
  canvas: Canvas,
  place: { readonly x: number; readonly base: number; readonly length: number },
  colour: Colour,
): void {
  const { x, base, length } = place;
  const at = (part: number, up: number): Point => [x + length * part, base - length * up];
  canvas.polygon([at(-0.02, 0.02), at(1.02, 0.02), at(1, -0.02), at(0, -0.02)], TYRE, 0.25);
  canvas.polygon(
    [at(0.18, 0.2), at(0.32, 0.33), at(0.66, 0.33), at(0.82, 0.2)],
    mixed(colour, [0, 0, 0], 0.12),
  );
  canvas.polygon([at(0.24, 0.2), at(0.34, 0.3), at(0.49, 0.3), at(0.49, 0.2)], GLASS);
  canvas.polygon([at(0.52, 0.2), at(0.52, 0.3), at(0.64, 0.3), at(0.75, 0.2)], GLASS);
  const body = { x, y: base - length * 0.22, width: length, height: length * 0.16 };
  canvas.rounded({ ...body, radius: length * 0.06 }, colour);
  canvas.rounded(
    {
      x: x + length * 0.93,
      y: base - length * 0.18,
      width: length * 0.06,
      height: length * 0.04,
      radius: 2,
    },
    [254, 243, 199],
  );
  for (const part of [0.2, 0.79]) {
    const [cx, cy] = at(part, 0.06);
    canvas.disc(cx, cy, length * 0.085, TYRE);
    canvas.disc(cx, cy, length * 0.045, [170, 176, 184]);
  }
}

export function tree(
  canvas: Canvas,
  x: number,
  base: number,
  height: number,
  leaves: Colour,
): void {
  canvas.box(x - height * 0.03, base - height * 0.4, height * 0.06, height * 0.4, [120, 86, 60]);
  canvas.disc(x, base - height * 0.62, height * 0.26, leaves);
  canvas.disc(
    x - height * 0.16,
    base - height * 0.48,
    height * 0.2,
    mixed(leaves, [0, 0, 0], 0.08),
  );
  canvas.disc(x + height * 0.17, base - height * 0.5, height * 0.19, mixed(leaves, WHITE, 0.1));
}

/** A row of houses along the horizon, with some windows lit. */
export function skyline(
  canvas: Canvas,
  random: Random,
  { base, colour, lit }: { readonly base: number; readonly colour: Colour; readonly lit: Colour },
): void {
  for (let x = -10; x < canvas.width;) {
    const width = Math.round(random.between(26, 64));
    const height = Math.round(random.between(40, 150));
    const top = base - height;
    canvas.box(x, top, width, height, mixed(colour, WHITE, random.between(0, 0.22)));
    for (let y = top + 8; y < base - 8; y += 12) {
      for (let window = x + 6; window < x + width - 6; window += 10) {
        if (random.next() < 0.32) canvas.box(window, y, 5, 6, lit, 0.75);
      }
    }
    x += width + Math.round(random.between(-4, 10));
  }
}
