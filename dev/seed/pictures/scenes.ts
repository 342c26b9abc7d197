// Drawings of stations, the same again for the same seed: outside by day, at dusk or at night, under
// a roof, or in a garage; a pile from near; and what drivers send when one is broken.
import { Random } from "../../charger/random.ts";
import { Canvas, mixed, type Colour } from "./canvas.ts";
import { pngOf } from "./png.ts";
import { car, charger, skyline, tree, WHITE } from "./things.ts";

const WIDTH = 600;
const HEIGHT = 400;

export type Scene = {
  readonly seed: number;
  readonly place: "street" | "roof" | "park" | "garage";
  readonly brand: Colour;
};

type Light = Readonly<Record<"high" | "low" | "houses" | "lit" | "ground", Colour>>;

const lights: readonly [Light, ...Light[]] = [
  {
    high: [126, 190, 236],
    low: [226, 242, 252],
    houses: [168, 186, 204],
    lit: [214, 228, 240],
    ground: [152, 158, 166],
  },
  {
    high: [94, 120, 190],
    low: [252, 204, 160],
    houses: [112, 112, 146],
    lit: [255, 221, 150],
    ground: [126, 126, 138],
  },
  {
    high: [24, 34, 70],
    low: [70, 84, 130],
    houses: [40, 50, 84],
    lit: [255, 222, 140],
    ground: [74, 80, 98],
  },
];

const paints: readonly [Colour, ...Colour[]] = [
  [240, 243, 246],
  [214, 62, 62],
  [44, 92, 168],
  [60, 66, 76],
  [120, 188, 172],
  [236, 170, 68],
];

const drawn = (canvas: Canvas): Buffer => pngOf(canvas.width, canvas.height, canvas.pixels);

/** The whole of a station. */
export function stationScene({ seed, place, brand }: Scene): Buffer {
  const random = new Random(seed);
  const canvas = new Canvas(WIDTH, HEIGHT);
  const horizon = 215;
  if (place === "garage") garage(canvas);
  else outside(canvas, random, { horizon, place });
  bays(canvas);
  if (place === "roof") roof(canvas, brand);
  const count = 3 + Math.floor(random.next() * 2);
  const step = 540 / count;
  for (let at = 0; at < count; at += 1) {
    charger(canvas, { x: 40 + at * step, base: 292, height: 104 }, brand);
    if (random.next() < 0.62) {
      car(canvas, { x: 62 + at * step, base: 350, length: 138 }, random.pick(paints));
    }
  }
  return drawn(canvas);
}

function outside(
  canvas: Canvas,
  random: Random,
  { horizon, place }: { readonly horizon: number; readonly place: Scene["place"] },
): void {
  const light = random.pick(lights);
  canvas.shade(0, horizon, light.high, light.low);
  canvas.disc(random.between(70, 530), random.between(50, 90), 24, mixed(light.low, WHITE, 0.7));
  skyline(canvas, random, { base: horizon, colour: light.houses, lit: light.lit });
  if (place === "park") {
    canvas.box(0, horizon - 14, WIDTH, 14, mixed([96, 150, 92], light.ground, 0.25));
    for (let x = 20; x < WIDTH; x += random.between(46, 84)) {
      tree(
        canvas,
        x,
        horizon + 4,
        random.between(70, 120),
        mixed([82, 146, 84], light.ground, 0.2),
      );
    }
  }
  canvas.shade(horizon, HEIGHT, mixed(light.ground, WHITE, 0.12), light.ground);
}

function garage(canvas: Canvas): void {
  canvas.shade(0, 90, [64, 70, 80], [96, 104, 116]);
  canvas.shade(90, 250, [206, 212, 218], [188, 194, 202]);
  canvas.shade(250, HEIGHT, [126, 134, 142], [98, 106, 114]);
  canvas.box(0, 206, WIDTH, 12, [240, 196, 72]);
  for (const x of [90, 290, 490]) {
    canvas.polygon(
      [
        [x - 50, 40],
        [x + 50, 40],
        [x + 38, 52],
        [x - 38, 52],
      ],
      [255, 252, 236],
    );
    canvas.polygon(
      [
        [x - 50, 52],
        [x + 50, 52],
        [x + 120, 250],
        [x - 120, 250],
      ],
      [255, 252, 236],
      0.1,
    );
  }
  for (const x of [4, 290, 576]) {
    canvas.box(x, 60, 22, 210, [222, 226, 230]);
    canvas.box(x, 210, 22, 24, [52, 58, 66]);
    canvas.box(x, 234, 22, 24, [240, 196, 72]);
  }
}

