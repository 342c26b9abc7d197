// A pile as it is being described in the form that registers it.
import type { UseFormReturnType } from "@mantine/form";
import type { ConnectorStandard, CurrentType } from "../../../../core/contract/stations.ts";

export type ConnectorDraft = {
  /** Only for the list on the page. */
  key: string;
  currentType: CurrentType;
  standard: ConnectorStandard;
  /** A number, or what was typed so far. */
  maxPowerKw: number | string;
};

const usual = {
  DC: { standard: "GBT_DC", maxPowerKw: 120 },
  AC: { standard: "GBT_AC", maxPowerKw: 7 },
} as const satisfies Record<CurrentType, Pick<ConnectorDraft, "standard" | "maxPowerKw">>;

export const newConnector = (currentType: CurrentType = "DC"): ConnectorDraft => ({
  key: crypto.randomUUID(),
  currentType,
  ...usual[currentType],
});

/** The plugs that carry a kind of current. */
export const standardsOf = {
  AC: ["GBT_AC", "IEC_62196_T2"],
  DC: ["GBT_DC", "IEC_62196_T2_COMBO", "CHADEMO"],
} as const satisfies Record<CurrentType, readonly ConnectorStandard[]>;

export type RegisterDraft = {
  pileId: string;
  stationId: string;
  name: string;
  connectors: ConnectorDraft[];
};

export type RegisterFormState = UseFormReturnType<RegisterDraft>;
