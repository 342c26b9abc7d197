// What the figures suggest, each with the figures that it rests on; and what past charges would have
// cost at other prices.
import * as z from "zod/mini";
import { daysBetween } from "../../analysis/civilHours.ts";
import { limits } from "../../limits.ts";
import { Fen, PileId, queryNumber, StationId, Wh } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { CivilDate, Ms } from "./analysisParts.ts";

type Range = { readonly from: string; readonly to: string };
const isShort = z.refine<Range>(
  ({ from, to }) => {
    const days = daysBetween(from, to) + 1;
    return days >= 1 && days <= limits.adviceDays.most;
  },
  { error: `1 to ${limits.adviceDays.most} days`, path: ["to"] },
);

const where = { stationId: StationId, stationName: z.string(), stationNameEn: z.string() };

export const Advice = z.discriminatedUnion("kind", [
  /** Connectors are taken so much, or so many found none free, that more would be used. */
  z.object({
    kind: z.literal("tooFew"),
    ...where,
    utilisation: z.number(),
    unmetPerDay: z.number(),
    joined: z.number(),
    refused: z.number(),
    waitedMs: Ms,
    threshold: z.object({ utilisation: z.number(), unmetPerDay: z.number() }),
  }),
  /** Hardly taken, and nobody was refused. */
  z.object({
    kind: z.literal("tooMany"),
    ...where,
    utilisation: z.number(),
    sessionsPerConnectorDay: z.number(),
    threshold: z.object({ utilisation: z.number() }),
  }),
  /** Much of the revenue comes in three hours: other prices may move some of it. */
  z.object({
    kind: z.literal("movePrices"),
    ...where,
    /** The first of the three. */
    hour: z.number(),
    share: z.number(),
    utilisation: z.number(),
    threshold: z.object({ share: z.number(), utilisation: z.number() }),
  }),
  /** Faulty for so long, at hours at which it would usually have earned so much. */
  z.object({
    kind: z.literal("repairFirst"),
    ...where,
    pileId: PileId,
    faultMs: Ms,
    lostFen: Fen,
    /** Of the pile's connectors, when they work. */
    usualFenPerHour: z.number(),
    threshold: z.object({ lostFen: Fen }),
  }),
]);
export type Advice = z.infer<typeof Advice>;

export const adminAnalysisAdvice = endpoint({
  method: "GET",
  path: "/api/v1/admin/analysis/advice",
  access: "staff",
  tag: "Operations",
  summary: "Where piles are too few or too many, prices might move, and which to repair first",
  input: z.object({ from: CivilDate, to: CivilDate }).check(isShort),
  output: z.object({
    items: z.array(Advice),
    /** Faults that were looked at; there may have been more. */
    faults: z.number(),
    /** A day of the period is counted; else there is nothing to judge by. */
    isCounted: z.boolean(),
    isCut: z.boolean(),
  }),
  problems: [],
});

/** Added to the service fee of a period, in 1/10,000 yuan a kWh. */
const change = () =>
  z._default(queryNumber().check(z.int(), z.minimum(-50_000), z.maximum(50_000)), 0);

const Simulated = z.object({
  energyWh: Wh,
  revenueFen: Fen,
  newEnergyWh: Wh,
  newRevenueFen: Fen,
});

export const adminAnalysisSimulation = endpoint({
  method: "GET",
  path: "/api/v1/admin/analysis/simulation",
  access: "staff",
  tag: "Operations",
  summary:
    "A station's past charges billed anew with other service fees, and what they would bring",
  input: z
    .object({
      from: CivilDate,
      to: CivilDate,
      stationId: StationId,
      sharp: change(),
      peak: change(),
      flat: change(),
      valley: change(),
      /** By how many per cent demand falls when a kWh costs one per cent more. */
      elasticity: z._default(queryNumber().check(z.minimum(0), z.maximum(5)), 0),
    })
    .check(isShort),
  output: z.object({
    /** Charges of the period, and how many of them were billed anew to stand for all. */
    charges: z.number(),
    simulated: z.number(),
    elasticity: z.number(),
    periods: z.object({ sharp: Simulated, peak: Simulated, flat: Simulated, valley: Simulated }),
    /** Electricity and service net of discounts, without idle, start and reservation fees. */
    total: Simulated,
  }),
  problems: ["station_not_found"],
});
