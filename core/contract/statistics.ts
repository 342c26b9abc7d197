// What a driver charged in a year, month by month.
import * as z from "zod/mini";
import { Fen, queryNumber, Wh } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/**
 * What a kilowatt-hour saves against a petrol car, in grams of CO₂: the petrol that it replaces less
 * what its making emits.
 * Petrol: 2,219 g a litre, the IPCC 2006 guidelines' 69.3 kg/GJ × 43.0 MJ/kg (volume 2, tables 1.2
 * and 1.4) at 0.745 kg a litre. Grid: 536.6 g a kWh, the national average of 2022 that China's
 * Ministry of Ecology and Environment and Bureau of Statistics published in December 2024.
 * Consumption is our assumption of middling cars: 15 kWh and 7 litres for 100 km.
 */
const PETROL_G_PER_KWH = (2_219 * 7) / 15;
const GRID_G_PER_KWH = 536.6;
export const CO2_SAVED_G_PER_KWH = Math.round(PETROL_G_PER_KWH - GRID_G_PER_KWH);

const sums = {
  charges: z.number(),
  energyWh: Wh,
  /** From the start of each charge to its end. */
  minutes: z.number(),
  electricityFen: Fen,
  serviceFen: Fen,
  idleFen: Fen,
  startFen: Fen,
  reservationFen: Fen,
  /** Taken off already from what is above. */
  discountFen: Fen,
  totalFen: Fen,
  co2SavedG: z.number(),
};

export const Statistics = z.object({
  year: z.number(),
  /** Twelve, January first; a charge counts in the month that it began in, at its station. */
  months: z.array(z.object({ month: z.number(), ...sums })),
  total: z.object(sums),
  /** What `co2SavedG` is computed with; how it is made is told in the documentation. */
  co2SavedGPerKwh: z.number(),
});
export type Statistics = z.infer<typeof Statistics>;

export const getStatistics = endpoint({
  method: "GET",
  path: "/api/v1/me/statistics",
  access: "driver",
  tag: "Driver",
  summary: "My charges of a year by month: number, energy, minutes, money by component, CO₂ saved",
  input: z.object({
    year: queryNumber().check(z.int(), z.minimum(2020), z.maximum(2100)),
  }),
  output: Statistics,
  problems: [],
});
