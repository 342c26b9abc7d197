/** Owns what presenting a card at a connector means: to begin, to stop one's own charge, or
 * nothing (OCPP 1.6, 4.1 and 4.8). */
import type { CommandParts } from "./commands.ts";
import { admits, isCharging, statusOf, type Connector } from "./connectorState.ts";
import type { CardOutcome } from "./settings.ts";

export const judgeCard = async (
  { authorizer, station }: CommandParts,
  connector: Connector,
  idTag: string,
): Promise<CardOutcome> => {
  if (isCharging(connector) && connector.phase.transaction.idTag === idTag) return { kind: "stop" };
  if (!isUsable(connector) || station.fault) return { kind: "refused", why: "Unavailable" };
  const outcome = await authorizer.authorize(idTag);
  if (outcome.kind === "refused") return outcome;
  const { parentIdTag } = outcome;
  if (isCharging(connector)) {
    const { transaction } = connector.phase;
    const isOfGroup = parentIdTag !== undefined && transaction.parentIdTag === parentIdTag;
    return isOfGroup ? { kind: "stop" } : { kind: "refused", why: "WrongCard" };
  }
  if (!admits(connector, { idTag, parentIdTag })) return { kind: "refused", why: "Reserved" };
  // The world went on while the central system was asked.
  return isUsable(connector) ? { kind: "accepted" } : { kind: "refused", why: "Unavailable" };
};

const isUsable = (connector: Connector): boolean => {
  const status = statusOf(connector);
  const isClosed = status === "Faulted" || status === "Unavailable";
  return !isClosed && connector.phase.kind !== "authorised";
};
