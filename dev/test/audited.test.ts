// What staff change is told to the audit: each such endpoint's name stands as an action somewhere in
// the Worker, and the admin's catalogues have a word for it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adminCommands } from "../../core/contract/admin/commands.ts";
import type { Endpoint } from "../../core/contract/endpoint.ts";
import { endpoints } from "../../core/contract/index.ts";
import { en } from "../../worker/admin/text/en.ts";
import { zh } from "../../worker/admin/text/zh.ts";
import { root } from "../start/folders.ts";

/** One's own filters and sessions, and what is only begun; commands go one way together. */
const unaudited: ReadonlySet<string> = new Set([
  "staffSignOut",
  "adminBeginSecondFactor",
  "adminEndSession",
  "adminSaveView",
  "adminCheckPiles",
  "adminDeleteSavedView",
  ...Object.keys(adminCommands),
]);

const changing = Object.entries<Endpoint>(endpoints).filter(
  ([name, { access, method }]) => access === "staff" && method !== "GET" && !unaudited.has(name),
);

/** What is told under another name: what is decided, or the command that it is. */
const otherNames: Readonly<Record<string, string>> = {
  adminDecideApproval: "adminCorrectOrder",
  adminRequestDiagnostics: "command.getDiagnostics",
};

async function workerSources(): Promise<string> {
  const worker = join(root, "worker");
  const names = (await readdir(worker, { recursive: true })).filter(
    (name) => name.endsWith(".ts") && !/^admin[\\/]|roles\.ts$/.test(name),
  );
  return (await Promise.all(names.map((name) => readFile(join(worker, name), "utf8")))).join("\n");
}

describe("what staff change", () => {
  it("is named to the audit by every endpoint that changes something", async () => {
    const sources = await workerSources();
    expect(changing.length).toBeGreaterThan(25);
    const isTold = (name: string): boolean => sources.includes(`"${otherNames[name] ?? name}"`);
    expect(changing.map(([name]) => name).filter((name) => !isTold(name))).toEqual([]);
  });

  it("has a word in each language", () => {
    for (const { people } of [zh, en]) {
      const words: Readonly<Record<string, string>> = people.audit.actions;
      expect(changing.filter(([name]) => (words[name] ?? "") === "")).toEqual([]);
    }
  });
});
