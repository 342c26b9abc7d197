// Who sent a command: a member of staff by name, or the platform by itself.
import type { Text } from "../../text/zh.ts";

export function askerInWords(askedBy: string, { commands }: Pick<Text, "commands">): string {
  if (askedBy === "platform") return commands.platform;
  return askedBy === "maintenance" ? commands.maintenance : askedBy;
}
