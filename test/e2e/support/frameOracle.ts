// What OCPP-J 1.6 wants to become of a frame, told by the official schemas and not by the code under
// test.
import { inboundExamples } from "../../conformance/v16Examples.ts";
import { officialSchemas } from "../../conformance/officialSchemas.ts";

/** OCPP-J 1.6, table 7. */
export const errorCodes: readonly unknown[] = [
  "NotImplemented",
  "NotSupported",
  "InternalError",
  "ProtocolError",
  "SecurityError",
  "FormationViolation",
  "PropertyConstraintViolation",
  "OccurenceConstraintViolation",
  "TypeConstraintViolation",
  "GenericError",
];

/** Times aside: one that is none may be borne where energy is at stake. */
const schemas = officialSchemas("ocpp1_6.json", false);
const fromChargers: ReadonlySet<unknown> = new Set(inboundExamples.map(({ action }) => action));

export type Expected = "call" | "callError" | "response" | "ignored";

export function expectedOf(text: string): { readonly expected: Expected; readonly id: unknown } {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { expected: "ignored", id: null };
  }
  if (!Array.isArray(frame)) return { expected: "ignored", id: null };
  const [type, id, action, payload] = frame;
  const isId = typeof id === "string" && id.length >= 1 && id.length <= 36;
  if (!isId || ![2, 3, 4].includes(type)) return { expected: "ignored", id };
  if (type !== 2) return { expected: "response", id };
  const isCall =
    frame.length === 4 &&
    fromChargers.has(action) &&
    schemas.faultOf(`${action}.req`, payload) === null;
  return { expected: isCall ? "call" : "callError", id };
}
