// What an operator registered of a pile's connectors, mended.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { ConnectorId, PileId } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { ConnectorStandard, CurrentType } from "../stations.ts";

/** By its number as the charger counts. */
const RegisteredConnector = z.object({
  connectorId: ConnectorId,
  currentType: CurrentType,
  standard: ConnectorStandard,
  maxPowerW: z.number().check(z.int(), z.minimum(1_000), z.maximum(1_000_000)),
});

const Connectors = z
  .array(RegisteredConnector)
  .check(z.minLength(1), z.maxLength(limits.connectorsPerPile.most))
  .check(z.refine((all) => new Set(all.map(({ connectorId }) => connectorId)).size === all.length));

export const adminSetConnectors = endpoint({
  method: "PUT",
  path: "/api/v1/admin/piles/:pileId/connectors",
  access: "staff",
  tag: "Operations",
  summary:
    "Mend a pile's connectors: add, change or remove; one in use or reserved stays what it is, and what they have done stays in the records",
  input: z.object({
    pileId: PileId,
    /** As they were when the change was thought of: refused where they are others by now. */
    before: Connectors,
    connectors: Connectors,
  }),
  output: z.object({ connectors: Connectors }),
  problems: [
    "pile_not_found",
    "connectors_changed",
    "connector_busy",
    "connector_promised",
    "unavailable",
    "forbidden",
  ],
});
