// What follows from the end of a command, by what it was sent for.
import { availabilityAnswered } from "./availability.ts";
import { endBooking, keptByCharger } from "./bookingCare.ts";
import type { Json } from "./commands.ts";
import { failStart } from "./orders.ts";
import { issue, type FinishedCommand } from "./issueCommand.ts";
import { connectorOf, connectorOfOrder, type Reservation, type Session } from "./pileState.ts";
import { addFact, setUse, type Turn } from "./turn.ts";

export function commandsEnded(turn: Turn, finished: readonly FinishedCommand[]): void {
  for (const command of finished) commandEnded(turn, command);
}

function commandEnded(turn: Turn, { record, purpose, outcome }: FinishedCommand): void {
  const accepted = outcome.kind === "answered" && outcome.status === "Accepted";
  switch (purpose.kind) {
    case "startOrder":
      startAnswered(turn, purpose.orderId, { accepted, lost: isUnknown(outcome.kind) });
      break;
    case "stopSession":
      if (!accepted) askAgainSoon(turn, purpose.transactionId);
      break;
    case "reserve":
      if (accepted) reserved(turn, purpose.reservation);
      break;
    case "cancelReservation":
      if (accepted) endReservation(turn, purpose.reservationId, "cancelled");
      break;
    case "keepBooking":
      keptByCharger(turn, { bookingId: purpose.bookingId, accepted });
      break;
    case "readSettings":
      if (outcome.kind === "answered") correctSettings(turn, outcome.payload);
      break;
    case "availability":
      availabilityAnswered(turn, record.commandId, outcome);
      break;
    case "staff":
    case "housekeeping":
      break;
  }
}

/** Where an order came in between, the charger is to forget the reservation it has just taken. */
function reserved(turn: Turn, reservation: Reservation): void {
  const { reservationId, connectorId } = reservation;
  if (connectorOf(turn.state, connectorId)?.use.kind !== "free") {
    issue(turn, {
      command: { kind: "cancelReservation", reservationId },
      purpose: { kind: "housekeeping" },
      askedBy: "platform",
    });
    return;
  }
  turn.state = { ...turn.state, reservations: [...turn.state.reservations, reservation] };
  addFact(turn, { ...reservation, kind: "reservationChanged", state: "active" });
}

/** The charger may have taken the command all the same. */
const isUnknown = (kind: FinishedCommand["outcome"]["kind"]): boolean =>
  kind === "timedOut" || kind === "connectionLost";

function startAnswered(
  turn: Turn,
  orderId: string,
  { accepted, lost }: { readonly accepted: boolean; readonly lost: boolean },
): void {
  const connector = connectorOfOrder(turn.state, orderId);
  if (connector?.use.kind !== "starting") return;
  if (accepted) {
    setUse(turn, connector.connectorId, { ...connector.use, accepted: true });
    turn.effects.push({ kind: "tellOrder", orderId });
    return;
  }
  // Where the answer is lost the charge may still begin: its deadline decides.
  if (!lost) failStart(turn, connector.connectorId, "start_rejected");
}

const stopAgainAfterMs = 15_000;

function askAgainSoon(turn: Turn, transactionId: number): void {
  for (const { use, connectorId } of turn.state.connectors) {
    if (use.kind !== "charging" || use.session.transactionId !== transactionId) continue;
    const { stopping } = use.session;
    if (stopping === null) continue;
    const againAtMs = turn.nowMs + stopAgainAfterMs * stopping.attempts;
    const session: Session = { ...use.session, stopping: { ...stopping, againAtMs } };
    setUse(turn, connectorId, { kind: "charging", session });
  }
}

export function endReservation(
  turn: Turn,
  reservationId: number,
  state: "cancelled" | "expired",
): void {
  const booking = turn.state.bookings.find((one) => one.reservationId === reservationId);
  if (booking !== undefined) endBooking(turn, booking, "cancelled_by_operator");
  const ended = turn.state.reservations.find((one) => one.reservationId === reservationId);
  if (ended === undefined) return;
  turn.state = {
    ...turn.state,
    reservations: turn.state.reservations.filter((one) => one !== ended),
  };
  addFact(turn, { ...ended, kind: "reservationChanged", state });
}

/** What the platform wants of every charger: pings against idle NAT drops, samples it can bill by. */
export const wantedSettings: Readonly<Record<string, string>> = {
  WebSocketPingInterval: "60",
  MeterValueSampleInterval: "15",
  ClockAlignedDataInterval: "0",
  MeterValuesSampledData:
    "Energy.Active.Import.Register,Power.Active.Import,Voltage,Current.Import,SoC",
  StopTransactionOnEVSideDisconnect: "true",
  StopTransactionOnInvalidId: "true",
};

/** Sets what differs and may be set; a charger that lacks a measurand refuses, and keeps its own. */
function correctSettings(turn: Turn, payload: Json): void {
  for (const { key, value, readonly } of settingsOf(payload)) {
    const wanted = wantedSettings[key];
    if (wanted === undefined || readonly || sameSetting(wanted, value)) continue;
    issue(turn, {
      command: { kind: "changeConfiguration", key, value: wanted },
      purpose: { kind: "housekeeping" },
      askedBy: "platform",
    });
  }
}

const partsOf = (list: string): string =>
  list
    .toLowerCase()
    .split(",")
    .map((part) => part.trim())
    .toSorted()
    .join();

/** Lists of measurands are the same in any order. */
const sameSetting = (wanted: string, value: string): boolean => partsOf(wanted) === partsOf(value);

function settingsOf(
  payload: Json,
): readonly { readonly key: string; readonly value: string; readonly readonly: boolean }[] {
  if (payload === null || typeof payload !== "object" || !("configurationKey" in payload))
    return [];
  const { configurationKey } = payload;
  if (!Array.isArray(configurationKey)) return [];
  return configurationKey.flatMap((entry: Json) => {
    if (entry === null || typeof entry !== "object" || !("key" in entry)) return [];
    const { key, value, readonly } = entry;
    if (typeof key !== "string") return [];
    return [{ key, value: typeof value === "string" ? value : "", readonly: readonly === true }];
  });
}

/** The connector's order cannot start on a connector that has just failed. */
export function failHeldOrder(turn: Turn, connectorId: number): void {
  const use = connectorOf(turn.state, connectorId)?.use;
  if (use?.kind === "held" || use?.kind === "starting")
    failStart(turn, connectorId, "connector_faulted");
}
