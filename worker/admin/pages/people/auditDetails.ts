// What a record of the audit holds beside its action and its subject, in a person's words.
import type { Language } from "../../../../core/contract/problems.ts";
import { formatWhRoughly } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatTime } from "../../format/time.ts";
import { deviceName } from "../../parts/SessionTable.tsx";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";
import { scopesInWords } from "./scopesInWords.ts";

/** What is nested deeper is counted; the page of what was changed shows it. */
const DEEPEST = 3;

type Words = { readonly text: Text; readonly language: Language };
type Detail = Readonly<Record<string, unknown>>;

export const detailInWords = (detail: Detail, words: Words): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== "")
    .map((entry) => entryInWords(entry, words, 1))
    .join(" · ");

/** "previousValidUntilMs" → "previous valid until": readable, though not in the reader's language. */
const plainName = (name: string): string =>
  name
    .replace(/(?:Ms|Fen|Wh)$/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

function nameInWords(name: string, { people, commands }: Text): string {
  const { keys } = people.auditDetails;
  return wordFor(keys, name) ?? wordFor(commands.parameter, name) ?? plainName(name);
}

function entryInWords([name, value]: [string, unknown], words: Words, depth: number): string {
  const { colon } = words.text.people.auditDetails;
  return `${nameInWords(name, words.text)}${colon}${valueInWords({ name, value, depth }, words)}`;
}

type Value = { readonly name: string; readonly value: unknown; readonly depth: number };

function valueInWords({ name, value, depth }: Value, words: Words): string {
  const { yes, no, none } = words.text.people.auditDetails;
  switch (typeof value) {
    case "boolean":
      return value ? yes : no;
    case "number":
      return numberInWords(name, value, words);
    case "string":
      return wordInWords(name, value, words.text);
    case "object":
      return value === null ? none : manyInWords(name, value, { depth: depth + 1, words });
    default:
      return none;
  }
}

function numberInWords(name: string, value: number, { language }: Words): string {
  if (name.endsWith("Fen")) return formatFen(value);
  if (name.endsWith("Wh")) return formatWhRoughly(value);
  return name.endsWith("Ms") ? formatTime(value, "yearDayClock", { language }) : String(value);
}

function wordInWords(name: string, value: string, text: Text): string {
  if (name === "device") return deviceName(value, text);
  const { people, shell, maintenance, feedback, commands, stationEditing } = text;
  const known = {
    ...feedback.reports.states,
    ...maintenance.windows.states,
    ...maintenance.orders.states,
    ...maintenance.orders.priorities,
    ...stationEditing.facility,
    ...stationEditing.parkingKinds,
    ...commands.parameterValue,
    ...commands.message,
    ...commands.purpose,
    ...shell.role,
    ...people.auditDetails.values,
  };
  return wordFor(known, value) ?? value;
}

function manyInWords(
  name: string,
  value: object,
  { depth, words }: { readonly depth: number; readonly words: Words },
): string {
  const { comma, none, items } = words.text.people.auditDetails;
  const entries = Object.entries<unknown>({ ...value });
  if (entries.length === 0) return none;
  if (Array.isArray(value) && name === "scopes") {
    return scopesInWords(value.map(String), words.text);
  }
  if (depth > DEEPEST) return items(entries.length);
  const shown = entries.map(([key, one]) =>
    Array.isArray(value)
      ? valueInWords({ name, value: one, depth }, words)
      : entryInWords([key, one], words, depth),
  );
  return Array.isArray(value) ? shown.join(comma) : `{ ${shown.join(comma)} }`;
}
