// A settled order's energy and money by civil hour: each line of its bill is dealt out by the meter's
// rise, and the parts sum to the bill to the fen and the Wh.
import { hourPieces } from "./civilHours.ts";
import { addHour, connectorIn, dayAt, type Days } from "./days.ts";
import type { LineFact, OrderFact, SessionFact } from "./facts.ts";
import type { RevenuePart } from "./figures.ts";
import { shareOut } from "./shareOut.ts";

export type BilledOrder = {
  readonly order: OrderFact;
  /** Null where the charger's own record of it is missing. */
  readonly session: SessionFact | null;
  readonly lines: readonly LineFact[];
};

type Piece = {
  readonly atMs: number;
  readonly line: LineFact;
  readonly energyWh: number;
  readonly electricityFen: number;
  readonly serviceFen: number;
};

export function billPieces(days: Days, billed: BilledOrder): void {
  const { order, session, lines } = billed;
  const startedAtMs = session?.startedAtMs ?? order.startedAtMs ?? order.createdAtMs;
  const endedAtMs = session?.endedAtMs ?? order.endedAtMs ?? startedAtMs;
  const pieces = lines.flatMap((line) => piecesOf(line, session, days.timeZone));
  const sum = (of: (piece: Piece) => number): number =>
    pieces.reduce((all, piece) => all + of(piece), 0);
  const money = moneyAdder(days, order);
  pieces.forEach((piece) => {
    const { atMs, line } = piece;
    money(atMs, "electricity", piece.electricityFen);
    money(atMs, "service", piece.serviceFen);
    addEnergy(days, order, { atMs, energyWh: piece.energyWh });
    const period = dayAt(days, atMs)?.day.periods[line.period];
    if (period === undefined) return;
    period.energyWh += piece.energyWh;
    period.electricityFen += piece.electricityFen;
    period.serviceFen += piece.serviceFen;
  });
  const electricityFen = order.electricityFen ?? 0;
  const serviceFen = order.serviceFen ?? 0;
  // What no line tells of stands where the charge began.
  addEnergy(days, order, {
    atMs: startedAtMs,
    energyWh: order.energyWh - sum(({ energyWh }) => energyWh),
  });
  money(startedAtMs, "electricity", electricityFen - sum((piece) => piece.electricityFen));
  money(startedAtMs, "service", serviceFen - sum((piece) => piece.serviceFen));
  money(startedAtMs, "start", order.startFen ?? 0);
  money(startedAtMs, "reservation", order.reservationFen ?? 0);
  money(endedAtMs, "idle", order.idleFen ?? 0);
  const discountFen = order.discountFen ?? 0;
  const byPiece = pieces.map((piece) => piece.electricityFen + piece.serviceFen);
  const discounts = shareOut(-discountFen, byPiece);
  discounts.forEach((fen, at) => money(pieces[at]?.atMs ?? startedAtMs, "discount", fen));
  if (pieces.length === 0) money(startedAtMs, "discount", -discountFen);
  const partsFen =
    electricityFen +
    serviceFen +
    (order.startFen ?? 0) +
    (order.reservationFen ?? 0) +
    (order.idleFen ?? 0) -
    discountFen;
  money(startedAtMs, "correction", (order.totalFen ?? partsFen) - partsFen);
}

function addEnergy(
  days: Days,
  order: OrderFact,
  { atMs, energyWh }: { readonly atMs: number; readonly energyWh: number },
): void {
  const at = energyWh === 0 ? null : dayAt(days, atMs);
  if (at === null) return;
  addHour(at.day, at, "energyWh", energyWh);
  connectorIn(at.day, order).energyWh += energyWh;
}

const moneyAdder =
  (days: Days, order: OrderFact) =>
  (atMs: number, part: RevenuePart, fen: number): void => {
    const at = fen === 0 ? null : dayAt(days, atMs);
    if (at === null) return;
    const { day } = at;
    day.revenue[part] += fen;
    day.ways[order.paymentWay].revenueFen += fen;
    addHour(day, at, "revenueFen", fen);
    connectorIn(day, order).revenueFen += fen;
  };

/** A line by the civil hours that it lasts through. */
function piecesOf(line: LineFact, session: SessionFact | null, timeZone: string): Piece[] {
  const spans = [...hourPieces(line, timeZone)];
  if (spans.length === 0) spans.push({ ...line, date: "", weekday: 0, hour: 0 });
  const rises = spans.map((span) => riseIn(session?.readings ?? [], span));
  const durations = spans.map(({ fromMs, toMs }) => toMs - fromMs);
  const weights = rises.some((rise) => rise > 0) ? rises : durations;
  const energies = shareOut(line.energyWh, weights);
  const electricity = shareOut(line.electricityFen, energies);
  const service = shareOut(line.serviceFen, energies);
  return spans.map(({ fromMs }, at) => ({
    atMs: fromMs,
    line,
    energyWh: energies[at] ?? 0,
    electricityFen: electricity[at] ?? 0,
    serviceFen: service[at] ?? 0,
  }));
}

/** What the register rose within a span, in whole mWh, flowing evenly between two readings. */
function riseIn(
  readings: SessionFact["readings"],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number {
  let rise = 0;
  let before = readings[0];
  for (const reading of readings) {
    if (before !== undefined && reading[0] > before[0] && reading[1] > before[1]) {
      const overlapMs = Math.min(toMs, reading[0]) - Math.max(fromMs, before[0]);
      const share = Math.max(0, overlapMs) / (reading[0] - before[0]);
      rise += (reading[1] - before[1]) * 1_000 * share;
    }
    before = reading;
  }
  return Math.round(rise);
}
