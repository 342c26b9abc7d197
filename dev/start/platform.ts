// Runs the bundled Worker in Miniflare, as close to the real runtime as a laptop gets: the bindings
// are read from wrangler.toml, and the clock's trigger runs by itself.
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { built, root } from "./folders.ts";

export type PlatformOptions = {
  readonly port: number;
  /** Where D1 and the objects keep their state; without it they last as long as the process. */
  readonly stateFolder?: string;
  /** Variables and secrets, over those in wrangler.toml. */
  readonly vars: Readonly<Record<string, string>>;
  /** How often the scheduled handler runs; 0 leaves it to the caller. */
  readonly scheduleEveryMs?: number;
};

export type Platform = {
  readonly url: string;
  readonly miniflare: Miniflare;
  /** The database behind the binding DB. */
  readonly database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
  /** Runs the scheduled handler now. */
  readonly runScheduled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** More often than the minute of wrangler.toml, so that a demonstration need not wait. */
const SCHEDULE_EVERY_MS = 20_000;

function miniflareOptions({ port, stateFolder, vars }: PlatformOptions) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
  // The bundle is one module; the rules are for sources.
  const { modulesRules: _rules, bindings, ...bound } = workerOptions;
  return convertV4MiniflareOptions({
    host: "127.0.0.1",
    port,
    cf: false,
    ...(stateFolder === undefined ? {} : { resourcePersistencePath: join(stateFolder, "v3") }),
    workers: [
      {
        ...bound,
        name: "zhuang",
        modules: true,
        modulesRoot: built.worker,
        scriptPath: join(built.worker, "index.js"),
        bindings: Object.assign({}, bindings, vars),
      },
    ],
  });
}

/** Resolves when it serves. The Worker has to be bundled before. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const miniflare = keepingSignals(() => new Miniflare(miniflareOptions(options)));
  const url = new URL(await miniflare.ready);
  const worker = await miniflare.getWorker();
  const runScheduled = async (): Promise<void> => {
    await worker.scheduled({ cron: "* * * * *" });
  };
  const everyMs = options.scheduleEveryMs ?? SCHEDULE_EVERY_MS;
  const schedule = everyMs > 0 ? repeat(everyMs, runScheduled) : undefined;
  return {
    url: url.origin,
    miniflare,
    database: await miniflare.getD1Database("DB"),
    runScheduled,
    close: async () => {
      await schedule?.end();
      await miniflare.dispose();
    },
  };
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
