// What an edit of a pile's connectors comes to: those that are new, those that go, and those that
// become something else.
import type { ConnectorStandard, CurrentType } from "../contract/stations.ts";

export type RegisteredConnector = {
  readonly connectorId: number;
  readonly currentType: CurrentType;
  readonly standard: ConnectorStandard;
  readonly maxPowerW: number;
};

/** Of one of which more is known, what it was registered as. */
export const registeredOf = ({
  connectorId,
  currentType,
  standard,
  maxPowerW,
}: RegisteredConnector): RegisteredConnector => ({
  connectorId,
  currentType,
  standard,
  maxPowerW,
});

export type ConnectorChanges = {
  readonly added: readonly RegisteredConnector[];
  readonly removed: readonly RegisteredConnector[];
  readonly changed: readonly {
    readonly from: RegisteredConnector;
    readonly to: RegisteredConnector;
  }[];
};

export function connectorChanges(
  before: readonly RegisteredConnector[],
  after: readonly RegisteredConnector[],
): ConnectorChanges {
  const was = new Map(before.map((one) => [one.connectorId, one]));
  const is = new Map(after.map((one) => [one.connectorId, one]));
  return {
    added: after.filter(({ connectorId }) => !was.has(connectorId)),
    removed: before.filter(({ connectorId }) => !is.has(connectorId)),
    changed: before.flatMap((from) => {
      const to = is.get(from.connectorId);
      return to === undefined || isSame(from, to) ? [] : [{ from, to }];
    }),
  };
}

export const isNothing = ({ added, removed, changed }: ConnectorChanges): boolean =>
  added.length + removed.length + changed.length === 0;

/** Another plug is another connector to whoever has been promised this one. */
export const isOtherPlug = (from: RegisteredConnector, to: RegisteredConnector): boolean =>
  from.currentType !== to.currentType || from.standard !== to.standard;

const isSame = (from: RegisteredConnector, to: RegisteredConnector): boolean =>
  !isOtherPlug(from, to) && from.maxPowerW === to.maxPowerW;
