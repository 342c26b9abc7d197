// Fills an empty database with the demonstration: the city, its people, and weeks of charges.
import { setTimeout } from "node:timers/promises";
import { keepAnalysis } from "../../worker/analysis/keepAnalysis.ts";
import { hashPassword } from "../../worker/http/auth/password.ts";
import { dbOf, type Database } from "../../worker/db/database.ts";
import { geohash } from "../../worker/db/geohash.ts";
import { rebuildSearch } from "../../worker/db/searchUpkeep.ts";
import { refreshStationHours } from "../../worker/db/stationHours.ts";
import { unmetDemand } from "../../worker/db/tables/analysis.ts";
import { cards, driverIdentities, drivers, wallets } from "../../worker/db/tables/drivers.ts";
import { favourites, faultReports, pictures, reviews } from "../../worker/db/tables/feedback.ts";
import { operators, staff } from "../../worker/db/tables/operators.ts";
import { billLines, orders, reservations, sessions } from "../../worker/db/tables/orders.ts";
import { ledgerEntries, payments, refunds } from "../../worker/db/tables/payments.ts";
import { connectors, faults, piles, stations, tariffs } from "../../worker/db/tables/stations.ts";
import { storedAs } from "../../worker/pictures/stored.ts";
import { cityPiles } from "./city.ts";
import { demoOperators, demoStaff, STAFF_PASSWORD } from "./city/operators.ts";
import { credentialHashOf, firmwareOf } from "./city/piles.ts";
import { demoStations } from "./city/stations.ts";
import { demoTariffs } from "./city/tariffs.ts";
import type { RunningGateway } from "../gateway/server.ts";
import { makeFeedback, type Feedback } from "./feedback/feedback.ts";
import { gatewayBooksOf } from "./gatewayBooks.ts";
import { makeHistory, validFromMs, type History } from "./history/history.ts";
import { TIME_ZONE } from "./history/orders.ts";
import { insertRows, type LocalDatabase } from "./insert.ts";
import { makeAlbum, type Album } from "./pictures/album.ts";

/** Where pictures lie: as much of R2 as is needed to put them there. */
export type LocalBucket = {
  put(key: string, bytes: Uint8Array, options: ReturnType<typeof storedAs>): Promise<unknown>;
};

/** A few turns of the event loop. */
const noticingMs = 50;

/** Where the past was paid: as much of the local gateway as is needed to enter it. */
export type LocalGateway = Pick<RunningGateway, "enter">;

export type LocalStorage = { readonly database: LocalDatabase; readonly pictures: LocalBucket };

export async function isSeeded(database: LocalDatabase): Promise<boolean> {
  return (await database.prepare("SELECT 1 FROM operators LIMIT 1").first()) !== null;
}

/**
 * All or nothing, and then what searches and the analysis read, which the platform's own upkeep would
 * make as well; answers what it made.
 */
export async function seed(
  { database, pictures: bucket, gateway }: LocalStorage & { readonly gateway: LocalGateway },
  nowMs: number,
): Promise<History> {
  const history = makeHistory({ nowMs, piles: cityPiles, tariffs: demoTariffs });
  const createdAtMs = history.fromMs;
  const feedback = makeFeedback(history, { nowMs, piles: cityPiles });
  const album = makeAlbum(demoStations, feedback.reportedPictures, createdAtMs);
  // Before their rows: a database that is seeded has them.
  gateway.enter(gatewayBooksOf(history));
  // All of this took seconds in which nothing else ran: only now is it noticed that the platform has
  // closed an idle connection, which the next call would have taken.
  await setTimeout(noticingMs);
  for (const { row, bytes, from } of album.pictures) {
    await bucket.put(row.pictureId, bytes, storedAs("image/png", from));
  }
  const staffRows = await makeStaff(createdAtMs);
  await database.batch([
    ...insertRows(
      database,
      operators,
      demoOperators.map((operator) => ({ ...operator, createdAtMs })),
    ),
    ...insertRows(database, staff, staffRows),
    ...insertPeople(database, history),
    ...insertCity(database, { nowMs, createdAtMs, album }),
    ...insertRows(database, orders, history.orders),
    ...insertRows(database, sessions, history.sessions),
    ...insertRows(database, billLines, history.billLines),
    ...insertRows(database, payments, history.payments),
    ...insertRows(database, refunds, history.refunds),
    ...insertRows(database, reservations, history.reservations),
    ...insertRows(database, faults, history.faults),
    ...insertRows(database, unmetDemand, history.demand),
    ...insertRows(database, ledgerEntries, history.entries),
    ...insertFeedback(database, feedback, album),
  ]);
  const db = dbOf({ DB: database });
  await rebuildSearch(db);
  for (const { stationId } of demoStations) await refreshStationHours(db, stationId, nowMs);
  await countDays(db, nowMs);
  return history;
}

