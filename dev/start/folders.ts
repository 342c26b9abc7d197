// Where the development tools keep what they make.
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's own folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What is built, whatever data it runs with. */
export const built = {
  worker: join(root, "dist/worker"),
  assets: join(root, "dist/assets"),
  stamps: join(root, "dist/stamps"),
} as const;

export const USUAL_DATA_FOLDER = ".zhuang";

/** What a running demonstration keeps; `--fresh` throws it away. */
export function dataFolders(folder: string) {
  const base = resolve(root, folder);
  return {
    base,
    /** D1 and the objects, laid out as `wrangler --persist-to .zhuang/state` reads them. */
    state: join(base, "state"),
    gateway: join(base, "gateway"),
    secrets: join(base, "secrets.json"),
    fleet: join(base, "fleet.json"),
    habits: join(base, "habits.json"),
    registers: join(base, "registers.json"),
    published: join(base, "published.json"),
    running: join(base, "running.json"),
    log: join(base, "platform.log"),
  } as const;
}

export type DataFolders = ReturnType<typeof dataFolders>;
