// An operator mends what he registered of a pile's connectors. One that is used or promised neither
// goes nor becomes another; what it can deliver may change at any time.
import { connectorChanges, isOtherPlug } from "../piles/connectorChanges.ts";
import { err, ok, type Result } from "../result.ts";
import type { ConnectorsRefusal, PileProfile } from "./pileApi.ts";
import { connectorOf, type PileState } from "./pileState.ts";
import { configured } from "./profile.ts";
import type { Circumstances, Decision } from "./turn.ts";

export function withConnectors(
  state: PileState,
  connectors: PileProfile["connectors"],
  circumstances: Circumstances,
): Result<Decision, ConnectorsRefusal> {
  const { removed, changed } = connectorChanges(state.profile.connectors, connectors);
  const others = changed.filter(({ from, to }) => isOtherPlug(from, to)).map(({ from }) => from);
  for (const { connectorId } of [...removed, ...others]) {
    if (isUsed(state, connectorId)) return err({ code: "connector_busy", connectorId });
    if (isPromised(state, connectorId)) return err({ code: "connector_promised", connectorId });
  }
  return ok(configured(state, { ...state.profile, connectors }, circumstances));
}

/** Also while the records do not know yet how its last charge ended. */
const isUsed = (state: PileState, connectorId: number): boolean => {
  const connector = connectorOf(state, connectorId);
  const isUntold = state.outbox.some(
    ({ fact }) => fact.kind === "sessionEnded" && fact.connectorId === connectorId,
  );
  return isUntold || (connector !== undefined && connector.use.kind !== "free");
};

const isPromised = ({ bookings, reservations }: PileState, connectorId: number): boolean =>
  [...bookings, ...reservations].some((one) => one.connectorId === connectorId);
