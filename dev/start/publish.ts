// Gives every seeded pile its profile and credential, as an operator would after registering them.
// What was published is remembered: a later rotation of a credential must not be undone.
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { adminPublishStation } from "../../core/contract/admin/piles.ts";
import { cityPiles } from "../seed/city.ts";
import { demoOperators } from "../seed/city/operators.ts";
import { demoStations } from "../seed/city/stations.ts";
import { asOwner } from "./api.ts";
import type { DataFolders } from "./folders.ts";
import { readJson, writeJson } from "./files.ts";

const Published = z.record(z.string(), z.string());

/** How many stations of one operator are published at once. */
const AT_ONCE = 2;

/** By station: a digest of what its piles are. */
function digests(): Map<string, string> {
  return new Map(
    demoStations.map(({ stationId }) => {
      const piles = cityPiles.filter((pile) => pile.stationId === stationId);
      return [stationId, createHash("sha256").update(JSON.stringify(piles)).digest("hex")];
    }),
  );
}

/** Answers how many stations were published now. */
export async function publishStations(origin: string, folders: DataFolders): Promise<number> {
  const kept = Published.safeParse(await readJson(folders.published));
  const before = kept.success ? kept.data : {};
  const wanted = digests();
  const stale = demoStations.filter(({ stationId }) => before[stationId] !== wanted.get(stationId));
  await Promise.all(
    demoOperators.map(async ({ operatorId }) => {
      const own = stale.filter((station) => station.operatorId === operatorId);
      if (own.length === 0) return;
      const staff = await asOwner(origin, operatorId);
      await inTurns(own, async ({ stationId }) => {
        await staff(adminPublishStation, { stationId });
      });
    }),
  );
  if (stale.length > 0) await writeJson(folders.published, Object.fromEntries(wanted));
  return stale.length;
}

async function inTurns<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  });
  await Promise.all(workers);
}
