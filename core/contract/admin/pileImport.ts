// Many piles at once: looked at whole first, then registered part by part, each again without harm.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { PileId, StationId } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { NewPile } from "./piles.ts";

export const adminCheckPiles = endpoint({
  method: "POST",
  path: "/api/v1/admin/pile-imports/check",
  access: "staff",
  tag: "Operations",
  summary:
    "Which of these piles could not be registered where the list says, and which are already",
  input: z.object({
    piles: z
      .array(z.object({ pileId: PileId, stationId: StationId }))
      .check(z.minLength(1), z.maxLength(limits.importChecked.most)),
  }),
  output: z.object({
    problems: z.array(
      z.object({
        pileId: PileId,
        /** Somebody else's; the operator's own at another station; a station that is not there. */
        code: z.enum(["pile_exists", "pile_elsewhere", "station_not_found"]),
      }),
    ),
    /** Registered at that station before: left as they are. */
    present: z.array(PileId),
  }),
  problems: ["forbidden"],
});

export const ImportedPile = z.discriminatedUnion("outcome", [
  /** Its password is told this once. */
  z.object({
    outcome: z.literal("registered"),
    pileId: PileId,
    ocppUrl: z.string(),
    password: z.string(),
  }),
  z.object({ outcome: z.literal("present"), pileId: PileId }),
  z.object({
    outcome: z.literal("refused"),
    pileId: PileId,
    code: z.enum(["pile_exists", "pile_elsewhere", "unavailable"]),
  }),
]);
export type ImportedPile = z.infer<typeof ImportedPile>;

export const adminImportPiles = endpoint({
  method: "POST",
  path: "/api/v1/admin/pile-imports",
  access: "staff",
  tag: "Operations",
  summary: "Register a part of a list of piles; those that are registered there already are left",
  input: z.object({
    piles: z.array(NewPile).check(z.minLength(1), z.maxLength(limits.importedAtOnce.most)),
  }),
  output: z.object({ piles: z.array(ImportedPile) }),
  problems: ["forbidden", "station_not_found"],
});
