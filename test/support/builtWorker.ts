// The Worker as `wrangler deploy` would upload it, with its bindings as wrangler.toml names them, so
// that what is tested and measured is what goes to production and not a development server.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from "wrangler";
import { buildIfStale, builds } from "../../dev/start/builds.ts";

export const repositoryRoot = fileURLToPath(new URL("../..", import.meta.url));

export type BuiltWorker = {
  readonly scriptPath: string;
  /** Miniflare's options for the bindings, without code; plain JSON. */
  readonly bindings: Readonly<Record<string, unknown>>;
};

const run = promisify(execFile);

/** That of `npm start`, built only when something of it has changed. */
export async function builtWorker(): Promise<BuiltWorker> {
  await buildIfStale(builds.worker);
  const { bindings } = boundBy(join(repositoryRoot, "wrangler.toml"));
  return { scriptPath: join(repositoryRoot, builds.worker.output), bindings };
}

/**
 * Bundles the Worker into a folder. Rejects with wrangler's own words when it cannot be built.
 * @param options.entry another entry than wrangler.toml's, from the repository's root
 * @param options.config another wrangler.toml, from the repository's root
 */
export async function buildWorker(
  outDir: string,
  options: { readonly entry?: string; readonly config?: string } = {},
): Promise<BuiltWorker> {
  const config = join(repositoryRoot, options.config ?? "wrangler.toml");
  // A clone in which no app was built yet has no assets to serve, and wrangler wants the folder.
  await mkdir(join(repositoryRoot, "dist/assets"), { recursive: true });
  const wrangler = join(repositoryRoot, "node_modules/wrangler/bin/wrangler.js");
  const entry = options.entry === undefined ? [] : [options.entry];
  await run(
    process.execPath,
    [wrangler, "deploy", ...entry, "--dry-run", "--outdir", outDir, "--config", config],
    {
      cwd: repositoryRoot,
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" },
    },
  );
  const { bindings, main } = boundBy(config);
  const source = options.entry ?? main;
  if (source === undefined) throw new Error(`${config} names no entry`);
  const script = basename(source).replace(/\.ts$/, ".js");
  return { scriptPath: join(outDir, script), bindings };
}

function boundBy(config: string): Pick<BuiltWorker, "bindings"> & { readonly main?: string } {
  const { workerOptions, main } = workerOptionsOf(config);
  const bindings: BuiltWorker["bindings"] = JSON.parse(JSON.stringify(workerOptions));
  return { bindings, ...(main === undefined ? {} : { main }) };
}
