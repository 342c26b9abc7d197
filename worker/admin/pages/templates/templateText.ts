// A template as lines of text, one key a line, as it is written and edited.
import type { WantedKey } from "../../../../core/contract/admin/templates.ts";
import type { Text } from "../../text/zh.ts";

export const textOfKeys = (keys: readonly WantedKey[]): string =>
  keys.map(({ key, value }) => `${key}=${value}`).join("\n");

export type ReadKeys =
  | { readonly ok: true; readonly keys: readonly WantedKey[] }
  | { readonly ok: false; readonly complaint: (words: Text["templates"]) => string };

/** Empty lines and those that begin with # are passed over. */
export function keysOfText(text: string): ReadKeys {
  const keys: WantedKey[] = [];
  for (const [at, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const split = line.indexOf("=");
    const [key, value] = [line.slice(0, split).trim(), line.slice(split + 1).trim()];
    const no = at + 1;
    if (split < 1 || key === "") return { ok: false, complaint: (words) => words.lineInvalid(no) };
    if (key.length > 50 || value.length > 500) {
      return { ok: false, complaint: (words) => words.lineLong(no) };
    }
    keys.push({ key, value });
  }
  return { ok: true, keys };
}
