// Uptime and mean time to repair of an operator's stations, or of one station's piles.
import type { UptimeRow } from "../../core/contract/admin/maintenance/uptime.ts";
import type { OutputOf } from "../../core/contract/endpoint.ts";
import type { adminGetUptime } from "../../core/contract/admin/maintenance/uptime.ts";
import { limits } from "../../core/limits.ts";
import {
  meanRepairMs,
  shareOf,
  sumOf,
  uptimeOfPile,
  type Outage,
  type Uptime,
} from "../../core/maintenance/uptime.ts";
import type { Interval } from "../../core/maintenance/intervals.ts";
import type { Database } from "../db/database.ts";
import * as rows from "../db/maintenance/uptime.ts";

type Asked = { readonly operatorId: string; readonly stationId: string | undefined } & Interval;

type PileFigures = {
  readonly pileId: string;
  readonly stationId: string;
  readonly uptime: Uptime;
  readonly outages: readonly Outage[];
};

export async function uptimesOf(
  db: Database,
  asked: Asked,
): Promise<OutputOf<typeof adminGetUptime>> {
  const [piles, ended, lasting, windows, names, [resolved]] = await db.batch([
    rows.pilesInServiceQuery(db, asked),
    rows.endedOutagesQuery(db, asked),
    rows.lastingOutagesQuery(db, asked),
    rows.windowsInQuery(db, asked),
    rows.stationNamesQuery(db, asked.operatorId),
    rows.resolvedWorkOrdersQuery(db, asked),
  ]);
  const { fromMs, untilMs, stationId } = asked;
  const period = { fromMs, untilMs };
  const outagesOf = Map.groupBy([...ended, ...lasting], ({ pileId }) => pileId);
  const figures = piles.slice(0, limits.uptimePiles.most).map((pile): PileFigures => {
    const own = windows.filter(
      (window) =>
        window.stationId === pile.stationId &&
        (window.pileIds.length === 0 || window.pileIds.includes(pile.pileId)),
    );
    const outages = outagesOf.get(pile.pileId) ?? [];
    const connectorIds = idsIn(pile.connectorIds);
    const uptime = uptimeOfPile({ ...pile, connectorIds, windows: own }, outages, period);
    return { ...pile, uptime, outages };
  });
  const nameOf = new Map(names.map((name) => [name.stationId, name]));
  const parts = Map.groupBy(figures, (one) =>
    stationId === undefined ? one.stationId : one.pileId,
  );
  const list = [...parts.values()].flatMap((part): UptimeRow[] => {
    const name = nameOf.get(part[0]?.stationId ?? "");
    const pileId = stationId === undefined ? null : (part[0]?.pileId ?? null);
    return name === undefined ? [] : [{ ...name, pileId, ...figuresOf(part, period) }];
  });
  return {
    ...period,
    total: figuresOf(figures, period),
    // What was up the least is what to look at first.
    rows: list.toSorted((a, b) => (a.uptime ?? 2) - (b.uptime ?? 2)),
    meanWorkOrderMs: resolved?.meanMs == null ? null : Math.round(resolved.meanMs),
    resolvedWorkOrders: resolved?.count ?? 0,
    isCut:
      piles.length > limits.uptimePiles.most ||
      [ended, lasting].some(({ length }) => length > limits.uptimeFaults.most),
  };
}

function figuresOf(part: readonly PileFigures[], period: Interval) {
  const uptime = sumOf(part.map((one) => one.uptime));
  const outages = part.flatMap((one) => one.outages);
  const repaired = outages.filter(
    ({ closedAtMs }) => closedAtMs !== null && closedAtMs < period.untilMs,
  );
  return {
    ...uptime,
    uptime: shareOf(uptime),
    repaired: repaired.length,
    meanRepairMs: meanRepairMs(outages, period),
  };
}

const idsIn = (json: string): readonly number[] => {
  const ids: unknown = JSON.parse(json);
  return Array.isArray(ids) ? ids.map(Number) : [];
};
