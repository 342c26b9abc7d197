// Finding a place to charge: stations on the map, one station, one pile.
import { listClusters } from "../../../core/contract/places.ts";
import {
  getPile,
  getStation,
  listStations,
  type Station,
} from "../../../core/contract/stations.ts";
import { priceAt } from "../../../core/pricing/tariff.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { distanceM } from "../../db/geohash.ts";
import { windowsOfStationQuery } from "../../db/maintenance/windows.ts";
import { stationHoursQuery } from "../../db/stationHours.ts";
import {
  connectorsByStation,
  connectorsOfPileQuery,
  pileQuery,
  stationQuery,
} from "../../db/stations.ts";
import { inForceAt } from "../../db/tariffs.ts";
import { pictureUrl } from "../../pictures/pictures.ts";
import { askPile } from "../../pileOf.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { serve, type Call } from "../serve.ts";
import { shownState } from "../stations/availability.ts";
import { usuallyBusy } from "../stations/busyHours.ts";
import { clustersInBox } from "../stations/clusters.ts";
import { toStored } from "../stations/coordinates.ts";
import { recordedCounts } from "../stations/counts.ts";
import { foundStations } from "../stations/foundStations.ts";
import { openingSpans } from "../../../core/places/openingHours.ts";
import { pricesFromNow, pricesOfTwoDays, versionsOfTwoDays } from "../stations/prices.ts";
import { feesOf, kindsOf, pilesOf, stationSummary } from "../stations/views.ts";

export function stationRoutes(app: App): void {
  serve(app, listStations, foundStations);
  serve(app, listClusters, clustersInBox);
  serve(app, getStation, oneStation);
  serve(app, getPile, onePile);
}

async function oneStation({
  env,
  input,
  nowMs,
}: Call<typeof getStation>): Promise<Result<Station, Refusal>> {
  const db = dbOf(env);
  const row = await stationQuery(db, input.stationId).get();
  if (row === undefined) return err({ code: "station_not_found" });
  const [byStation, versions, hours, windows] = await Promise.all([
    connectorsByStation(db, [row.stationId]),
    versionsOfTwoDays(db, row, nowMs),
    stationHoursQuery(db, row.stationId).get(),
    windowsOfStationQuery(db, row.stationId, nowMs),
  ]);
  const connectors = byStation.get(row.stationId) ?? [];
  const tariff = inForceAt(versions, nowMs);
  const { latitude, longitude, coordinates } = input;
  const from =
    latitude === undefined || longitude === undefined
      ? null
      : toStored({ latitude, longitude }, coordinates);
  const spans = openingSpans(row.openingHours);
  return ok({
    ...stationSummary(
      { ...row, connectorKinds: kindsOf(connectors) },
      {
        operatorName: row.operatorName,
        counts: recordedCounts(connectors),
        price: tariff === undefined ? null : priceAt(tariff.content, nowMs, row.timeZone),
        distanceM: from === null ? 0 : distanceM(from, row),
        coordinates,
        nowMs,
      },
    ),
    timeZone: row.timeZone,
    openingHours: row.openingHours,
    openingSpans: spans === null ? null : [...spans],
    pictureUrls: row.pictures.map((pictureId) => pictureUrl(env, pictureId)),
    usuallyBusy: hours === undefined ? null : usuallyBusy(hours),
    parking: row.parking,
    parkingEn: row.parkingEn,
    phone: row.phone,
    piles: pilesOf(row, connectors),
    prices: tariff === undefined ? [] : pricesOfTwoDays(versions, nowMs, row.timeZone),
    ...feesOf(tariff),
    maintenance: windows.map(({ pileIds, fromMs, untilMs, reason }) => ({
      pileIds: [...pileIds],
      fromMs,
      untilMs,
      reason,
    })),
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
  const versions = await versionsOfTwoDays(db, pile, nowMs);
  const tariff = inForceAt(versions, nowMs);
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
    prices: tariff === undefined ? [] : pricesFromNow(versions, nowMs, pile.timeZone),
    ...feesOf(tariff),
  });
}
