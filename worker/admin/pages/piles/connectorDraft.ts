// A connector as it is being described in a form, and what the platform is told of it.
import type { ConnectorStandard, CurrentType } from "../../../../core/contract/stations.ts";
import type { RegisteredConnector } from "../../../../core/piles/connectorChanges.ts";

export type ConnectorDraft = {
  /** Only for the list on the page. */
  key: string;
  connectorId: number;
  currentType: CurrentType;
  standard: ConnectorStandard;
  /** A number, or what was typed so far. */
  maxPowerKw: number | string;
};

const usual = {
  DC: { standard: "GBT_DC", maxPowerKw: 120 },
  AC: { standard: "GBT_AC", maxPowerKw: 7 },
} as const satisfies Record<CurrentType, Pick<ConnectorDraft, "standard" | "maxPowerKw">>;

export const newConnector = (
  connectorId: number,
  currentType: CurrentType = "DC",
): ConnectorDraft => ({
  key: crypto.randomUUID(),
  connectorId,
  currentType,
  ...usual[currentType],
});

export const draftOfConnector = ({
  connectorId,
  currentType,
  standard,
  maxPowerW,
}: RegisteredConnector): ConnectorDraft => ({
  key: String(connectorId),
  connectorId,
  currentType,
  standard,
  maxPowerKw: maxPowerW / 1000,
});

export const describedConnector = ({
  connectorId,
  currentType,
  standard,
  maxPowerKw,
}: ConnectorDraft): RegisteredConnector => ({
  connectorId,
  currentType,
  standard,
  maxPowerW: Math.round(Number(maxPowerKw) * 1000),
});

export const isPossiblePower = (kw: number | string): boolean =>
  kw !== "" && Number(kw) >= 1 && Number(kw) <= 1000;

/** The plugs that carry a kind of current. */
export const standardsOf = {
  AC: ["GBT_AC", "IEC_62196_T2"],
  DC: ["GBT_DC", "IEC_62196_T2_COMBO", "CHADEMO"],
} as const satisfies Record<CurrentType, readonly ConnectorStandard[]>;
