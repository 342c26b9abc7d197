// What staff may say of a station.
import * as z from "zod/mini";
import { openingSpans } from "../../places/openingHours.ts";
import { Position, StationId } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { Facility, ParkingKind } from "../places.ts";

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const text = (most: number) => z.string().check(z.maxLength(most));
const required = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

export const StationDraft = z.object({
  name: required(60),
  nameEn: text(90),
  address: required(120),
  addressEn: text(160),
  /** WGS-84. */
  position: Position.check(
    z.refine(({ latitude, longitude }) => Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180),
  ),
  timeZone: z.string().check(z.maxLength(64), z.refine(isTimeZone)),
  openingHours: z.string().check(
    z.maxLength(200),
    z.refine((hours) => openingSpans(hours) !== null),
  ),
  /** Kept closed by the operator for as long as this is false, whatever the hours say. */
  isOpen: z.boolean(),
  parking: text(200),
  parkingEn: text(300),
  parkingKind: ParkingKind,
  facilities: z.array(Facility).check(
    z.maxLength(Facility.options.length),
    z.refine((all) => new Set(all).size === all.length),
  ),
  phone: z.string().check(z.regex(/^[0-9+ ()-]{0,24}$/)),
  tariffId: z.nullable(z.string().check(z.maxLength(64))),
});
export type StationDraft = z.infer<typeof StationDraft>;

/** As the records have it: what an editor begins with. */
export const adminGetStationDraft = endpoint({
  method: "GET",
  path: "/api/v1/admin/stations/:stationId/draft",
  access: "staff",
  tag: "Operations",
  summary: "What can be changed of a station, and the revision that a change has to name",
  input: z.object({ stationId: StationId }),
  output: z.object({ stationId: StationId, revision: z.number(), draft: StationDraft }),
  problems: ["station_not_found"],
});

const Revised = z.object({ stationId: StationId, revision: z.number() });

export const adminCreateStation = endpoint({
  method: "POST",
  path: "/api/v1/admin/stations",
  access: "staff",
  tag: "Operations",
  summary: "Open a station; drivers find it at once",
  input: z.extend(StationDraft, { stationId: StationId }),
  output: Revised,
  problems: ["station_exists", "tariff_unknown", "forbidden"],
});

export const adminUpdateStation = endpoint({
  method: "PUT",
  path: "/api/v1/admin/stations/:stationId",
  access: "staff",
  tag: "Operations",
  summary: "Change a station; refused where somebody changed it since `revision`",
  input: z.extend(StationDraft, { stationId: StationId, revision: z.number().check(z.int()) }),
  output: Revised,
  problems: ["station_not_found", "station_changed", "tariff_unknown", "forbidden"],
});
