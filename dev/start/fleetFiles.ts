// Tells the simulated chargers what the city's piles are, and how its people use them.
import { cityPiles, isSimulated, VISITORS_STATION, type CityPile } from "../seed/city.ts";
import { firmwareOf } from "../seed/city/piles.ts";
import type { History } from "../seed/history/history.ts";
import { streetCards } from "../seed/history/people.ts";
import type { DataFolders } from "./folders.ts";
import { writeJson } from "./files.ts";

/** Share of the piles at which cars come and go by themselves. */
const LIVELY_SHARE = 0.45;
/** By the simulated clock, so that as much of the city is busy at any speed. */
const ARRIVALS_PER_HOUR = 0.3;
const FAULTS_PER_DAY = 0.05;

/** Meters go on from where the history left them. */
export async function writeFleetFile(folders: DataFolders, bays: History["bays"]): Promise<void> {
  const registers = new Map(
    bays.map(({ pile, connectorId, registerWh }) => [`${pile.pileId}:${connectorId}`, registerWh]),
  );
  const fleet = cityPiles.filter(isSimulated).map((pile) => ({
    pileId: pile.pileId,
    password: pile.password,
    vendor: pile.vendor,
    model: pile.model,
    firmware: firmwareOf(pile),
    connectors: connectorsOf(pile, registers),
  }));
  await writeJson(folders.fleet, fleet);
}

const connectorsOf = (pile: CityPile, registers: ReadonlyMap<string, number>) =>
  Array.from({ length: pile.connectors }, (_, at) => ({
    id: at + 1,
    type: pile.currentType,
    maxPowerW: pile.maxPowerW,
    registerWh: registers.get(`${pile.pileId}:${at + 1}`) ?? 0,
  }));

export const writeHabitsFile = (folders: DataFolders): Promise<void> =>
  writeJson(folders.habits, {
    cards: streetCards,
    livelyShare: LIVELY_SHARE,
    quietPiles: cityPiles
      .filter(({ stationId }) => stationId === VISITORS_STATION)
      .map(({ pileId }) => pileId),
    arrivalsPerHour: ARRIVALS_PER_HOUR,
    faultsPerDay: FAULTS_PER_DAY,
  });
