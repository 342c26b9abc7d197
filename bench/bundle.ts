// The bundle's size and what it costs to start, as wrangler itself measures them.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../test/support/builtWorker.ts";
import { median } from "./statistics.ts";

export type Bundle = { readonly gzipKiB: number; readonly startUpMs: number };

const runs = 5;
const run = promisify(execFile);

/** `wrangler check startup`: the size it prints, and the median of the times in which it was not idle. */
export async function measureBundle(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), "zhuang-startup-"));
  const wrangler = join(repositoryRoot, "node_modules/wrangler/bin/wrangler.js");
  const outputs: string[] = [];
  try {
    for (let at = 0; at < runs; at += 1) {
      const profile = join(folder, `${at}.cpuprofile`);
      const { stdout } = await run(
        process.execPath,
        [wrangler, "check", "startup", "--outfile", profile],
        {
          cwd: repositoryRoot,
          env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" },
        },
      );
      outputs.push(stdout);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    gzipKiB: figure(outputs[0] ?? "", /gzip: ([\d.]+) KiB/),
    startUpMs: median(outputs.map((output) => figure(output, /Active: ([\d.]+) ms/))),
  };
}

function figure(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`wrangler did not say ${pattern}:\n${output}`);
  return Number(found);
}
