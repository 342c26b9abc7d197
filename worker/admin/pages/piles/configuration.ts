// A pile's configuration as far as its answers tell: what was read, then what was changed since.
import type { CommandRecord } from "../../../../core/contract/admin/commands.ts";

export type ConfigurationKey = {
  readonly key: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  /** The charger takes the new value only after a restart. */
  readonly needsReboot: boolean;
};

export type ConfigurationRead = {
  readonly keys: readonly ConfigurationKey[];
  readonly unknownKeys: readonly string[];
  /** When all of it was last read; null while only single keys are known. */
  readonly readAtMs: number | null;
};

type Raw = { readonly key: string; readonly value?: unknown; readonly readonly?: unknown };

const isRaw = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && "key" in value && typeof value.key === "string";

const listOf = (answer: unknown, name: string): readonly unknown[] => {
  if (typeof answer !== "object" || answer === null) return [];
  const list: unknown = Reflect.get(answer, name);
  return Array.isArray(list) ? list : [];
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** @param commands newest first, as the pile lists them. */
export function configurationOf(commands: readonly CommandRecord[]): ConfigurationRead {
  const keys = new Map<string, ConfigurationKey>();
  let unknownKeys: readonly string[] = [];
  let readAtMs: number | null = null;
  for (const { command, state, status, answer, parameters, endedAtMs } of commands.toReversed()) {
    if (state !== "answered") continue;
    if (command === "getConfiguration") {
      for (const raw of listOf(answer, "configurationKey").filter(isRaw)) {
        keys.set(raw.key, {
          key: raw.key,
          value: textOf(raw.value),
          isReadOnly: raw.readonly === true,
          needsReboot: false,
        });
      }
      unknownKeys = listOf(answer, "unknownKey").filter((key) => typeof key === "string");
      if (listOf(parameters, "keys").length === 0) readAtMs = endedAtMs;
    }
    const before = keys.get(textOf(parameters["key"]));
    if (command === "changeConfiguration" && before !== undefined) {
      const needsReboot = status === "RebootRequired";
      if (status === "Accepted" || needsReboot)
        keys.set(before.key, { ...before, value: textOf(parameters["value"]), needsReboot });
    }
  }
  const sorted = [...keys.values()].toSorted((one, other) => one.key.localeCompare(other.key));
  return { keys: sorted, unknownKeys, readAtMs };
}
