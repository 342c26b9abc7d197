// The waiting list of a station: "tell me when one is free". First come, first offered.
import * as z from "zod/mini";
import { StationId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { LiveOffer, LiveWaiting } from "./live.ts";
import { CurrentType } from "./stations.ts";

/** What the live socket says of it, with the names around it. */
export const Waiting = z.extend(z.omit(LiveWaiting, { end: true, offer: true }), {
  stationName: z.string(),
  stationNameEn: z.string(),
  /** The connector that is kept for him until then, and that he may order, scan or start by card. */
  offer: z.nullable(z.extend(z.omit(LiveOffer, { end: true }), { pileName: z.string() })),
});
export type Waiting = z.infer<typeof Waiting>;

export const joinWaiting = endpoint({
  method: "POST",
  path: "/api/v1/stations/:stationId/waiting",
  access: "driver",
  tag: "Reservations",
  summary: "Wait for a free connector of a station; again keeps the place and changes the wish",
  input: z.object({
    stationId: StationId,
    /** Left out: any connector. */
    currentType: z.optional(CurrentType),
  }),
  output: Waiting,
  problems: [
    "station_not_found",
    "waiting_kind_not_here",
    "connector_is_free",
    "waiting_list_full",
    "waiting_at_too_many",
  ],
});

export const leaveWaiting = endpoint({
  method: "DELETE",
  path: "/api/v1/stations/:stationId/waiting",
  access: "driver",
  tag: "Reservations",
  summary: "Wait no longer, or decline what is offered: the next driver gets it",
  input: z.object({ stationId: StationId }),
  output: z.object({ left: z.literal(true) }),
  problems: [],
});

export const listWaitings = endpoint({
  method: "GET",
  path: "/api/v1/waitings",
  access: "driver",
  tag: "Reservations",
  summary: "Where I wait: my place in each list, and the connector that is kept for me",
  input: z.object({}),
  output: z.object({ items: z.array(Waiting) }),
  problems: [],
});