/** The job of the analysis, again until no day is left to count. */
async function countDays(db: Database, nowMs: number): Promise<void> {
  while (!(await keepAnalysis(db, nowMs, { isWhole: true })));
}

/** One password, and a hash of its own for each account. */
function makeStaff(createdAtMs: number): Promise<(typeof staff.$inferInsert)[]> {
  return Promise.all(
    demoStaff.map(async (member) => ({
      ...member,
      passwordHash: await hashPassword(STAFF_PASSWORD),
      createdAtMs,
    })),
  );
}

function insertPeople(database: LocalDatabase, { drivers: people }: History) {
  const cardRows = people.flatMap(({ driverId, createdAtMs, card }) =>
    card === null ? [] : [{ ...card, driverId, createdAtMs }],
  );
  const ids = people.map(({ driverId }) => ({ driverId }));
  return [
    ...insertRows(database, drivers, people),
    ...insertRows(database, driverIdentities, people),
    ...insertRows(database, wallets, ids),
    ...insertRows(database, cards, cardRows),
  ];
}

/** After the stations, whose counts the reviews move. */
function insertFeedback(database: LocalDatabase, feedback: Feedback, album: Album) {
  const reports = feedback.reports.map((report) => ({
    ...report,
    pictureIds: album.idsOf(report.reportId),
  }));
  const pictureRows = album.pictures.map(({ row }) => row);
  return [
    ...insertRows(database, favourites, feedback.favourites),
    ...insertRows(database, reviews, feedback.reviews),
    ...insertRows(database, faultReports, reports),
    ...insertRows(database, pictures, pictureRows),
  ];
}

type CityInput = { readonly nowMs: number; readonly createdAtMs: number; readonly album: Album };

function insertCity(database: LocalDatabase, { nowMs, createdAtMs, album }: CityInput) {
  const phones = new Map(demoOperators.map(({ operatorId, phone }) => [operatorId, phone]));
  const tariffRows = demoTariffs.map((tariff) => ({
    ...tariff,
    tariffId: tariff.content.id,
    version: tariff.content.version,
    validFromMs: validFromMs(tariff, nowMs),
    createdAtMs,
  }));
  const stationRows = demoStations.map((station) => ({
    ...station,
    cell: geohash(station),
    timeZone: TIME_ZONE,
    phone: phones.get(station.operatorId) ?? "",
    pictures: album.idsOf(station.stationId),
    createdAtMs,
  }));
  const pileRows = cityPiles.map((pile) => {
    const { pileId, operatorId, stationId, name, password, vendor, model } = pile;
    const credentialHash = credentialHashOf(pileId, password);
    const device = { vendor, model, firmwareVersion: firmwareOf({ pileId }) };
    return { pileId, operatorId, stationId, name, credentialHash, createdAtMs, ...device };
  });
  const connectorRows = cityPiles.flatMap(({ connectors: count, ...pile }) =>
    Array.from({ length: count }, (_, at) => ({
      pileId: pile.pileId,
      connectorId: at + 1,
      currentType: pile.currentType,
      standard: pile.standard,
      maxPowerW: pile.maxPowerW,
      state: "offline" as const,
      stateSinceMs: createdAtMs,
    })),
  );
  return [
    ...insertRows(database, tariffs, tariffRows),
    ...insertRows(database, stations, stationRows),
    ...insertRows(database, piles, pileRows),
    ...insertRows(database, connectors, connectorRows),
  ];
}
