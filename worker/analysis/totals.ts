// Figures as the endpoints tell them.
import type * as z from "zod/mini";
import type { UsageDay, UsageSums } from "../../core/contract/admin/analysisParts.ts";
import type { Figures } from "../../core/analysis/figures.ts";
import { sumOf, type Packed } from "../../core/analysis/figures.ts";
import { stationFigures, type StationFigures } from "../../core/analysis/stationMonth.ts";

export const usageOf = (of: StationFigures): UsageSums => ({
  sessions: of.sessions,
  takenMs: of.takenMs,
  serviceMs: of.serviceMs,
  faultMs: of.faultMs,
  energyWh: of.energyWh,
  settled: of.settled,
  ended: of.ended,
  joined: of.joined,
  waitedMs: of.waitedMs,
  refused: of.refused,
});

export const partsOf = (of: StationFigures) => ({
  electricity: of.electricity,
  service: of.service,
  idle: of.idle,
  start: of.start,
  reservation: of.reservation,
  noShow: of.noShow,
  discount: of.discount,
  correction: of.correction,
});

export type CountedDay = { readonly day: string; readonly figures: Figures };

export const unpacked = (
  rows: readonly { readonly day: string; readonly figures: Packed }[],
): CountedDay[] => rows.map(({ day, figures }) => ({ day, figures: sumOf([figures]) }));

export const usageDays = (days: readonly CountedDay[]): z.infer<typeof UsageDay>[] =>
  days.map(({ day, figures }) => ({ day, ...usageOf(stationFigures(figures)) }));
