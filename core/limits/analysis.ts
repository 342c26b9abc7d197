// Bounds of the analysis: what is counted at once, and how far back, each with its reason.
import { bound } from "./bound.ts";

export const analysisLimits = {
  analysisDays: bound({
    most: 400,
    why: "A year and the month that it is compared with; each is a row of its own.",
  }),
  analysisStations: bound({
    most: 300,
    why: "All in one table; each is a row a month, and an answer may read 5,000.",
  }),
  analysisConnectors: bound({
    most: 3_000,
    why: "A thousand piles with some connectors each, in one answer of some hundred KB.",
  }),
  analysisDrivers: bound({
    most: 100_000,
    why: "Drivers of an operator in a month; beyond it the month says that it is cut.",
  }),
  sessionLookBackMs: bound({
    most: 7 * 86_400_000,
    why: "A day is counted with the charges that began a week before; a car that stays longer is parked.",
  }),
  rollupStations: bound({
    most: 40,
    why: "Stations counted in a minute: some queries each, of the thousand that an invocation may make.",
  }),
  rollupConnectorDays: bound({
    most: 600,
    why: "Connectors times days counted at once: some thousand sessions with readings of some KB.",
  }),
  rollupBackfillDays: bound({
    most: 800,
    why: "How far back a station that was never counted is counted: two years to compare.",
  }),
  simulatedSessions: bound({
    most: 2_000,
    why: "Each is billed twice, a tenth of a millisecond; beyond it every second, third … one stands for its neighbours.",
  }),
  adviceDays: bound({
    most: 100,
    why: "A quarter: what was longer ago advises nothing, and charges are billed anew one by one.",
  }),
  adviceFaults: bound({
    most: 1_000,
    why: "Faults of the period that are looked at for what they cost.",
  }),
} as const;
