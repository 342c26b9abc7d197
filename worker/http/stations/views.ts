// Stations and piles as drivers are shown them, made of rows.
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import type { Pile, StationSummary } from "../../../core/contract/stations.ts";
import { priceAt } from "../../../core/pricing/tariff.ts";
import type { ConnectorRow, StationRow } from "../../db/stations.ts";
import type { TariffRow } from "../../db/tariffs.ts";
import { availabilityOf, shownState } from "./availability.ts";
import { toShown } from "./coordinates.ts";

export function stationSummary(
  row: StationRow,
  parts: {
    readonly connectors: readonly ConnectorRow[];
    readonly tariff: TariffRow | undefined;
    readonly distanceM: number;
    readonly coordinates: CoordinateSystem;
    readonly nowMs: number;
  },
): StationSummary {
  const { connectors, tariff } = parts;
  const { latitude, longitude } = row;
  const price = tariff && priceAt(tariff.content, parts.nowMs, row.timeZone);
  return {
    stationId: row.stationId,
    name: row.name,
    nameEn: row.nameEn,
    address: row.address,
    addressEn: row.addressEn,
    operatorName: row.operatorName,
    position: toShown({ latitude, longitude }, parts.coordinates),
    distanceM: Math.round(parts.distanceM),
    dc: availabilityOf(connectors.filter(({ currentType }) => currentType === "DC")),
    ac: availabilityOf(connectors.filter(({ currentType }) => currentType === "AC")),
    maxPowerW: Math.max(0, ...connectors.map(({ maxPowerW }) => maxPowerW)),
    priceNow: price ? price.electricityPrice + price.servicePrice : null,
    periodNow: price?.kind ?? null,
  };
}

/** A station's piles in the order of their ids, each with its connectors. */
export function pilesOf(
  station: { readonly stationId: string; readonly name: string },
  connectors: readonly ConnectorRow[],
): Pile[] {
  const byPile = Map.groupBy(connectors, ({ pileId }) => pileId);
  return [...byPile].map(([pileId, rows]) => ({
    pileId,
    name: rows[0]?.pileName ?? pileId,
    stationId: station.stationId,
    stationName: station.name,
    online: rows[0]?.online ?? false,
    connectors: rows.map((row) => ({
      connectorId: row.connectorId,
      currentType: row.currentType,
      standard: row.standard,
      maxPowerW: row.maxPowerW,
      state: shownState(row.online, row.state),
      stateSinceMs: row.stateSinceMs,
    })),
  }));
}

/** The fees beside energy that a driver should know before he charges. */
export const feesOf = (tariff: TariffRow | undefined) => ({
  idleFee: tariff?.content.idle ?? null,
  startFeeFen: tariff?.content.startFeeFen ?? 0,
});
