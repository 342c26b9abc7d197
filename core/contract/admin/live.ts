// What happens at the operator's stations this second, for the overview and the wall.
import * as z from "zod/mini";
import { Position, StationId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

const StateCounts = z.object({
  total: z.number(),
  available: z.number(),
  busy: z.number(),
  faulted: z.number(),
  offline: z.number(),
});

export const LiveStationState = z.object({
  stationId: StationId,
  name: z.string(),
  nameEn: z.string(),
  /** WGS-84. */
  position: Position,
  counts: StateCounts,
  /** False where neither the map's objects nor the records could be asked: only the total is true. */
  isKnown: z.boolean(),
});
export type LiveStationState = z.infer<typeof LiveStationState>;

export const adminGetLive = endpoint({
  method: "GET",
  path: "/api/v1/admin/overview/live",
  access: "staff",
  tag: "Operations",
  summary: "The stations' live states: those with faults first, then those with connectors offline",
  input: z.object({}),
  output: z.object({
    atMs: TimeMs,
    counts: StateCounts,
    stations: z.array(LiveStationState),
    /** There are more stations than the overview takes in. */
    isCut: z.boolean(),
  }),
  problems: [],
});

export const adminGetPower = endpoint({
  method: "GET",
  path: "/api/v1/admin/overview/power",
  access: "staff",
  tag: "Operations",
  summary: "The power that flows now, as the charging piles last told it",
  input: z.object({}),
  output: z.object({
    atMs: TimeMs,
    powerW: z.number(),
    /** Sessions that it adds up. */
    sessions: z.number(),
    /** Sessions whose charger has not said its power: what flows there is not in it. */
    sessionsUntold: z.number(),
    /** Piles in use that did not answer: what flows there is not in it. */
    pilesUntold: z.number(),
    /** More piles are in use than were asked. */
    isCut: z.boolean(),
  }),
  problems: [],
});
