/** Owns what the control server can do to a charger, by the last part of its address. */
import * as z from "zod/mini";
import type { SimulatedCharger } from "../chargePoint.ts";

const card = z.object({ idTag: z.string().check(z.minLength(1), z.maxLength(20)) });
const plug = z.object({
  socPercent: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
});
const fault = z.object({
  errorCode: z._default(
    z.enum([
      "ConnectorLockFailure",
      "EVCommunicationError",
      "GroundFailure",
      "HighTemperature",
      "InternalError",
      "OtherError",
      "OverCurrentFailure",
      "OverVoltage",
      "PowerMeterFailure",
      "PowerSwitchFailure",
      "ReaderFailure",
      "UnderVoltage",
      "WeakSignal",
    ]),
    "OtherError",
  ),
  vendorErrorCode: z.optional(z.string().check(z.maxLength(50))),
});

/** What came of it, for the page: "done", or the word of a refusal. */
type Outcome = string | Promise<string>;
type ConnectorOperation = (
  charger: SimulatedCharger,
  connectorId: number,
  body: unknown,
) => Outcome;

const cardWord = async (
  charger: SimulatedCharger,
  connectorId: number,
  idTag: string,
): Promise<string> => {
  const outcome = await charger.presentCard(connectorId, idTag);
  return outcome.kind === "refused" ? outcome.why : outcome.kind;
};

export const CONNECTOR_OPERATIONS: Readonly<Record<string, ConnectorOperation>> = {
  plug: (charger, connectorId, body) => {
    if (charger.connector(connectorId).isPlugged) return "AlreadyPlugged";
    const { socPercent } = plug.parse(body);
    charger.plugIn(connectorId, socPercent === undefined ? {} : { socPercent });
    return "done";
  },
  unplug: (charger, connectorId) => (charger.unplug(connectorId) ? "done" : "NotPlugged"),
  card: (charger, connectorId, body) => cardWord(charger, connectorId, card.parse(body).idTag),
  fault: (charger, connectorId, body) => {
    const { errorCode, vendorErrorCode } = fault.parse(body);
    charger.fault(connectorId, errorCode, vendorErrorCode);
    return "done";
  },
  clear: (charger, connectorId) => {
    charger.clearFault(connectorId);
    return "done";
  },
  stop: (charger, connectorId) => {
    charger.pressStop(connectorId);
    return "done";
  },
};

export const PILE_OPERATIONS: Readonly<Record<string, (charger: SimulatedCharger) => void>> = {
  "power-off": (charger) => charger.losePower(),
  "power-on": (charger) => charger.restorePower(),
  disconnect: (charger) => charger.disconnectNetwork(),
  reconnect: (charger) => charger.reconnect(),
  "emergency-stop": (charger) => charger.pressEmergencyStop(),
  clear: (charger) => charger.clearFault(0),
};
