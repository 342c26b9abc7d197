// The local platform's own secrets, made once and kept with its data.
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { DataFolders } from "./folders.ts";
import { readJson, writeJson } from "./files.ts";

const Secrets = z.object({
  TOKEN_SECRETS: z.string().check(z.minLength(32)),
  PERSONAL_DATA_KEYS: z.string().check(z.minLength(32)),
});

export async function loadSecrets(folders: DataFolders): Promise<z.infer<typeof Secrets>> {
  const there = await readJson(folders.secrets);
  const kept = Secrets.safeParse(there);
  if (kept.success) return kept.data;
  // Data of an older version has the first one alone, by which its drivers are signed in.
  const older = z.partial(Secrets).safeParse(there);
  const made = {
    TOKEN_SECRETS: older.data?.TOKEN_SECRETS ?? randomBytes(48).toString("base64url"),
    PERSONAL_DATA_KEYS: `local:${randomBytes(32).toString("base64")}`,
  };
  await writeJson(folders.secrets, made);
  return made;
}
