// All that is wrong now, merged by pile and ranked.
import type { Incident, IncidentSignal } from "../../core/contract/admin/maintenance/incidents.ts";
import { limits } from "../../core/limits.ts";
import { rankOf } from "../../core/maintenance/ranking.ts";
import { severityOfFault, severityOfReport } from "../../core/maintenance/severity.ts";
import type { Database } from "../db/database.ts";
import * as rows from "../db/maintenance/incidents.ts";
import { openWorkOrdersQuery } from "../db/maintenance/workOrders.ts";

type Signal = { readonly pileId: string; readonly signal: IncidentSignal };

export async function incidentsOf(
  db: Database,
  {
    operatorId,
    stationId,
    nowMs,
  }: {
    readonly operatorId: string;
    readonly stationId: string | undefined;
    readonly nowMs: number;
  },
): Promise<{ readonly items: Incident[]; readonly isCut: boolean }> {
  const of = { operatorId, stationId };
  const sinceMs = nowMs - limits.securityIncidentMs.most;
  const [faults, reports, events, orders] = await db.batch([
    rows.openFaultsQuery(db, of),
    rows.openReportsQuery(db, of),
    rows.chargersEventsQuery(db, { ...of, sinceMs }),
    openWorkOrdersQuery(db, operatorId),
  ]);
  const most = limits.incidentSignals.most;
  const signals = [
    ...faults.slice(0, most).map(signalOfFault),
    ...reports.slice(0, most).map(signalOfReport),
    ...events.slice(0, most).map(signalOfEvent),
  ];
  const byPile = Map.groupBy(signals, ({ pileId }) => pileId);
  const ordersOfPile = Map.groupBy(orders, ({ pileId }) => pileId);
  const impacts = await impactsOf(db, { operatorId, pileIds: [...byPile.keys()], nowMs });
  const items = impacts.map(({ place, charges, reservations }): Incident => {
    const own = (byPile.get(place.pileId) ?? []).map(({ signal }) => signal);
    const workOrders = (ordersOfPile.get(place.pileId) ?? []).map(
      ({ workOrderId, title, state, priority }) => ({ workOrderId, title, state, priority }),
    );
    const isHandled = workOrders.some(({ state }) => state === "inProgress");
    const rank = rankOf(own, { charges, reservations, isHandled }, nowMs);
    return { ...place, ...rank, reasons: [...rank.reasons], signals: own, workOrders };
  });
  return {
    items: items.toSorted((a, b) => b.points - a.points || a.sinceMs - b.sinceMs),
    isCut: [faults, reports, events].some(({ length }) => length > most),
  };
}

const signalOfFault = ({
  fault,
}: Awaited<ReturnType<typeof rows.openFaultsQuery>>[number]): Signal => ({
  pileId: fault.pileId,
  signal: {
    source: fault.source === "link" ? "offline" : "fault",
    id: fault.faultId,
    connectorId: fault.connectorId === 0 ? null : fault.connectorId,
    code: fault.errorCode,
    detail: [fault.vendorErrorCode, fault.info].filter(Boolean).join(" · "),
    severity: severityOfFault(fault),
    sinceMs: fault.openedAtMs,
  },
});

const signalOfReport = ({
  reportId,
  pileId,
  connectorId,
  kind,
  text,
  createdAtMs,
}: Awaited<ReturnType<typeof rows.openReportsQuery>>[number]): Signal => ({
  pileId,
  signal: {
    source: "report",
    id: reportId,
    connectorId,
    code: kind,
    detail: text,
    severity: severityOfReport[kind],
    sinceMs: createdAtMs,
  },
});

const signalOfEvent = ({
  eventId,
  pileId,
  kind,
  detail,
  atMs,
}: Awaited<ReturnType<typeof rows.chargersEventsQuery>>[number]): Signal => ({
  pileId,
  signal: {
    source: "security",
    id: eventId,
    connectorId: null,
    code: kind,
    detail,
    severity: "notice",
    sinceMs: atMs,
  },
});

type Place = Awaited<ReturnType<typeof rows.placesOfPilesQuery>>[number];

/** Where the piles stand, how much is charged there, and what is reserved at them. */
async function impactsOf(
  db: Database,
  {
    operatorId,
    pileIds,
    nowMs,
  }: { readonly operatorId: string; readonly pileIds: readonly string[]; readonly nowMs: number },
): Promise<{ readonly place: Place; readonly charges: number; readonly reservations: number }[]> {
  if (pileIds.length === 0) return [];
  const [places, reserved] = await db.batch([
    rows.placesOfPilesQuery(db, operatorId, pileIds),
    rows.reservationsOfPilesQuery(db, pileIds, nowMs),
  ]);
  const stationIds = [...new Set(places.map(({ stationId }) => stationId))];
  const used = await rows.useOfStationsQuery(db, stationIds);
  const chargesAt = new Map(
    used.map(({ stationId, sessions, weeks, connectors }) => {
      const all = sessions.reduce((sum, count) => sum + count, 0);
      return [stationId, Math.round(all / Math.max(1, weeks * connectors))];
    }),
  );
  const reservedAt = new Map(reserved.map(({ pileId, count }) => [pileId, count]));
  return places.map((place) => ({
    place,
    charges: chargesAt.get(place.stationId) ?? 0,
    reservations: reservedAt.get(place.pileId) ?? 0,
  }));
}
