// What no record of messages may keep: passwords that travel as configuration keys.
import { parseFrame } from "./frame.ts";

/** AuthorizationKey, and what vendors call the like. */
export const isSecretKey = (key: string): boolean => /key$|passw|secret|token/i.test(key);

export const hidden = "…";

/**
 * The frame's text without secrets, both where the platform sets one and where a charger tells one.
 * A text that may hold one and is no frame is not kept at all.
 */
export function withoutSecrets(text: string): string {
  if (!/"(?:ChangeConfiguration|configurationKey)"/.test(text)) return text;
  const frame = parseFrame(text);
  switch (frame.kind) {
    case "call":
      return rewritten(text, (part) => asWritten(part, frame.action));
    case "callResult":
      return rewritten(text, asRead);
    case "callError":
      return text;
    case "malformed":
      return hidden;
  }
}

function rewritten(text: string, change: (payload: object) => object): string {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts)) return hidden;
  return JSON.stringify(
    parts.map((part: unknown) => (typeof part === "object" && part !== null ? change(part) : part)),
  );
}

const asWritten = (payload: object, action: string): object =>
  action === "ChangeConfiguration" ? hiddenValue(payload) : payload;

const asRead = (payload: object): object =>
  "configurationKey" in payload && Array.isArray(payload.configurationKey)
    ? {
        ...payload,
        configurationKey: payload.configurationKey.map((entry: unknown) =>
          typeof entry === "object" && entry !== null ? hiddenValue(entry) : entry,
        ),
      }
    : payload;

const hiddenValue = (entry: object): object =>
  "key" in entry && "value" in entry && isSecretKey(String(entry.key))
    ? { ...entry, value: hidden }
    : entry;
