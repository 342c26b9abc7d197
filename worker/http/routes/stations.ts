// Finding a place to charge: stations nearby, one station, one pile.
import {
  getPile,
  getStation,
  listStations,
  type Station,
  type StationSummary,
} from "../../../core/contract/stations.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { distanceM } from "../../db/geohash.ts";
import {
  connectorsByStation,
  connectorsOfPileQuery,
  pileQuery,
  stationQuery,
  stationsInCellsQuery,
  type ConnectorRow,
  type StationRow,
} from "../../db/stations.ts";
import { currentTariffs } from "../../db/tariffs.ts";
import { askPile } from "../../pileOf.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { pageOfRows } from "../page.ts";
import { serve, type Call } from "../serve.ts";
import { shownState } from "../stations/availability.ts";
import { toStored } from "../stations/coordinates.ts";
import { readCursor, searchNearby, writeCursor, type NearbyCursor } from "../stations/nearby.ts";
import { pricesFromNow, pricesOfTwoDays } from "../stations/prices.ts";
import { feesOf, pilesOf, stationSummary } from "../stations/views.ts";

export function stationRoutes(app: App): void {
  serve(app, listStations, nearbyStations);
  serve(app, getStation, oneStation);
  serve(app, getPile, onePile);
}

type Page = { items: StationSummary[]; nextCursor: string | null };
type WithConnectors = StationRow & { readonly connectors: readonly ConnectorRow[] };

async function nearbyStations({
  env,
  input,
  nowMs,
}: Call<typeof listStations>): Promise<Result<Page, Refusal>> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  if (input.cursor !== undefined && after === null) {
    return err({ code: "bad_request", errors: [{ path: "cursor", message: "unknown cursor" }] });
  }
  const db = dbOf(env);
  const found = await searchNearby<WithConnectors>({
    centre: toStored(input, input.coordinates),
    radiusM: input.radiusM,
    after,
    wanted: input.limit + 1,
    read: (cells) => stationsInCellsQuery(db, cells),
    complete: async (rows) => {
      const connectors = await connectorsByStation(
        db,
        rows.map(({ stationId }) => stationId),
      );
      return rows
        .map((row) => ({ ...row, connectors: connectors.get(row.stationId) ?? [] }))
        .filter((station) => isWanted(station, input));
    },
  });
  const page = pageOfRows(found, input.limit, writeCursor);
  const tariffs = await currentTariffs(
    db,
    page.items.map(({ tariffId }) => tariffId),
    nowMs,
  );
  const { coordinates } = input;
  const items = page.items.map((row: WithConnectors & NearbyCursor) =>
    stationSummary(row, {
      connectors: row.connectors,
      tariff: tariffs.get(row.tariffId ?? ""),
      distanceM: row.distanceMm / 1000,
      coordinates,
      nowMs,
    }),
  );
  return ok({ items, nextCursor: page.nextCursor });
}

/** Whether a station has a connector of the wanted kind, and a free one where only free ones count. */
function isWanted(
  { connectors }: WithConnectors,
  { currentType, availableOnly }: Call<typeof listStations>["input"],
): boolean {
  if (currentType === undefined && availableOnly !== "true") return true;
  return connectors.some(
    (connector) =>
      (currentType === undefined || connector.currentType === currentType) &&
      (availableOnly !== "true" || (connector.online && connector.state === "available")),
  );
}

async function oneStation({
  env,
  input,
  nowMs,
}: Call<typeof getStation>): Promise<Result<Station, Refusal>> {
  const db = dbOf(env);
  const row = await stationQuery(db, input.stationId).get();
  if (row === undefined) return err({ code: "station_not_found" });
  const [byStation, tariffs] = await Promise.all([
    connectorsByStation(db, [row.stationId]),
    currentTariffs(db, [row.tariffId], nowMs),
  ]);
  const connectors = byStation.get(row.stationId) ?? [];
  const tariff = tariffs.get(row.tariffId ?? "");
  const { latitude, longitude, coordinates } = input;
  const from =
    latitude === undefined || longitude === undefined
      ? null
      : toStored({ latitude, longitude }, coordinates);
  return ok({
    ...stationSummary(row, {
      connectors,
      tariff,
      distanceM: from === null ? 0 : distanceM(from, row),
      coordinates,
      nowMs,
    }),
    timeZone: row.timeZone,
    openingHours: row.openingHours,
    parking: row.parking,
    parkingEn: row.parkingEn,
    phone: row.phone,
    piles: pilesOf(row, connectors),
    prices: tariff === undefined ? [] : pricesOfTwoDays(tariff.content, nowMs, row.timeZone),
    ...feesOf(tariff),
  });
}

async function onePile({ env, input, nowMs }: Call<typeof getPile>) {
  const db = dbOf(env);
  // Not a batch: D1 gives a batch's rows by column name, and three tables here have a `name`.
  const [pile, connectors] = await Promise.all([
    pileQuery(db, input.pileId).get(),
    connectorsOfPileQuery(db, input.pileId),
  ]);
  if (pile === undefined) return err({ code: "pile_not_found" });
  const snapshot = await askPile(env, pile.pileId, (object) => object.snapshot());
  if (!snapshot.ok && snapshot.error.code === "unavailable") return err({ code: "unavailable" });
  const tariff = (await currentTariffs(db, [pile.tariffId], nowMs)).get(pile.tariffId ?? "");
  // A pile that is in the records but was not published yet has no charger that it would take.
  const live = snapshot.ok ? snapshot.value.live : { online: false, connectors: [] };
  const { tariffId: _tariff, ...shown } = pile;
  return ok({
    ...shown,
    online: live.online,
    connectors: connectors.map(({ pileId: _pile, errorCode: _error, ...connector }) => {
      const now = live.connectors.find(({ connectorId }) => connectorId === connector.connectorId);
      if (now === undefined) return { ...connector, state: "offline" as const };
      return {
        ...connector,
        state: shownState(live.online, now.state),
        stateSinceMs: now.stateSinceMs,
      };
    }),
    prices: tariff === undefined ? [] : pricesFromNow(tariff.content, nowMs, pile.timeZone),
    ...feesOf(tariff),
  });
}