function roof(canvas: Canvas, brand: Colour): void {
  for (const x of [28, 298, 566]) canvas.box(x, 130, 9, 165, [222, 228, 234]);
  canvas.polygon(
    [
      [0, 116],
      [WIDTH, 96],
      [WIDTH, 124],
      [0, 140],
    ],
    WHITE,
  );
  canvas.polygon(
    [
      [0, 132],
      [WIDTH, 116],
      [WIDTH, 126],
      [0, 142],
    ],
    brand,
  );
  for (let x = 20; x < 570; x += 56) {
    const y = 112 - (x / WIDTH) * 20;
    canvas.polygon(
      [
        [x, y],
        [x + 48, y - 2],
        [x + 56, y - 16],
        [x + 10, y - 14],
      ],
      [48, 78, 128],
    );
  }
}

function bays(canvas: Canvas): void {
  canvas.box(0, 286, WIDTH, 7, [230, 234, 238], 0.85);
  for (let x = 30; x <= 590; x += 140) {
    const lean = (x - 300) * 0.25;
    canvas.polygon(
      [
        [x, 292],
        [x + 5, 292],
        [x + lean + 9, HEIGHT],
        [x + lean, HEIGHT],
      ],
      WHITE,
      0.85,
    );
  }
}

/** A pile from near; `broken` draws what a driver reports. */
export function pileScene(
  { seed, place, brand }: Scene,
  broken: "screen" | "cable" | null = null,
): Buffer {
  const random = new Random(seed);
  const canvas = new Canvas(WIDTH, HEIGHT);
  const isInside = place === "garage";
  canvas.shade(0, 320, isInside ? [176, 184, 192] : [188, 216, 234], [226, 232, 236]);
  for (let y = 20; y < 320; y += 50) {
    canvas.box(0, y, WIDTH, 2, [255, 255, 255], 0.5);
  }
  canvas.shade(320, HEIGHT, [150, 156, 164], [120, 126, 134]);
  canvas.box(0, 318, WIDTH, 6, [240, 196, 72]);
  const x = 200 + random.between(-40, 60);
  charger(canvas, { x, base: 352, height: 306 }, brand);
  if (!isInside) tree(canvas, x > 220 ? 90 : 510, 330, 200, [96, 156, 98]);
  if (broken === "screen") brokenScreen(canvas, x);
  if (broken === "cable") {
    canvas.stroke(
      [
        [x + 150, 330],
        [x + 190, 362],
        [x + 260, 356],
        [x + 330, 376],
      ],
      11,
      [30, 32, 36],
    );
    canvas.stroke(
      [
        [x + 232, 356],
        [x + 246, 358],
      ],
      11,
      [206, 122, 62],
    );
    canvas.disc(x + 240, 352, 5, [232, 84, 60]);
  }
  return drawn(canvas);
}

function brokenScreen(canvas: Canvas, x: number): void {
  canvas.box(x + 20, 119, 88, 62, [24, 26, 30]);
  const crack: Colour = [214, 220, 226];
  canvas.stroke(
    [
      [x + 40, 120],
      [x + 62, 148],
      [x + 56, 180],
    ],
    2,
    crack,
  );
  canvas.stroke(
    [
      [x + 62, 148],
      [x + 106, 136],
    ],
    2,
    crack,
  );
  canvas.stroke(
    [
      [x + 62, 148],
      [x + 22, 164],
    ],
    2,
    crack,
  );
  canvas.stroke(
    [
      [x + 62, 148],
      [x + 96, 178],
    ],
    2,
    crack,
  );
}
