// What a command was given, for people: "枪口 2 · 方式 硬重启".
import type { CommandRecord } from "../../../../core/contract/admin/commands.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatTime } from "../../format/time.ts";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

function valueInWords(name: string, value: unknown, text: Text, language: Language): string {
  if (typeof value === "number" && name.endsWith("AtMs"))
    return formatTime(value, "dayClock", { language });
  if (Array.isArray(value)) return value.map(String).join(", ");
  const plain = typeof value === "string" ? value : JSON.stringify(value);
  const { parameterValue, message } = text.commands;
  return wordFor({ ...parameterValue, ...message }, plain) ?? plain;
}

/** Empty when the command takes nothing, or nothing was given. */
export function parametersInWords(
  parameters: CommandRecord["parameters"],
  text: Text,
  language: Language,
): string {
  return Object.entries(parameters)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => {
      const word = wordFor(text.commands.parameter, name) ?? name;
      return `${word} ${valueInWords(name, value, text, language)}`;
    })
    .join(" · ");
}
