// What the vendors' own typings say of `wx` and `my`: which names there are, and which options a call
// cannot do without.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../../support/builtWorker.ts";

export type Vendor = "weapp" | "alipay";

export type KnownApi = {
  /** Every name, and whether it is a function. */
  readonly names: ReadonlyMap<string, "function" | "value">;
  /** Options that must be there, by function. */
  readonly required: (name: string) => readonly string[];
  /** Functions that answer by a promise where they are given no callback. */
  readonly promised: ReadonlySet<string>;
};

/** Without the comments, which hold code too. */
const read = (path: string): readonly string[] =>
  readFileSync(join(repositoryRoot, "miniapp/node_modules", path), "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");

/** From the line after `start` to the first that is `end`. */
function block(lines: readonly string[], start: number, end: string): readonly string[] {
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith(end));
  return lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
}

/** Members that are written at this depth without a question mark. */
function requiredAt(lines: readonly string[], indent: string): readonly string[] {
  const member = new RegExp(`^${indent}(\\w+)[:(]`);
  return lines.map((line) => member.exec(line)?.[1]).filter((name) => name !== undefined);
}

function knownInWechat(): KnownApi {
  const lines = read("miniprogram-api-typings/types/wx/lib.wx.api.d.ts");
  const api = block(lines, lines.indexOf("    interface Wx {"), "    }");
  const names = new Map<string, "function" | "value">();
  const optionOf = new Map<string, string>();
  const promised = new Set<string>();
  for (const [at, line] of api.entries()) {
    const [, name, mark] = /^ {8}(?:readonly )?(\w+)\??([:(<])/.exec(line) ?? [];
    if (name === undefined) continue;
    names.set(name, mark === ":" ? "value" : "function");
    const next = api.slice(at + 1).findIndex((later) => /^ {8}\w/.test(later));
    if (
      api
        .slice(at, at + 1 + next)
        .join(" ")
        .includes("): PromisifySuccessResult")
    )
      promised.add(name);
    const [signature = ""] = api
      .slice(at, at + 9)
      .join(" ")
      .split(")");
    const option = /\b(\w+Option)\b/.exec(signature)?.[1];
    if (option !== undefined && mark !== ":") optionOf.set(name, option);
  }
  return {
    names,
    promised,
    required: (name) => {
      const option = optionOf.get(name);
      const at = lines.findIndex((line) => new RegExp(`^ {4}interface ${option}\\b`).test(line));
      if (option === undefined || at === -1) return [];
      return requiredAt(block(lines, at, "    }"), " {8}");
    },
  };
}

function knownInAlipay(): KnownApi {
  const lines = read("@mini-types/my/types/lib.my.d.ts");
  const own = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith("declare namespace my.")),
  );
  const extra = read("@mini-types/my/types/lib.my.extra.d.ts");
  const names = new Map<string, "function" | "value">();
  const promised = new Set<string>();
  let latest = "";
  for (const line of [...own, ...extra]) {
    const [, kind, name] = /^ {2}export (function|const|let) (\w+)/.exec(line) ?? [];
    if (name !== undefined) names.set(name, kind === "function" ? "function" : "value");
    latest = name ?? latest;
    if (line.startsWith("  }): Promise<")) promised.add(latest);
  }
  for (const inner of ["ap", "cloud", "env"]) names.set(inner, "value");
  return {
    names,
    promised,
    required: (name) => {
      const at = own.findIndex((line) => line.startsWith(`  export function ${name}(`));
      if (at === -1 || !(own[at] ?? "").endsWith("object: {")) return [];
      return requiredAt(block(own, at, "  }"), " {4}");
    },
  };
}

export const knownApi: Readonly<Record<Vendor, () => KnownApi>> = {
  weapp: knownInWechat,
  alipay: knownInAlipay,
};
