// The fields that command forms are made of. Every value is text while it is being typed.
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { limits } from "../../../../core/limits.ts";
import type { Text } from "../../text/zh.ts";

type FieldName =
  | "connector"
  | "type"
  | "operative"
  | "keys"
  | "key"
  | "value"
  | "message"
  | "idTag"
  | "minutes"
  | "reservation"
  | "vendorId"
  | "messageId"
  | "data"
  | "listVersion"
  | "update"
  | "idTags"
  | "profileId"
  | "stackLevel"
  | "purpose"
  | "unit"
  | "limit"
  | "duration";

export type Values = Readonly<Record<FieldName, string>>;

type Option = { readonly value: string; readonly label: string };

export type Field = {
  readonly name: FieldName;
  readonly look: "connectors" | "options" | "select" | "line" | "lines" | "number";
  readonly label: (text: Text) => string;
  readonly hint?: (text: Text) => string;
  readonly options?: (text: Text, pile: AdminPileDetail) => Option[];
  readonly isOptional?: boolean;
  /** What is wrong with the value, in the reader's words; null when nothing is. */
  readonly check: (value: string, text: Text) => string | null;
};

const length =
  (least: number, most: number, say: (text: Text) => string) =>
  (value: string, text: Text): string | null =>
    value.length >= least && value.length <= most ? null : say(text);

const whole =
  (least: number, most: number, say: (text: Text) => string) =>
  (value: string, text: Text): string | null =>
    /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? null : say(text);

const fine = (): null => null;

const connectorOptions = (text: Text, pile: AdminPileDetail): Option[] =>
  pile.connectors.map(({ connectorId, state }) => ({
    value: String(connectorId),
    label: `${text.commands.form.connectorNo(connectorId)} · ${text.words.connectorState[state]}`,
  }));

export const connectorField: Field = {
  name: "connector",
  look: "connectors",
  label: (text) => text.commands.form.connector,
  options: connectorOptions,
  check: (value, text) => (value === "" ? text.commands.form.connectorNeeded : null),
};

/** OCPP's connector 0 is the pile as a whole. */
export const connectorOrPileField: Field = {
  ...connectorField,
  options: (text, pile) => [
    { value: "0", label: text.commands.form.wholePile },
    ...connectorOptions(text, pile),
  ],
};

export const anyConnectorField: Field = {
  ...connectorField,
  options: (text, pile) => [
    { value: "", label: text.commands.form.anyConnector },
    ...connectorOptions(text, pile),
  ],
  check: fine,
};

export const resetTypeField: Field = {
  name: "type",
  look: "options",
  label: (text) => text.commands.form.resetType,
  options: ({ commands }) => [
    { value: "Soft", label: commands.form.resetSoft },
    { value: "Hard", label: commands.form.resetHard },
  ],
  check: fine,
};

export const operativeField: Field = {
  name: "operative",
  look: "options",
  label: (text) => text.commands.form.target,
  options: ({ commands }) => [
    { value: "yes", label: commands.form.operative },
    { value: "no", label: commands.form.inoperative },
  ],
  check: fine,
};

export const linesOf = (value: string): string[] =>
  value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const keysField: Field = {
  name: "keys",
  look: "lines",
  label: (text) => text.commands.form.keys,
  hint: (text) => text.commands.form.keysHint,
  isOptional: true,
  check: (value, text) => {
    const keys = linesOf(value);
    const isFine = keys.length <= 100 && keys.every((key) => key.length <= 50);
    return isFine ? null : text.commands.form.keysTooMany;
  },
};

export const keyField: Field = {
  name: "key",
  look: "line",
  label: (text) => text.commands.form.key,
  check: length(1, 50, (text) => text.commands.form.keyInvalid),
};

export const valueField: Field = {
  name: "value",
  look: "line",
  label: (text) => text.commands.form.value,
  isOptional: true,
  check: length(0, 500, (text) => text.commands.form.valueTooLong),
};

export const triggerable = [
  "StatusNotification",
  "MeterValues",
  "BootNotification",
  "Heartbeat",
  "FirmwareStatusNotification",
  "DiagnosticsStatusNotification",
] as const;

export const messageField: Field = {
  name: "message",
  look: "select",
  label: (text) => text.commands.form.message,
  options: ({ commands }) =>
    triggerable.map((value) => ({ value, label: `${commands.message[value]} (${value})` })),
  check: fine,
};

