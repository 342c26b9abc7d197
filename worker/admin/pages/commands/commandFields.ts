// The fields that command forms are made of. Every value is text while it is being typed.
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
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
  | "data";

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
