// The note that a running demonstration leaves in its data folder: where it is reached, and which
// process it is, so that the verbs beside it find it and a second one keeps its hands off the data.
import { rm } from "node:fs/promises";
import * as z from "zod/mini";
import type { DataFolders } from "./folders.ts";
import { readJson, writeJson } from "./files.ts";
import { Complaint } from "./words.ts";

const Note = z.object({ pid: z.int(), origin: z.string(), controlUrl: z.nullable(z.string()) });
export type RunningNote = z.infer<typeof Note>;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Null when nothing runs with this data. */
export async function findRunning(folders: DataFolders): Promise<RunningNote | null> {
  const note = Note.safeParse(await readJson(folders.running));
  return note.success && note.data.pid !== process.pid && isAlive(note.data.pid) ? note.data : null;
}

export async function mustNotRun(folders: DataFolders): Promise<void> {
  const other = await findRunning(folders);
  if (other === null) return;
  throw new Complaint([
    `平台已在 ${other.origin} 运行（进程 ${other.pid}）。请先停止它，或用 --data 另选数据目录。`,
    `The platform runs already at ${other.origin} (process ${other.pid}). Stop it first, or choose other data with --data.`,
  ]);
}

export const noteRunning = (folders: DataFolders, place: Omit<RunningNote, "pid">): Promise<void> =>
  writeJson(folders.running, { pid: process.pid, ...place });

export const forgetRunning = (folders: DataFolders): Promise<void> =>
  rm(folders.running, { force: true });
