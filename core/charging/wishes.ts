// What is wanted of a charger's service, and whether it is so.
import type { Connector, PileState } from "./pileState.ts";

export type AvailabilityWish = {
  /** 0: the whole charger. */
  readonly connectorId: number;
  readonly operative: boolean;
  readonly askedBy: string;
  readonly sinceMs: number;
  /** By which it was asked last. */
  readonly commandId: string;
  /** The last one; `none` until there is one. */
  readonly answer: "none" | "accepted" | "scheduled" | "refused" | "unanswered" | "unsupported";
  /** How often it was asked in a row without being told that it waits for a charge. */
  readonly attempts: number;
  /**
   * When it is looked at, and asked again unless it is so by then; null: not before the charger
   * connects or boots, or a charge ends.
   */
  readonly againAtMs: number | null;
};

export const isWantedOut = ({ availability }: PileState, connectorId: number): boolean =>
  availability.some(
    (one) => !one.operative && (one.connectorId === 0 || one.connectorId === connectorId),
  );

export const connectorsOf = (
  { connectors }: Pick<PileState, "connectors">,
  { connectorId }: Pick<AvailabilityWish, "connectorId">,
): readonly Connector[] =>
  connectors.filter((one) => connectorId === 0 || one.connectorId === connectorId);

/** By what the charger reports. One that is faulted says nothing of its service. */
export function isInEffect(state: PileState, wanted: AvailabilityWish): boolean {
  const statuses = connectorsOf(state, wanted).map(({ reported }) => reported.status);
  const isPileOut = state.reported.status === "Unavailable";
  if (wanted.operative) {
    return !isPileOut && statuses.every((one) => one !== null && one !== "Unavailable");
  }
  return isPileOut || statuses.every((one) => one === "Unavailable" || one === "Faulted");
}
