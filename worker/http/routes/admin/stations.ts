// An operator's stations, figures and faults.
import {
  adminGetStation,
  adminListFaults,
  adminListStations,
  adminOverview,
  type AdminStation,
} from "../../../../core/contract/admin/stations.ts";
import { err, ok } from "../../../../core/result.ts";
import {
  adminStationQuery,
  adminStationsQuery,
  connectorCountsQuery,
  failedRefundsQuery,
  faultsQuery,
  openFaultCountQuery,
  ordersBetweenQuery,
  pileCountQuery,
  stationCountQuery,
  tariffNamesQuery,
  type AdminStationRow,
  type FaultCursor,
} from "../../../db/adminStations.ts";
import { firstIdAt } from "../../../db/books.ts";
import { dbOf } from "../../../db/database.ts";
import { connectorsByStation, type ConnectorRow } from "../../../db/stations.ts";
import { inForceAt } from "../../../db/tariffs.ts";
import type { App } from "../../context.ts";
import { pageOfRows } from "../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { availabilityOf } from "../../stations/availability.ts";
import { midnightBefore, pricesOfTwoDays, versionsOfTwoDays } from "../../stations/prices.ts";

export function adminStationRoutes(app: App): void {
  serveStaff(app, adminOverview, overview);
  serveStaff(app, adminListStations, listStations);
  serveStaff(app, adminGetStation, oneStation);
  serveStaff(app, adminListFaults, listFaults);
}

/** The operator's day begins at midnight where its stations stand. */
const USUAL_TIME_ZONE = "Asia/Shanghai";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const noOrders = { orders: 0, energyWh: 0, revenueFen: 0 };

/** A refund that failed is looked for among the orders of this long. */
const FAILED_REFUND_MS = 30 * 86_400_000;

async function overview({ env, nowMs, staff }: Call<typeof adminOverview, ByStaff>) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const [[stations], [piles], connectors, [faults], [refunds]] = await db.batch([
    stationCountQuery(db, operatorId),
    pileCountQuery(db, operatorId),
    connectorCountsQuery(db, operatorId),
    openFaultCountQuery(db, operatorId),
    failedRefundsQuery(db, operatorId, firstIdAt(nowMs - FAILED_REFUND_MS)),
  ]);
  const timeZone = stations?.timeZone ?? USUAL_TIME_ZONE;
  const sinceMs = midnightBefore(nowMs, timeZone);
  const thenMs = nowMs - WEEK_MS;
  const between = (fromMs: number, untilMs: number) =>
    ordersBetweenQuery(db, operatorId, { fromId: firstIdAt(fromMs), untilId: firstIdAt(untilMs) });
  const [[today], [weekAgo]] = await db.batch([
    between(sinceMs, nowMs + DAY_MS),
    between(midnightBefore(thenMs, timeZone), thenMs),
  ]);
  const counts = availabilityOf(
    connectors.flatMap(({ count, ...pair }) => Array.from({ length: count }, () => pair)),
  );
  return ok({
    stations: stations?.count ?? 0,
    counts: pileCounts(piles?.count ?? 0, counts),
    today: { ...noOrders, ...today, sinceMs },
    weekAgo: { ...noOrders, ...weekAgo },
    openFaults: faults?.count ?? 0,
    refundsFailed: refunds?.count ?? 0,
  });
}

const pileCounts = (
  piles: number,
  { total, ...states }: ReturnType<typeof availabilityOf>,
): AdminStation["counts"] => ({ piles, connectors: total, ...states });

async function listStations({ env, input, staff }: Call<typeof adminListStations, ByStaff>) {
  const db = dbOf(env);
  const { search, limit, cursor: after } = input;
  const rows = await adminStationsQuery(db, {
    operatorId: staff.operatorId,
    search,
    after,
    limit: limit + 1,
  });
  const page = pageOfRows(rows, limit, ({ stationId }) => stationId);
  const [connectors, names] = await Promise.all([
    connectorsByStation(
      db,
      page.items.map(({ stationId }) => stationId),
    ),
    tariffNamesQuery(
      db,
      page.items.flatMap(({ tariffId }) => tariffId ?? []),
    ),
  ]);
  const nameOf = new Map(names.map(({ tariffId, ...named }) => [tariffId, named]));
  return ok({
    items: page.items.map((row) =>
      stationView(row, connectors.get(row.stationId) ?? [], nameOf.get(row.tariffId ?? "") ?? null),
    ),
    nextCursor: page.nextCursor,
  });
}

function stationView(
  row: AdminStationRow,
  connectors: readonly ConnectorRow[],
  tariff: { readonly name: string; readonly nameEn: string } | null,
): AdminStation {
  const { stationId, name, nameEn, address, addressEn, latitude, longitude } = row;
  const piles = new Set(connectors.map(({ pileId }) => pileId)).size;
  return {
    stationId,
    name,
    nameEn,
    address,
    addressEn,
    position: { latitude, longitude },
    tariffName: tariff?.name ?? null,
    tariffNameEn: tariff?.nameEn ?? "",
    counts: pileCounts(piles, availabilityOf(connectors)),
  };
}

async function oneStation({ env, input, nowMs, staff }: Call<typeof adminGetStation, ByStaff>) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const row = await adminStationQuery(db, { operatorId, stationId: input.stationId }).get();
  if (row === undefined) return err({ code: "station_not_found" });
  const [byStation, versions] = await Promise.all([
    connectorsByStation(db, [row.stationId]),
    versionsOfTwoDays(db, row, nowMs),
  ]);
  const tariff = inForceAt(versions, nowMs);
  const { timeZone, openingHours, regularHours, parking, parkingEn, phone } = row;
  return ok({
    ...stationView(row, byStation.get(row.stationId) ?? [], tariff ?? null),
    timeZone,
    openingHours: regularHours ?? openingHours,
    isOpen: regularHours === null,
    parking,
    parkingEn,
    phone,
    tariff:
      tariff === undefined
        ? null
        : {
            tariffId: tariff.tariffId,
            name: tariff.name,
            version: tariff.version,
            startFeeFen: tariff.content.startFeeFen,
          },
    prices: tariff === undefined ? [] : pricesOfTwoDays(versions, nowMs, timeZone),
  });
}

async function listFaults({ env, input, staff }: Call<typeof adminListFaults, ByStaff>) {
  const { limit, pileId } = input;
  const rows = await faultsQuery(dbOf(env), {
    operatorId: staff.operatorId,
    openOnly: input.open === "true",
    pileId,
    before: faultCursor(input.cursor),
    limit: limit + 1,
  });
  return ok(pageOfRows(rows, limit, ({ faultId }) => faultId));
}

/** A fault's id ends with the time at which it was opened, so the id alone says where a page ended. */
function faultCursor(cursor: string | undefined): FaultCursor | null {
  if (cursor === undefined) return null;
  return { openedAtMs: Number(cursor.slice(cursor.lastIndexOf(":") + 1)) || 0, faultId: cursor };
}
