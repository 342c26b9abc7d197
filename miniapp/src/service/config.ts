// What this deployment offers, asked once and kept while the app runs.
import type { CallRefusal } from "../../../core/contract/client.ts";
import { getConfig } from "../../../core/contract/drivers.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { ok, type Result } from "../../../core/result.ts";
import { api } from "./api.ts";

export type Config = OutputOf<typeof getConfig>;

let known: Config | null = null;

export async function loadConfig(): Promise<Result<Config, CallRefusal>> {
  if (known !== null) return ok(known);
  const answer = await api(getConfig, {});
  if (answer.ok) known = answer.value;
  return answer;
}
