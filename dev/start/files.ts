// Small files of JSON that outlive a process: written aside and renamed, so that a kill in between
// leaves the old one.
import { readFile, rename, writeFile } from "node:fs/promises";

/** Null when there is none, or it is no JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch(() => "null");
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Readable by its owner alone: some of these files hold secrets. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
