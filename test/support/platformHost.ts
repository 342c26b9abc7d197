// The process that runs a built Worker in Miniflare on persisted data; it is there to be killed.
// Everything it does is asked for over IPC by `hostProcess.ts`.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";
import type {
  FromHost,
  HostAnswer,
  HostOptions,
  HostQuestion,
  Statement,
  ToHost,
} from "./hostMessages.ts";

let running: { readonly miniflare: Miniflare; readonly name: string } | null = null;

function miniflareOptions(options: HostOptions): V4MiniflareOptions {
  const { name, scriptPath, bindings, vars, dataDir, port } = options;
  const ownVars = bindings["bindings"];
  return {
    host: "127.0.0.1",
    port,
    // Without this Miniflare asks Cloudflare for the request's `cf`.
    cf: false,
    resourcePersistencePath: dataDir,
    handleStructuredLogs: ({ level, message }) => console.log(level, message),
    ...bindings,
    name,
    // Miniflare takes no module from outside the root, which wrangler.toml's options put elsewhere.
    rootPath: dirname(scriptPath),
    modulesRoot: dirname(scriptPath),
    modules: [{ type: "ESModule", path: scriptPath }],
    bindings: { ...Object(ownVars), ...vars },
  };
}

async function start(options: HostOptions): Promise<HostAnswer> {
  const beganMs = performance.now();
  const miniflare = new Miniflare(convertV4MiniflareOptions(miniflareOptions(options)));
  const url = await miniflare.ready;
  running = { miniflare, name: options.name };
  if (options.migrationsDir !== null) await migrate(miniflare, options.migrationsDir);
  return { kind: "started", url: url.origin, startMs: performance.now() - beganMs };
}

/** As `wrangler d1 migrations apply` does it, with the same table. */
async function migrate(miniflare: Miniflare, folder: string): Promise<void> {
  const db = await miniflare.getD1Database("DB");
  await db
    .prepare("CREATE TABLE IF NOT EXISTS d1_migrations (name TEXT PRIMARY KEY, applied_at TEXT)")
    .run();
  const applied = await db.prepare("SELECT name FROM d1_migrations").raw<[string]>();
  const names = new Set(applied.map(([name]) => name));
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).toSorted();
  for (const file of files) {
    if (names.has(file)) continue;
    const text = await readFile(join(folder, file), "utf8");
    const statements = text.split("--> statement-breakpoint").map((sql) => db.prepare(sql));
    const noted = "INSERT INTO d1_migrations VALUES (?, datetime('now'))";
    await db.batch([...statements, db.prepare(noted).bind(file)]);
  }
}

function host(): { readonly miniflare: Miniflare; readonly name: string } {
  if (running === null) throw new Error("the platform was not started");
  return running;
}

async function sql(statements: readonly Statement[]): Promise<HostAnswer> {
  const db = await host().miniflare.getD1Database("DB");
  const prepared = statements.map(({ sql, params }) => db.prepare(sql).bind(...params));
  return { kind: "results", results: await db.batch(prepared) };
}

async function rawSql({ sql, params }: Statement): Promise<HostAnswer> {
  const db = await host().miniflare.getD1Database("DB");
  return {
    kind: "rawRows",
    rows: await db
      .prepare(sql)
      .bind(...params)
      .raw(),
  };
}

async function scheduled(cron: string): Promise<HostAnswer> {
  const worker = await host().miniflare.getWorker(host().name);
  const { outcome } = await worker.scheduled({ cron });
  return outcome === "ok" ? { kind: "done" } : { kind: "failed", error: `scheduled: ${outcome}` };
}

async function answer(question: HostQuestion): Promise<HostAnswer> {
  switch (question.kind) {
    case "start":
      return start(question.options);
    case "sql":
      return sql(question.statements);
    case "rawSql":
      return rawSql(question.statement);
    case "scheduled":
      return scheduled(question.cron);
    case "putPicture": {
      const { key, base64, httpMetadata } = question.picture;
      const bucket = await host().miniflare.getR2Bucket("PICTURES");
      await bucket.put(key, Buffer.from(base64, "base64"), { httpMetadata });
      return { kind: "done" };
    }
    case "evict": {
      const { className, name } = question;
      await host().miniflare.unsafeEvictDurableObject(host().name, className, { name });
      return { kind: "done" };
    }
    case "stop":
      await host().miniflare.dispose();
      return { kind: "done" };
  }
}

process.on("message", ({ id, question }: ToHost) => {
  const send = (answer: HostAnswer): void => {
    process.send?.({ id, answer } satisfies FromHost);
  };
  answer(question).then(send, (error: unknown) => send({ kind: "failed", error: String(error) }));
});
// The test that started it is gone, and so is the reason to run.
process.on("disconnect", () => process.exit(0));
