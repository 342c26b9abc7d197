// 200 simulated chargers on one platform: all come, all are shown, and when the platform is killed
// all of them come back by themselves.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminCommands, adminGetCommand } from "../../core/contract/admin/commands.ts";
import { adminListPiles, type AdminPile } from "../../core/contract/admin/piles.ts";
import { getStation } from "../../core/contract/stations.ts";
import { startFleet, type Fleet } from "../../dev/charger/fleet.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestPile, type TestStation } from "../support/platform.ts";
import { hourlyTariff } from "./support/world.ts";

const size = 200;
const atATime = 20;

let platform: Platform;
let station: TestStation;
let fleet: Fleet | undefined;

/** As a person with a list would: some at a time. */
async function inTurns<In, Out>(
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const done: Out[] = [];
  for (let from = 0; from < items.length; from += atATime) {
    done.push(...(await Promise.all(items.slice(from, from + atATime).map(work))));
  }
  return done;
}

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
  const ids = Array.from({ length: size }, (_, at) => `FLEET-${String(at).padStart(3, "0")}`);
  const piles: TestPile[] = await inTurns(ids, (pileId) => platform.aPile(station, pileId));
  fleet = startFleet({
    url: `${platform.url.replace("http", "ws")}/ocpp`,
    chargers: piles.map(({ pileId, password }) => ({
      pileId,
      password,
      connectors: [{ id: 1, type: "DC", maxPowerW: 120_000 }],
    })),
  });
});
afterAll(async () => {
  fleet?.close();
  await platform?.close();
});

const onlineChargers = (): number =>
  [...fleet!.chargers.values()].filter(({ isOnline }) => isOnline).length;

async function listedPiles(): Promise<readonly AdminPile[]> {
  const piles: AdminPile[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: AdminPile[]; readonly nextCursor: string | null } =
      await station.staff.call(adminListPiles, {
        limit: 100,
        ...(cursor === null ? {} : { cursor }),
      });
    piles.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return piles;
}

const isAvailable = ({ online, connectors }: AdminPile): boolean =>
  online && connectors.every(({ state }) => state === "available");

/** Asks a pile for a Heartbeat through the platform: only a socket that lives answers. */
async function answers(pileId: string): Promise<string> {
  const asked = await station.staff.call(adminCommands.adminTrigger, {
    pileId,
    message: "Heartbeat",
  });
  const { commandId } = asked.command;
  const ended = await eventually(
    () => station.staff.call(adminGetCommand, { pileId, commandId }),
    ({ state }) => state !== "waiting" && state !== "sent",
  );
  return `${ended.state} ${ended.status}`;
}

describe("200 chargers", () => {
  it("come, boot, and are all shown as available to staff and drivers", async () => {
    await fleet!.ready;
    const piles = await eventually(listedPiles, (seen) => seen.filter(isAvailable).length === size);
    expect(piles.map(({ pileId }) => pileId)).toEqual([...fleet!.chargers.keys()]);
    expect(new Set(piles.map(({ vendor }) => vendor))).toEqual(new Set(["Zhuang"]));
    const { stationId } = station;
    const shown = await platform.api.call(getStation, { stationId });
    expect(shown.dc).toMatchObject({ total: size, available: size, offline: 0 });
  });

  it("come back by themselves when the platform was killed", async () => {
    await platform.kill();
    await eventually(
      async () => onlineChargers(),
      (online) => online === 0,
    );
    await platform.restart();
    await eventually(
      async () => onlineChargers(),
      (online) => online === size,
    );
    const said = await inTurns([...fleet!.chargers.keys()], answers);
    expect(new Set(said)).toEqual(new Set(["answered Accepted"]));
    expect((await listedPiles()).filter(isAvailable)).toHaveLength(size);
  });
});
