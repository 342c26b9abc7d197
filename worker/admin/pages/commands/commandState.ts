// How far a command has come and how it ended, read from its record.
import type { CommandRecord, CommandState } from "../../../../core/contract/admin/commands.ts";
import type { Tone } from "../../parts/Mark.tsx";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

export const isUnderWay = (state: CommandState): boolean => state === "waiting" || state === "sent";

const toneByState = {
  waiting: "warn",
  sent: "busy",
  answered: "good",
  refused: "bad",
  timedOut: "warn",
  connectionLost: "warn",
  unsupported: "bad",
  expired: "idle",
} as const satisfies Record<CommandState, Tone>;

/** Answers by which the charger says yes, or yes and then. */
const willingly = new Set(["Accepted", "Unlocked", "Scheduled", "RebootRequired"]);

/** Green is only for a charger that did or will do what it was asked. */
export function commandTone({ state, status }: CommandRecord): Tone {
  if (state === "answered" && status !== null && !willingly.has(status)) return "bad";
  return toneByState[state];
}

const fieldOf = (answer: unknown, name: string): string | null => {
  if (typeof answer !== "object" || answer === null) return null;
  const value: unknown = Reflect.get(answer, name);
  return typeof value === "string" && value !== "" ? value : null;
};

/** The charger's answer in words: its status or error code translated, with the error's own text. */
export function answerInWords(record: CommandRecord, text: Text): string | null {
  const code = record.status ?? fieldOf(record.answer, "errorCode");
  if (code === null) return null;
  const word = wordFor(text.commands.status, code) ?? code;
  const description =
    fieldOf(record.answer, "description") ?? fieldOf(record.answer, "errorDescription");
  return description === null ? word : `${word} · ${description}`;
}

export const commandName = (command: string, text: Text): string =>
  wordFor(text.commands.name, command) ?? command;
