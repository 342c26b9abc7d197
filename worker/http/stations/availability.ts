// What the states of connectors add up to, for drivers and for operators.
import type { LiveCounts } from "../../../core/contract/live.ts";
import type { Availability, ConnectorState } from "../../../core/contract/stations.ts";

/** An offline pile's connectors are offline, whatever it told last. */
export const shownState = (online: boolean, state: ConnectorState): ConnectorState =>
  online ? state : "offline";

/** Out of service counts with offline: neither can be used, and neither is a fault. */
const countedAs = {
  available: "available",
  plugged: "busy",
  occupied: "busy",
  reserved: "busy",
  unavailable: "offline",
  faulted: "faulted",
  offline: "offline",
} as const satisfies Record<ConnectorState, keyof Availability>;

export function availabilityOf(
  connectors: Iterable<{ readonly online: boolean; readonly state: ConnectorState }>,
): Availability {
  const counts = { total: 0, available: 0, busy: 0, faulted: 0, offline: 0 };
  for (const { online, state } of connectors) {
    counts.total += 1;
    counts[countedAs[shownState(online, state)]] += 1;
  }
  return counts;
}

/** Live counts tell reserved from busy; a list does not. */
export const availabilityOfLive = (counts: LiveCounts): Availability => {
  const { total, available, busy, reserved, faulted, offline } = counts;
  return { total, available, busy: busy + reserved, faulted, offline };
};
