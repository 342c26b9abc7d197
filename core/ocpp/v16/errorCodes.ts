import type { ErrorCodes } from "../validate.ts";

/** OCPP-J 1.6, table 7, in its own spelling. What is no message of 1.6 is ignored (4.1.3). */
export const errorCodes = {
  notImplemented: "NotImplemented",
  notSupported: "NotSupported",
  internal: "InternalError",
  protocol: "ProtocolError",
  security: "SecurityError",
  formation: "FormationViolation",
  property: "PropertyConstraintViolation",
  occurrence: "OccurenceConstraintViolation",
  type: "TypeConstraintViolation",
  generic: "GenericError",
  messageType: null,
  framework: null,
} as const satisfies ErrorCodes;
