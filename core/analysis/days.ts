// The days that are being counted, and how something is counted in them.
import { civilTime, type CivilDate } from "../pricing/zonedTime.ts";
import { hourPieces, type HourPiece, type Span } from "./civilHours.ts";
import {
  noConnectorFigures,
  type ConnectorFigures,
  type Figures,
  type HourMeasure,
} from "./figures.ts";

export type DaysFigures = ReadonlyMap<CivilDate, Figures>;

/** Where things are counted: the days asked for, by date; other days are nobody's. */
export type Days = {
  readonly timeZone: string;
  readonly figures: DaysFigures;
  /** From the first day's begin to the last one's end. */
  readonly span: Span;
};

/** The figures of the day of an instant, and its hour; null for a day that was not asked for. */
export function dayAt({ figures, timeZone }: Days, atMs: number) {
  const { date, minuteOfDay } = civilTime(atMs, timeZone);
  const day = figures.get(date);
  return day === undefined ? null : { day, hour: Math.floor(minuteOfDay / 60) };
}

export function addHour(
  { hours }: Figures,
  { hour }: Pick<HourPiece, "hour">,
  measure: HourMeasure,
  what: number,
): void {
  hours[measure][hour] = (hours[measure][hour] ?? 0) + what;
}

export function connectorIn(
  { connectors }: Figures,
  { pileId, connectorId }: { readonly pileId: string; readonly connectorId: number },
): ConnectorFigures {
  return (connectors[`${pileId}:${connectorId}`] ??= noConnectorFigures());
}

/** The pieces of a span that lie in the days asked for, each with its day's figures. */
export function* piecesIn(
  { figures, span, timeZone }: Days,
  { fromMs, toMs }: Span,
): Generator<{ readonly day: Figures; readonly piece: HourPiece; readonly ms: number }> {
  const within = { fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) };
  for (const piece of hourPieces(within, timeZone)) {
    const day = figures.get(piece.date);
    if (day !== undefined) yield { day, piece, ms: piece.toMs - piece.fromMs };
  }
}
