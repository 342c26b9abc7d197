// The operator's figures of a period: usage, connectors, revenue, drivers, reservations, faults. They
// are counted by civil day of each station; the day that is not over stands by itself.
import * as z from "zod/mini";
import { ConnectorId, Fen, PileId, StationId, Wh } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import {
  AnalysisInput,
  CivilDate,
  Counts,
  Device,
  DriverMonth,
  Ms,
  OperatorInput,
  Periods,
  RevenueParts,
  StationLine,
  Stays,
  Today,
  UsageDay,
  UsageSums,
  Ways,
} from "./analysisParts.ts";

const access = "staff" as const;
const tag = "Operations" as const;
const method = "GET" as const;

/** Sunday's 24 hours first, as many as a week has. */
const Week = z.array(z.number()).check(z.length(168));

export const adminAnalysisUsage = endpoint({
  method,
  path: "/api/v1/admin/analysis/usage",
  access,
  tag,
  summary:
    "Sessions, taken and served time, energy and unmet demand by day, and by weekday and hour",
  input: AnalysisInput,
  output: z.object({
    /** The last day that is counted whole; null before the first. */
    countedThrough: z.nullable(CivilDate),
    today: Today,
    totals: UsageSums,
    days: z.array(UsageDay),
    week: z.object({
      sessions: Week,
      takenMs: Week,
      serviceMs: Week,
      energyWh: Week,
      refused: Week,
      joined: Week,
    }),
  }),
  problems: ["station_not_found"],
});

export const adminAnalysisConnectors = endpoint({
  method,
  path: "/api/v1/admin/analysis/connectors",
  access,
  tag,
  summary: "Each connector's sessions, taken, served and faulty time and energy",
  input: AnalysisInput,
  output: z.object({
    items: z.array(
      z.object({
        pileId: PileId,
        connectorId: ConnectorId,
        stationId: StationId,
        stationName: z.string(),
        stationNameEn: z.string(),
        sessions: z.number(),
        takenMs: Ms,
        serviceMs: Ms,
        faultMs: Ms,
        energyWh: Wh,
      }),
    ),
    today: Today,
    /** There are more: choose a station. */
    isCut: z.boolean(),
  }),
  problems: ["station_not_found"],
});

export const adminAnalysisRevenue = endpoint({
  method,
  path: "/api/v1/admin/analysis/revenue",
  access,
  tag,
  summary: "Energy and revenue by day, component, tariff period and payment way; how orders ended",
  input: AnalysisInput,
  output: z.object({
    today: Today,
    energyWh: Wh,
    revenueFen: Fen,
    parts: RevenueParts,
    periods: Periods,
    ways: Ways,
    /** Orders by how they ended: `settled`, or why not. */
    outcomes: Counts,
    origins: z.object({ app: z.number(), card: z.number(), operator: z.number() }),
    /** Metered without an order. */
    unbilled: z.object({ sessions: z.number(), energyWh: Wh }),
    days: z.array(z.object({ day: CivilDate, energyWh: Wh, revenueFen: Fen, parts: RevenueParts })),
  }),
  problems: ["station_not_found"],
});

export const adminAnalysisStations = endpoint({
  method,
  path: "/api/v1/admin/analysis/stations",
  access,
  tag,
  summary: "The operator's stations side by side: usage, unmet demand, revenue by component",
  input: OperatorInput,
  output: z.object({ today: Today, items: z.array(StationLine), isCut: z.boolean() }),
  problems: [],
});

export const adminAnalysisDrivers = endpoint({
  method,
  path: "/api/v1/admin/analysis/drivers",
  access,
  tag,
  summary:
    "Drivers by month (new, returning, how often, cohorts; the whole operator's), and stays by energy and duration",
  input: AnalysisInput,
  output: z.object({
    today: Today,
    /** Whole months that the period touches. */
    months: z.array(DriverMonth),
    stays: Stays,
    /** Sessions by the hour of the day in which they began. */
    arrivals: z.array(z.number()).check(z.length(24)),
  }),
  problems: ["station_not_found"],
});

export const adminAnalysisReservations = endpoint({
  method,
  path: "/api/v1/admin/analysis/reservations",
  access,
  tag,
  summary: "Reservations by how they ended, by the day on which they were to begin",
  input: AnalysisInput,
  output: z.object({
    today: Today,
    ends: Counts,
    days: z.array(z.object({ day: CivilDate, ends: Counts })),
  }),
  problems: ["station_not_found"],
});

export const adminAnalysisFaults = endpoint({
  method,
  path: "/api/v1/admin/analysis/faults",
  access,
  tag,
  summary: "Faults by model and firmware as they were, by error code and by day",
  input: AnalysisInput,
  output: z.object({
    today: Today,
    devices: z.array(Device),
    codes: Counts,
    days: z.array(z.object({ day: CivilDate, faults: z.number(), faultMs: Ms })),
  }),
  problems: ["station_not_found"],
});
