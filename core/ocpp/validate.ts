// What is wrong with a message, in words of no OCPP version, and how ajv's findings map onto them.
// Each version spells these words as its own error codes.

/** The union is the neutral vocabulary; `ErrorCodes` gives each version's spelling. */
export type FaultKind =
  /** The action is not one of this version. */
  | "notImplemented"
  /** The action is one of this version, and not supported here. */
  | "notSupported"
  | "internal"
  /** The message is incomplete. */
  | "protocol"
  | "security"
  /** The message has not the structure of its kind. */
  | "formation"
  /** A field has a value it may not have. */
  | "property"
  /** A field is there too seldom or too often. */
  | "occurrence"
  /** A field is of another type. */
  | "type"
  | "generic"
  /** The message type number is none of this version. */
  | "messageType"
  /** Not a message at all. */
  | "framework";

/** null: this version has no code for it, such a message is ignored. */
export type ErrorCodes = Readonly<Record<FaultKind, string | null>> & {
  readonly internal: string;
  readonly formation: string;
};

export type Fault = { readonly kind: FaultKind; readonly description: string };

/** As ajv's standalone functions report it. */
type ValidationError = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
};

const kindOfKeyword: ReadonlyMap<string, FaultKind> = new Map([
  ["type", "type"],
  ["required", "occurrence"],
  ["minItems", "occurrence"],
  ["maxItems", "occurrence"],
  ["minProperties", "occurrence"],
  ["maxProperties", "occurrence"],
  ["additionalItems", "occurrence"],
  ["additionalProperties", "formation"],
  ["propertyNames", "formation"],
  ["enum", "property"],
  ["const", "property"],
  ["format", "property"],
  ["pattern", "property"],
  ["minLength", "property"],
  ["maxLength", "property"],
  ["minimum", "property"],
  ["maximum", "property"],
  ["exclusiveMinimum", "property"],
  ["exclusiveMaximum", "property"],
  ["multipleOf", "property"],
] as const);

/** OCPP-J allows a description of 255 characters. */
const descriptionLength = 255;

/** The fault of a payload that a generated validator refused; a payload that is no object is malformed. */
export function faultOf(errors: readonly ValidationError[] | null | undefined): Fault {
  const first = errors?.[0];
  if (first === undefined) return { kind: "formation", description: "invalid payload" };
  const isWhole = first.instancePath === "" && first.keyword === "type";
  return {
    kind: isWhole ? "formation" : (kindOfKeyword.get(first.keyword) ?? "formation"),
    description: `${first.instancePath} ${first.message ?? first.keyword}`
      .trim()
      .slice(0, descriptionLength),
  };
}
