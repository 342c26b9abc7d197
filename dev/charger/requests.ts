/** Owns the payloads the charger accepts from a central system (OCPP 1.6, 6), and which error of
 * OCPP-J (4.2.3) a wrong one earns. */
import * as z from "zod/mini";

const idTag = z.string().check(z.maxLength(20));
const time = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const connectorId = z.int();

export const REQUESTS = {
  cancelReservation: z.strictObject({ reservationId: z.int() }),
  changeAvailability: z.strictObject({ connectorId, type: z.enum(["Inoperative", "Operative"]) }),
  changeConfiguration: z.strictObject({
    key: z.string().check(z.maxLength(50)),
    value: z.string().check(z.maxLength(500)),
  }),
  clearCache: z.strictObject({}),
  dataTransfer: z.strictObject({
    vendorId: z.string().check(z.maxLength(255)),
    messageId: z.optional(z.string().check(z.maxLength(50))),
    data: z.optional(z.string()),
  }),
  getDiagnostics: z.strictObject({
    location: z.string(),
    retries: z.optional(z.int()),
    retryInterval: z.optional(z.int()),
    startTime: z.optional(time),
    stopTime: z.optional(time),
  }),
  updateFirmware: z.strictObject({
    location: z.string(),
    retries: z.optional(z.int()),
    retrieveDate: time,
    retryInterval: z.optional(z.int()),
  }),
  getConfiguration: z.strictObject({
    key: z.optional(z.array(z.string().check(z.maxLength(50)))),
  }),
  remoteStartTransaction: z.strictObject({
    connectorId: z.optional(connectorId),
    idTag,
    // Without the SmartCharging profile it may be sent and is not followed (3.13.1).
    chargingProfile: z.optional(z.looseObject({})),
  }),
  remoteStopTransaction: z.strictObject({ transactionId: z.int() }),
  reserveNow: z.strictObject({
    connectorId,
    expiryDate: time,
    idTag,
    parentIdTag: z.optional(idTag),
    reservationId: z.int(),
  }),
  reset: z.strictObject({ type: z.enum(["Hard", "Soft"]) }),
  triggerMessage: z.strictObject({
    requestedMessage: z.enum([
      "BootNotification",
      "DiagnosticsStatusNotification",
      "FirmwareStatusNotification",
      "Heartbeat",
      "MeterValues",
      "StatusNotification",
    ]),
    connectorId: z.optional(connectorId),
  }),
  unlockConnector: z.strictObject({ connectorId }),
};

const ERROR_OF_ISSUE: Readonly<Record<string, string>> = {
  invalid_type: "TypeConstraintViolation",
  unrecognized_keys: "FormationViolation",
  too_big: "PropertyConstraintViolation",
  invalid_value: "PropertyConstraintViolation",
  custom: "PropertyConstraintViolation",
};

export interface Violation {
  readonly code: string;
  readonly description: string;
}

export const violationOf = (error: z.core.$ZodError): Violation => {
  const [issue] = error.issues;
  const path = issue?.path.join(".") ?? "";
  const isMissing = issue?.code === "invalid_type" && issue.input === undefined;
  return {
    code: isMissing
      ? "OccurenceConstraintViolation"
      : (ERROR_OF_ISSUE[issue?.code ?? ""] ?? "FormationViolation"),
    description: `${path === "" ? "payload" : path}: ${issue?.code ?? "invalid"}`,
  };
};
