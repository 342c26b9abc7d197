// The demonstration city of `npm start` on a platform of the test's own, with chargers at the station
// in its middle that do only what the test has them do.
import { adminCommands, adminGetCommand } from "../../../../core/contract/admin/commands.ts";
import { adminPublishStation } from "../../../../core/contract/admin/piles.ts";
import { startFleet, type Fleet } from "../../../../dev/charger/fleet.ts";
import type { SimulatedCharger } from "../../../../dev/charger/chargePoint.ts";
import { cityPiles, isSimulated, VISITORS_STATION } from "../../../../dev/seed/city.ts";
import { emailOf, STAFF_PASSWORD } from "../../../../dev/seed/city/operators.ts";
import { demoStations, type DemoStation } from "../../../../dev/seed/city/stations.ts";
import { streetCards } from "../../../../dev/seed/history/people.ts";
import { seed } from "../../../../dev/seed/seed.ts";
import { eventually } from "../../../support/eventually.ts";
import { Platform, type TestStation } from "../../../support/platform.ts";
import { isPicturing, pace } from "./pictures.ts";

export type City = {
  readonly platform: Platform;
  /** The one in the middle, with its owner signed in. */
  readonly station: TestStation & Pick<DemoStation, "name" | "nameEn">;
  readonly owner: { readonly email: string; readonly password: string };
  readonly charger: (pileId: string) => SimulatedCharger;
  readonly close: () => Promise<void>;
};

/** Stores the city with its past, for others to begin with. */
export async function storeCity(dataDir: string): Promise<void> {
  const platform = await Platform.start({ dataDir });
  try {
    // The database in the other process has as much of D1's shape as the seed uses.
    const { pictures, gateway } = platform;
    await seed({ database: Object(platform.db).$client, pictures, gateway }, Date.now());
  } finally {
    await platform.close();
  }
}

/** @param stored by `storeCity` */
export async function startCity(stored: string): Promise<City> {
  const middle = demoStations.find(({ stationId }) => stationId === VISITORS_STATION);
  if (middle === undefined) throw new Error(`the city has no ${VISITORS_STATION}`);
  const vars = { MERCHANT_OPERATOR: middle.operatorId };
  const platform = await Platform.start({ copyOf: stored, vars });
  const others = isPicturing ? othersInPictures(middle) : [];
  const station = await publish(platform, middle);
  for (const other of others) await publish(platform, other);
  const fleet = fleetOf(platform, [middle, ...others]);
  await fleet.ready;
  const charger = (pileId: string): SimulatedCharger => {
    const found = fleet.chargers.get(pileId);
    if (found === undefined) throw new Error(`${pileId} has no charger`);
    return found;
  };
  if (isPicturing) await bringLife([middle, ...others], charger);
  return {
    platform,
    station: { ...station, name: middle.name, nameEn: middle.nameEn },
    owner: { email: emailOf(middle.operatorId, "owner"), password: STAFF_PASSWORD },
    charger,
    close: async () => {
      fleet.close();
      await platform.close();
    },
  };
}

/** Those that a picture shows: nearby on the phone, and all of the operator's own. */
function othersInPictures(middle: DemoStation): readonly DemoStation[] {
  const away = ({ latitude, longitude }: DemoStation): number =>
    Math.hypot(latitude - middle.latitude, longitude - middle.longitude);
  const others = demoStations.filter((station) => station !== middle);
  const near = new Set(others.toSorted((one, other) => away(one) - away(other)).slice(0, 6));
  return others.filter((station) => near.has(station) || station.operatorId === middle.operatorId);
}

/** Gives the station's piles their profiles and credentials. */
async function publish(
  platform: Platform,
  { operatorId, stationId }: DemoStation,
): Promise<TestStation> {
  const staff = await platform.api.asStaff(emailOf(operatorId, "owner"), STAFF_PASSWORD);
  await staff.call(adminPublishStation, { stationId });
  return { operatorId, stationId, staff };
}

const pilesAt = ({ stationId }: Pick<DemoStation, "stationId">) =>
  cityPiles.filter((pile) => pile.stationId === stationId && isSimulated(pile));

const fleetOf = (platform: Platform, stations: readonly DemoStation[]): Fleet =>
  startFleet({
    url: `${platform.url.replace("http", "ws")}/ocpp`,
    chargers: stations.flatMap(pilesAt).map((pile) => ({
      ...pile,
      connectors: Array.from({ length: pile.connectors }, (_, at) => ({
        id: at + 1,
        type: pile.currentType,
        maxPowerW: pile.maxPowerW,
        registerWh: 1_234_567,
      })),
    })),
    speed: pace.chargerSpeed,
    timestamps: "wall",
    autoPlug: false,
  });

/** A charger whose time runs faster would give the cable up before anybody has plugged it in. */
export async function waitsForTheCable({ station }: City, pileId: string): Promise<void> {
  const { command } = await station.staff.call(adminCommands.adminChangeConfiguration, {
    pileId,
    key: "ConnectionTimeOut",
    value: "36000",
  });
  const { commandId } = command;
  await eventually(
    () => station.staff.call(adminGetCommand, { pileId, commandId }),
    ({ status }) => status === "Accepted",
  );
}

/** At every third pile a card has begun a charge, and one is broken. */
async function bringLife(
  stations: readonly DemoStation[],
  charger: City["charger"],
): Promise<void> {
  const piles = stations.flatMap(pilesAt);
  for (const [at, { pileId, connectors }] of piles.entries()) {
    const card = streetCards[at];
    if (at % 3 !== 0 || card === undefined) continue;
    charger(pileId).plugIn(connectors);
    await charger(pileId).presentCard(connectors, card);
  }
  const broken = piles.findLast(({ operatorId }) => operatorId === stations[0]?.operatorId);
  if (broken !== undefined) charger(broken.pileId).fault(1, "ConnectorLockFailure");
}
