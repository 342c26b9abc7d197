// The rows of a pile's connectors as an edit leaves them. What they have done stays: sessions, orders,
// faults and reservations name a connector by its number.
import { and, eq, sql } from "drizzle-orm";
import type { LiveConnector } from "../../core/contract/live.ts";
import type { ConnectorChanges } from "../../core/piles/connectorChanges.ts";
import type { Database } from "./database.ts";
import { connectors } from "./tables/stations.ts";

/** @param states as the Pile told them when it took the change: a new one may be in use already */
export function connectorStatements(
  db: Database,
  pileId: string,
  {
    changes: { added, removed, changed },
    states,
    nowMs,
  }: {
    readonly changes: ConnectorChanges;
    readonly states: readonly LiveConnector[];
    readonly nowMs: number;
  },
) {
  const gone = JSON.stringify(removed.map(({ connectorId }) => connectorId));
  const isOf = eq(connectors.pileId, pileId);
  return [
    db
      .delete(connectors)
      .where(and(isOf, sql`${connectors.connectorId} in (select value from json_each(${gone}))`)),
    ...changed.map(({ to: { connectorId, ...to } }) =>
      db
        .update(connectors)
        .set(to)
        .where(and(isOf, eq(connectors.connectorId, connectorId))),
    ),
    ...added.map((connector) => {
      const told = states.find(({ connectorId }) => connectorId === connector.connectorId);
      const { state = "offline", stateSinceMs = nowMs, errorCode = null } = told ?? {};
      return db.insert(connectors).values({ ...connector, pileId, state, stateSinceMs, errorCode });
    }),
  ] as const;
}