export const idTagField: Field = {
  name: "idTag",
  look: "line",
  label: (text) => text.commands.form.idTag,
  check: length(1, 20, (text) => text.commands.form.idTagInvalid),
};

export const minutesField: Field = {
  name: "minutes",
  look: "number",
  label: (text) => text.commands.form.minutes,
  check: whole(1, 1440, (text) => text.commands.form.minutesInvalid),
};

export const reservationField: Field = {
  name: "reservation",
  look: "number",
  label: (text) => text.commands.form.reservationId,
  check: whole(-2_147_483_648, 2_147_483_647, (text) => text.commands.form.reservationIdInvalid),
};

export const vendorIdField: Field = {
  name: "vendorId",
  look: "line",
  label: (text) => text.commands.form.vendorId,
  check: length(1, 255, (text) => text.commands.form.vendorIdInvalid),
};

export const messageIdField: Field = {
  name: "messageId",
  look: "line",
  label: (text) => text.commands.form.messageId,
  isOptional: true,
  check: length(0, 50, (text) => text.commands.form.messageIdInvalid),
};

export const dataField: Field = {
  name: "data",
  look: "lines",
  label: (text) => text.commands.form.data,
  isOptional: true,
  check: length(0, 10_000, (text) => text.commands.form.dataTooLong),
};

const tagsOf = (value: string): readonly string[] => linesOf(value);

export const localListFields: readonly Field[] = [
  {
    name: "listVersion",
    look: "number",
    label: (text) => text.commands.form.listVersion,
    check: whole(1, 2_147_483_647, (text) => text.commands.form.wholeNeeded),
  },
  {
    name: "update",
    look: "options",
    label: (text) => text.commands.form.update,
    options: ({ commands }) => [
      { value: "Full", label: commands.form.updateFull },
      { value: "Differential", label: commands.form.updateDifferential },
    ],
    check: fine,
  },
  {
    name: "idTags",
    look: "lines",
    label: (text) => text.commands.form.idTags,
    hint: (text) => text.commands.form.idTagsHint,
    isOptional: true,
    check: (value, text) =>
      tagsOf(value).length <= limits.localList.most &&
      tagsOf(value).every((tag) => tag.length <= 20)
        ? null
        : text.commands.form.idTagsInvalid,
  },
];

export const purposes = ["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"] as const;

const purposeField: Field = {
  name: "purpose",
  look: "select",
  label: (text) => text.commands.form.purpose,
  options: ({ commands }) => purposes.map((value) => ({ value, label: commands.purpose[value] })),
  check: fine,
};

const unitField: Field = {
  name: "unit",
  look: "options",
  label: (text) => text.commands.form.unit,
  options: () => [
    { value: "W", label: "W" },
    { value: "A", label: "A" },
  ],
  check: fine,
};

const durationField: Field = {
  name: "duration",
  look: "number",
  label: (text) => text.commands.form.duration,
  check: whole(1, 10_080, (text) => text.commands.form.durationInvalid),
};

export const setProfileFields: readonly Field[] = [
  connectorOrPileField,
  purposeField,
  unitField,
  {
    name: "limit",
    look: "number",
    label: (text) => text.commands.form.limit,
    check: whole(0, 1_000_000, (text) => text.commands.form.wholeNeeded),
  },
  {
    ...durationField,
    hint: (text) => text.commands.form.durationHint,
    isOptional: true,
    check: (value, text) => (value === "" ? null : durationField.check(value, text)),
  },
  {
    name: "profileId",
    look: "number",
    label: (text) => text.commands.form.profileId,
    check: whole(0, 2_147_483_647, (text) => text.commands.form.wholeNeeded),
  },
  {
    name: "stackLevel",
    look: "number",
    label: (text) => text.commands.form.stackLevel,
    check: whole(0, 100, (text) => text.commands.form.wholeNeeded),
  },
];

export const clearProfileFields: readonly Field[] = [
  anyConnectorField,
  {
    ...purposeField,
    options: (text, pile) => [
      { value: "any", label: text.commands.form.anyPurpose },
      ...(purposeField.options?.(text, pile) ?? []),
    ],
  },
];

export const scheduleFields: readonly Field[] = [connectorOrPileField, durationField, unitField];
