// The trace of a pile's OCPP messages: switched on for a time, read page by page, watched live.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { PileId, queryNumber, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";

export const TraceFrame = z.object({
  /** Grows by one from message to message while something of the trace is kept. */
  seq: z.number(),
  atMs: TimeMs,
  /** From the charger, to the charger, or what became of its connection. */
  direction: z.enum(["in", "out", "link"]),
  /** As it was on the wire, passwords aside. */
  text: z.string(),
});
export type TraceFrame = z.infer<typeof TraceFrame>;

export const Trace = z.object({
  startedAtMs: TimeMs,
  /** Nothing is kept from then on; it may be past. */
  untilMs: TimeMs,
  askedBy: z.string(),
});

/** What the socket `/live/traces/:pileId` sends: first how it stands with the latest, then each one. */
export const TraceMessage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("trace"), trace: Trace, frames: z.array(TraceFrame) }),
  z.object({ kind: z.literal("frame"), frame: TraceFrame }),
]);
export type TraceMessage = z.infer<typeof TraceMessage>;

export const adminStartTrace = endpoint({
  method: "POST",
  path: "/api/v1/admin/piles/:pileId/trace",
  access: "staff",
  tag: "Operations",
  summary:
    "Keep a pile's OCPP messages for some minutes; they are watched at /live/traces/:pileId and forgotten a day later",
  input: z.object({
    pileId: PileId,
    minutes: z.number().check(z.int(), z.minimum(1), z.maximum(limits.traceMinutes.most)),
  }),
  output: z.object({ trace: Trace }),
  problems: ["pile_not_found", "forbidden"],
});

export const adminStopTrace = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/piles/:pileId/trace",
  access: "staff",
  tag: "Operations",
  summary: "Keep no more of a pile's messages; what was kept stays for its day",
  input: z.object({ pileId: PileId }),
  output: z.object({}),
  problems: ["pile_not_found", "forbidden"],
});

export const adminReadTrace = endpoint({
  method: "GET",
  path: "/api/v1/admin/piles/:pileId/trace",
  access: "staff",
  tag: "Operations",
  summary: "A pile's messages as they were kept, in order",
  input: z.object({
    pileId: PileId,
    /** The number of the last message that is known already. */
    after: z._default(queryNumber().check(z.int(), z.minimum(0)), 0),
    limit: z._default(
      queryNumber().check(z.int(), z.minimum(1), z.maximum(limits.tracePage.most)),
      limits.tracePage.most,
    ),
  }),
  output: z.object({ trace: z.nullable(Trace), frames: z.array(TraceFrame) }),
  problems: ["pile_not_found", "forbidden"],
});
