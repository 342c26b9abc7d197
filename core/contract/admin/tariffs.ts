// Tariffs for staff: their versions, and what a new version says.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { Fen, PricePerKwh, StationId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { PeriodKind } from "../stations.ts";

export const TariffId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/));

const whole = z.number().check(z.int());
const MonthDay = z.object({ month: whole, day: whole });
export const DayType = z.enum(["weekday", "weekend", "holiday"]);

const Period = z.object({
  kind: PeriodKind,
  /** Minutes since midnight, the end excluded. */
  fromMinute: whole,
  toMinute: whole,
  electricityPrice: PricePerKwh,
  servicePrice: PricePerKwh,
});

const Season = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  from: MonthDay,
  to: MonthDay,
  days: z
    .array(
      z.object({
        dayTypes: z.array(DayType).check(z.maxLength(3)),
        periods: z.array(Period).check(z.maxLength(limits.tariffParts.most)),
      }),
    )
    .check(z.maxLength(3)),
});

const dates = z
  .array(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)))
  .check(z.maxLength(limits.tariffParts.most * 4));

/** All of a tariff but its id and version; `checkTariff` says whether it may be published. */
export const TariffContent = z.object({
  seasons: z.array(Season).check(z.minLength(1), z.maxLength(12)),
  holidays: dates,
  workdays: dates,
  startFeeFen: Fen,
  idle: z.nullable(z.object({ graceMinutes: whole, fenPerMinute: Fen, capFen: Fen })),
  reservation: z.nullable(
    z.object({ feeFen: Fen, noShowFeeFen: Fen, holdMinutes: whole, graceMinutes: whole }),
  ),
  discounts: z
    .array(
      z.object({
        membership: z.string().check(z.minLength(1), z.maxLength(40)),
        electricityBasisPoints: whole,
        serviceBasisPoints: whole,
      }),
    )
    .check(z.maxLength(20)),
});
export type TariffContent = z.infer<typeof TariffContent>;

export const AdminTariff = z.object({
  tariffId: TariffId,
  name: z.string(),
  nameEn: z.string(),
  /** In force now; null where none has begun. */
  version: z.nullable(z.number()),
  versions: z.number(),
  /** When the next version begins. */
  nextFromMs: z.nullable(TimeMs),
  stations: z.number(),
});
export type AdminTariff = z.infer<typeof AdminTariff>;

export const adminListTariffs = endpoint({
  method: "GET",
  path: "/api/v1/admin/tariffs",
  access: "staff",
  tag: "Operations",
  summary: "The operator's tariffs with the version in force and how many stations use them",
  input: z.object({}),
  output: z.object({ items: z.array(AdminTariff) }),
  problems: [],
});

export const TariffVersion = z.object({
  version: z.number(),
  name: z.string(),
  nameEn: z.string(),
  validFromMs: TimeMs,
  createdAtMs: TimeMs,
  content: TariffContent,
});
export type TariffVersion = z.infer<typeof TariffVersion>;

export const adminGetTariff = endpoint({
  method: "GET",
  path: "/api/v1/admin/tariffs/:tariffId",
  access: "staff",
  tag: "Operations",
  summary: "One tariff: its latest versions, the newest first, and the stations that use it",
  input: z.object({ tariffId: TariffId }),
  output: z.object({
    tariffId: TariffId,
    versions: z.array(TariffVersion),
    stations: z.array(
      z.object({
        stationId: StationId,
        name: z.string(),
        nameEn: z.string(),
        timeZone: z.string(),
      }),
    ),
  }),
  problems: ["tariff_unknown"],
});

const NewVersion = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  nameEn: z.string().check(z.maxLength(60)),
  /** When it begins; what has passed means at once. */
  validFromMs: TimeMs,
  content: TariffContent,
});

const Published = z.object({ tariffId: TariffId, version: z.number(), validFromMs: TimeMs });

export const adminCreateTariff = endpoint({
  method: "POST",
  path: "/api/v1/admin/tariffs",
  access: "staff",
  tag: "Operations",
  summary: "Publish the first version of a tariff",
  input: NewVersion,
  output: Published,
  problems: ["tariff_refused", "tariff_start_refused", "forbidden"],
});

export const adminAddTariffVersion = endpoint({
  method: "POST",
  path: "/api/v1/admin/tariffs/:tariffId/versions",
  access: "staff",
  tag: "Operations",
  summary: "Publish a version that follows `after`, the newest one there is",
  input: z.extend(NewVersion, { tariffId: TariffId, after: z.number().check(z.int()) }),
  output: Published,
  problems: [
    "tariff_unknown",
    "tariff_changed",
    "tariff_refused",
    "tariff_start_refused",
    "forbidden",
  ],
});

export const adminWithdrawTariffVersion = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/tariffs/:tariffId/versions/:version",
  access: "staff",
  tag: "Operations",
  summary: "Take the last version back before it begins",
  input: z.object({ tariffId: TariffId, version: z.coerce.number<number>().check(z.int()) }),
  output: z.object({ tariffId: TariffId }),
  problems: ["tariff_unknown", "tariff_in_force", "forbidden"],
});

export const adminAssignTariff = endpoint({
  method: "PUT",
  path: "/api/v1/admin/tariffs/:tariffId/stations",
  access: "staff",
  tag: "Operations",
  summary: "Let stations charge by this tariff from now on; orders that run keep theirs",
  input: z.object({
    tariffId: TariffId,
    stationIds: z.array(StationId).check(z.minLength(1), z.maxLength(limits.pageSize.most)),
  }),
  output: z.object({ stations: z.number() }),
  problems: ["tariff_unknown", "station_not_found", "forbidden"],
});
