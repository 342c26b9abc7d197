// Runs the bundled Worker in Miniflare, as close to the real runtime as a laptop gets: the bindings
// are read from wrangler.toml, and the clock's trigger runs by itself.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from "wrangler";
import * as z from "zod/mini";
import type { LocalStorage } from "../seed/seed.ts";
import { built, root } from "./folders.ts";

export type PlatformOptions = {
  readonly port: number;
  /** Where D1 and the objects keep their state. */
  readonly stateFolder: string;
  /** Variables and secrets, over those in wrangler.toml. */
  readonly vars: Readonly<Record<string, string>>;
  /** Where what the Worker logs is written; begun anew. */
  readonly logFile: string;
};

export type Platform = {
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** More often than the minute of wrangler.toml, so that a demonstration need not wait. */
const SCHEDULE_EVERY_MS = 20_000;

const wranglerToml = join(root, "wrangler.toml");

const persisted = (stateFolder: string) => ({
  resourcePersistencePath: join(stateFolder, "v3"),
  cf: false,
});

function workerOptions() {
  const options = unstable_getMiniflareWorkerOptions(wranglerToml);
  // The bundle is one module; the rules are for sources.
  const { modulesRules: _rules, ...bound } = options.workerOptions;
  return bound;
}

/** Resolves when it serves. The Worker has to be bundled before. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { bindings, ...bound } = workerOptions();
  const log = createWriteStream(options.logFile);
  const platformOptions = convertV4MiniflareOptions({
    ...persisted(options.stateFolder),
    host: "127.0.0.1",
    port: options.port,
    unsafeTriggerHandlers: true,
    handleStructuredLogs: ({ timestamp, level, message }) => {
      log.write(`${new Date(timestamp).toISOString()} ${level} ${message}\n`);
    },
    workers: [
      {
        ...bound,
        name: "zhuang",
        modules: true,
        modulesRoot: built.worker,
        scriptPath: join(built.worker, "index.js"),
        bindings: Object.assign({}, bindings, options.vars),
      },
    ],
  });
  const miniflare = keepingSignals(() => new Miniflare(platformOptions));
  const url = new URL(await miniflare.ready).origin;
  const schedule = repeat(SCHEDULE_EVERY_MS, () => runScheduled(url));
  return {
    url,
    close: async () => {
      await schedule.end();
      await miniflare.dispose();
      log.end();
    },
  };
}

/**
 * Over HTTP: Miniflare's own handles on a running Worker block this process until it has answered,
 * and a Worker whose log nobody reads meanwhile never does.
 */
async function runScheduled(url: string): Promise<void> {
  const response = await fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`);
  if (!response.ok) throw new Error(`the scheduled handler answered ${response.status}`);
  await response.arrayBuffer();
}

const Config = z.object({
  compatibility_date: z.string(),
  d1_databases: z.array(z.object({ binding: z.string(), database_id: z.string() })),
  r2_buckets: z.array(z.object({ binding: z.string(), bucket_name: z.string() })),
});

/** The platform's database and pictures by themselves, before anything else runs. */
export async function withStorage<T>(
  stateFolder: string,
  run: (storage: LocalStorage) => Promise<T>,
): Promise<T> {
  const config = Config.parse(unstable_readConfig({ config: wranglerToml }));
  const alone = convertV4MiniflareOptions({
    ...persisted(stateFolder),
    workers: [
      {
        name: "storage",
        modules: true,
        script: "export default {}",
        compatibilityDate: config.compatibility_date,
        d1Databases: Object.fromEntries(
          config.d1_databases.map(({ binding, database_id: id }) => [binding, id]),
        ),
        r2Buckets: Object.fromEntries(
          config.r2_buckets.map(({ binding, bucket_name: name }) => [binding, name]),
        ),
      },
    ],
  });
  const miniflare = keepingSignals(() => new Miniflare(alone));
  try {
    const database = await miniflare.getD1Database("DB");
    return await run({ database, pictures: await miniflare.getR2Bucket("PICTURES") });
  } finally {
    await miniflare.dispose();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Miniflare ends the process at once on a signal, in the middle of what else has to be closed. Its
 * handlers are taken away again; the one for the process's exit stays and ends workerd.
 */
function keepingSignals<T>(make: () => T): T {
  const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  const made = make();
  for (const [signal, own] of before) {
    for (const listener of process.listeners(signal)) {
      if (!own.includes(listener)) process.off(signal, listener);
    }
  }
  return made;
}

/** Waits between the end of one run and the next, so that a slow one never meets itself. */
function repeat(everyMs: number, run: () => Promise<void>) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await run().catch((error: unknown) => console.error("scheduled:", error));
    }
  };
  const running = loop();
  return {
    end: async (): Promise<void> => {
      stopping.abort();
      await running;
    },
  };
}
