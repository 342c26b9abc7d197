// The local platform's own secret, made once and kept with its data.
import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { DataFolders } from "./folders.ts";
import { readJson, writeJson } from "./files.ts";

const Secrets = z.object({ TOKEN_SECRETS: z.string().check(z.minLength(32)) });

export async function loadSecrets(folders: DataFolders): Promise<z.infer<typeof Secrets>> {
  const kept = Secrets.safeParse(await readJson(folders.secrets));
  if (kept.success) return kept.data;
  const made = { TOKEN_SECRETS: randomBytes(48).toString("base64url") };
  await writeJson(folders.secrets, made);
  return made;
}
