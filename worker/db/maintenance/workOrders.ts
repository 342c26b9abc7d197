// Work orders and their timelines: rows, as they are listed, made and changed.
import { and, asc, desc, eq, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import type {
  WorkOrder,
  WorkOrderEventContent,
  WorkOrderPriority,
} from "../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../core/limits.ts";
import type { Database } from "../database.ts";
import { workOrderEvents, workOrders } from "../tables/maintenance.ts";
import { staff } from "../tables/operators.ts";
import { piles, stations } from "../tables/stations.ts";

export type WorkOrderRow = typeof workOrders.$inferSelect;

const selectWorkOrders = (db: Database) =>
  db
    .select({
      order: workOrders,
      stationName: stations.name,
      stationNameEn: stations.nameEn,
      assigneeName: staff.displayName,
    })
    .from(workOrders)
    .innerJoin(stations, eq(stations.stationId, workOrders.stationId))
    .leftJoin(staff, eq(staff.staffId, workOrders.assigneeId));

export type ListedWorkOrder = Awaited<ReturnType<typeof selectWorkOrders>>[number];

export const workOrderView = ({ order, ...names }: ListedWorkOrder): WorkOrder => {
  const { operatorId: _, ...own } = order;
  return { ...own, ...names };
};

export type WorkOrderFilter = {
  readonly operatorId: string;
  readonly show: "open" | "overdue" | "resolved" | "all";
  readonly priority: WorkOrderPriority | undefined;
  /** Null: those of nobody. */
  readonly assigneeId: string | null | undefined;
  readonly stationId: string | undefined;
  readonly pileId: string | undefined;
  readonly nowMs: number;
  readonly before: string | undefined;
  readonly limit: number;
};

export const workOrdersQuery = (db: Database, filter: WorkOrderFilter) =>
  selectWorkOrders(db)
    .where(
      and(
        eq(workOrders.operatorId, filter.operatorId),
        shown(filter),
        filter.priority === undefined ? undefined : eq(workOrders.priority, filter.priority),
        assigned(filter.assigneeId),
        filter.stationId === undefined ? undefined : eq(workOrders.stationId, filter.stationId),
        filter.pileId === undefined ? undefined : eq(workOrders.pileId, filter.pileId),
        filter.before === undefined ? undefined : lt(workOrders.workOrderId, filter.before),
      ),
    )
    .orderBy(desc(workOrders.workOrderId))
    .limit(filter.limit);

function shown({ show, nowMs }: WorkOrderFilter): SQL | undefined {
  switch (show) {
    case "open":
      return isNull(workOrders.resolvedAtMs);
    case "overdue":
      return and(isNull(workOrders.resolvedAtMs), lt(workOrders.dueAtMs, nowMs));
    case "resolved":
      return isNotNull(workOrders.resolvedAtMs);
    case "all":
      return undefined;
  }
}

function assigned(assigneeId: string | null | undefined): SQL | undefined {
  if (assigneeId === undefined) return undefined;
  return assigneeId === null
    ? isNull(workOrders.assigneeId)
    : eq(workOrders.assigneeId, assigneeId);
}

type Key = { readonly operatorId: string; readonly workOrderId: string };

const isIt = ({ operatorId, workOrderId }: Key): SQL | undefined =>
  and(eq(workOrders.workOrderId, workOrderId), eq(workOrders.operatorId, operatorId));

export const workOrderQuery = (db: Database, key: Key) => selectWorkOrders(db).where(isIt(key));

export const workOrderEventsQuery = (db: Database, workOrderId: string) =>
  db
    .select({
      eventId: workOrderEvents.eventId,
      staffName: staff.displayName,
      content: workOrderEvents.content,
    })
    .from(workOrderEvents)
    .leftJoin(staff, eq(staff.staffId, workOrderEvents.staffId))
    .where(eq(workOrderEvents.workOrderId, workOrderId))
    .orderBy(asc(workOrderEvents.eventId))
    .limit(limits.workOrderEvents.most);

/** Those that are not resolved, newest first: for the incidents that they are of. */
export const openWorkOrdersQuery = (db: Database, operatorId: string) =>
  db
    .select({
      workOrderId: workOrders.workOrderId,
      pileId: workOrders.pileId,
      title: workOrders.title,
      state: workOrders.state,
      priority: workOrders.priority,
      cause: workOrders.cause,
    })
    .from(workOrders)
    .where(and(eq(workOrders.operatorId, operatorId), isNull(workOrders.resolvedAtMs)))
    .orderBy(desc(workOrders.workOrderId))
    .limit(limits.openWorkOrders.most);

export const insertWorkOrder = (db: Database, row: WorkOrderRow) =>
  db.insert(workOrders).values(row);

export const updateWorkOrder = (
  db: Database,
  key: Key,
  changes: Partial<
    Pick<
      WorkOrderRow,
      "title" | "priority" | "assigneeId" | "dueAtMs" | "state" | "resolvedAtMs" | "updatedAtMs"
    >
  >,
) => db.update(workOrders).set(changes).where(isIt(key));

export const insertWorkOrderEvent = (
  db: Database,
  event: {
    readonly workOrderId: string;
    readonly eventId: string;
    readonly staffId: string | null;
    readonly content: WorkOrderEventContent;
  },
) => db.insert(workOrderEvents).values(event).onConflictDoNothing();

export const workOrderExists = (workOrderId: string): SQL =>
  sql`exists (select 1 from ${workOrders} where ${eq(workOrders.workOrderId, workOrderId)})`;

type RuleAt = {
  readonly ruleId: string;
  readonly pileId: string;
  readonly connectorId: number | null;
};

/** The unresolved one that a rule has made there. */
const isOpenOf = ({ ruleId, pileId, connectorId }: RuleAt): SQL | undefined =>
  and(
    eq(workOrders.pileId, pileId),
    eq(workOrders.ruleId, ruleId),
    isNull(workOrders.resolvedAtMs),
    sql`${workOrders.connectorId} is ${connectorId}`,
  );

export const hasOpenOf = (at: RuleAt): SQL =>
  sql`exists (select 1 from ${workOrders} where ${isOpenOf(at)})`;

/** To the one that the rule has made there before, where that is another and has room. */
export const insertAgain = (
  db: Database,
  at: RuleAt,
  {
    butNot,
    eventId,
    content,
  }: {
    readonly butNot: string;
    readonly eventId: string;
    readonly content: Extract<WorkOrderEventContent, { kind: "again" }>;
  },
) =>
  db
    .insert(workOrderEvents)
    .select(
      sql`select ${workOrders.workOrderId}, ${eventId}, null, ${JSON.stringify(content)}
        from ${workOrders}
        where ${isOpenOf(at)} and ${workOrders.workOrderId} <> ${butNot}
          and (select count(*) from ${workOrderEvents} as past
            where past.work_order_id = ${workOrders.workOrderId}) < ${limits.workOrderEvents.most}`,
    )
    .onConflictDoNothing();

export const assigneesQuery = (db: Database, operatorId: string) =>
  db
    .select({ staffId: staff.staffId, displayName: staff.displayName, role: staff.role })
    .from(staff)
    .where(
      and(eq(staff.operatorId, operatorId), eq(staff.kind, "person"), isNull(staff.disabledAtMs)),
    )
    .orderBy(asc(staff.displayName))
    .limit(limits.pageSize.most);

export const assigneeQuery = (
  db: Database,
  { operatorId, staffId }: { readonly operatorId: string; readonly staffId: string },
) =>
  db
    .select({ displayName: staff.displayName })
    .from(staff)
    .where(
      and(eq(staff.staffId, staffId), eq(staff.operatorId, operatorId), isNull(staff.disabledAtMs)),
    );

/** Where a pile of the operator stands, with the connector if it has it. */
export const placeOfPileQuery = (
  db: Database,
  { operatorId, pileId }: { readonly operatorId: string; readonly pileId: string },
) =>
  db
    .select({ stationId: piles.stationId })
    .from(piles)
    .where(and(eq(piles.pileId, pileId), eq(piles.operatorId, operatorId)));
