// What this deployment offers, asked once and kept while the app runs. Where the map opens and what it
// draws is kept on the device for a day, so that coming back needs one request less.
import * as z from "zod/mini";
import type { CallRefusal } from "../../../core/contract/client.ts";
import { getConfig } from "../../../core/contract/drivers.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { ok, type Result } from "../../../core/result.ts";
import { storage } from "../platform/device.ts";
import { api } from "./api.ts";

export type Config = OutputOf<typeof getConfig>;
export type MapConfig = Pick<Config, "home" | "mapTiles">;

const key = "zhuang.map";
const keptMs = 86_400_000;

const Kept = z.object({
  atMs: z.number(),
  map: z.pick(getConfig.output, { home: true, mapTiles: true }),
});

let known: Config | null = null;

export async function loadConfig(): Promise<Result<Config, CallRefusal>> {
  if (known !== null) return ok(known);
  const answer = await api(getConfig, {});
  if (!answer.ok) return answer;
  known = answer.value;
  const { home, mapTiles } = known;
  storage.set(key, JSON.stringify({ atMs: Date.now(), map: { home, mapTiles } }));
  return answer;
}

export function loadMapConfig(): Promise<Result<MapConfig, CallRefusal>> {
  const kept = keptMap();
  return known === null && kept !== null ? Promise.resolve(ok(kept)) : loadConfig();
}

function keptMap(): MapConfig | null {
  const text = storage.get(key);
  if (text === null) return null;
  try {
    const parsed = z.safeParse(Kept, JSON.parse(text));
    if (!parsed.success) return null;
    const ageMs = Date.now() - parsed.data.atMs;
    return ageMs >= 0 && ageMs < keptMs ? parsed.data.map : null;
  } catch {
    return null;
  }
}
