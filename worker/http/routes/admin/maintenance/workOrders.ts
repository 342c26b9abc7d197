// Work orders: made by a person, given to somebody, worked at, resolved, reopened; each step is an
// entry of its timeline.
import { eq } from "drizzle-orm";
import { ulid } from "ulid";
import * as contract from "../../../../../core/contract/admin/maintenance/workOrders.ts";
import type {
  WorkOrderDetail,
  WorkOrderEventContent,
} from "../../../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../../core/result.ts";
import { auditInsert } from "../../../../db/audit.ts";
import { dbOf } from "../../../../db/database.ts";
import { operatorFaultReportQuery, setFaultReport } from "../../../../db/faultReports.ts";
import * as rows from "../../../../db/maintenance/workOrders.ts";
import { usePictures } from "../../../../db/pictures.ts";
import { runBatch, type Statement } from "../../../../db/statements.ts";
import { pictures } from "../../../../db/tables/feedback.ts";
import type { Env } from "../../../../env.ts";
import { enqueueNotice, postOf } from "../../../../notices/notices.ts";
import { workOrderNotice } from "../../../../notices/texts.ts";
import { keepPicture, receivedFile } from "../../../../pictures/pictures.ts";
import type { App } from "../../../context.ts";
import type { Refusal } from "../../../errors.ts";
import { pageOfRows } from "../../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../../serve.ts";
import { createWorkOrder } from "./createWorkOrder.ts";
import { assigneeOf, detailOf } from "./workOrderDetail.ts";

export function adminWorkOrderRoutes(app: App): void {
  serveStaff(app, contract.adminListWorkOrders, list);
  serveStaff(app, contract.adminCreateWorkOrder, createWorkOrder);
  serveStaff(app, contract.adminGetWorkOrder, async ({ env, input, staff }) =>
    detailOf(env, { ...input, operatorId: staff.operatorId }),
  );
  serveStaff(app, contract.adminUpdateWorkOrder, update);
  serveStaff(app, contract.adminSetWorkOrderState, setState);
  serveStaff(app, contract.adminCommentWorkOrder, async (call) =>
    note(call, "adminCommentWorkOrder", { kind: "comment", text: call.input.text }),
  );
  serveStaff(app, contract.adminAddWorkOrderPart, async (call) => {
    const { name, partNumber, quantity } = call.input;
    return note(call, "adminAddWorkOrderPart", { kind: "part", name, partNumber, quantity });
  });
  serveStaff(app, contract.adminAddWorkOrderPicture, addPicture);
  serveStaff(app, contract.adminListAssignees, async ({ env, staff }) =>
    ok({ items: await rows.assigneesQuery(dbOf(env), staff.operatorId) }),
  );
}

async function list({
  env,
  input,
  nowMs,
  staff,
}: Call<typeof contract.adminListWorkOrders, ByStaff>) {
  const { limit, cursor: before, assignee, show, priority, stationId, pileId } = input;
  const assigneeOf = { me: staff.staffId, nobody: null } as const;
  const isWord = assignee === "me" || assignee === "nobody";
  const found = await rows.workOrdersQuery(dbOf(env), {
    operatorId: staff.operatorId,
    show,
    priority,
    assigneeId: isWord ? assigneeOf[assignee] : assignee,
    stationId,
    pileId,
    nowMs,
    before,
    limit: limit + 1,
  });
  const page = pageOfRows(found, limit, ({ order }) => order.workOrderId);
  return ok({ ...page, items: page.items.map(rows.workOrderView) });
}

type Told = Promise<Result<WorkOrderDetail, Refusal>>;

type AnyCall = ByStaff & {
  readonly env: Env;
  readonly nowMs: number;
  readonly input: { readonly workOrderId: string };
};

/** Adds to a work order what a change says, with the change itself and its audit, all or none. */
async function change(
  { env, nowMs, input: { workOrderId }, staff }: AnyCall,
  {
    action,
    contents,
    changes = {},
    others = [],
  }: {
    readonly action: string;
    readonly contents: readonly WorkOrderEventContent[];
    readonly changes?: Parameters<typeof rows.updateWorkOrder>[2];
    readonly others?: readonly Statement[];
  },
): Promise<readonly string[]> {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  // One after the other, though they are of one instant.
  const events = contents.map((content, at) => ({
    workOrderId,
    eventId: ulid(nowMs + at),
    staffId,
    content,
  }));
  await runBatch(db, [
    rows.updateWorkOrder(db, { operatorId, workOrderId }, { ...changes, updatedAtMs: nowMs }),
    ...events.map((event) => rows.insertWorkOrderEvent(db, event)),
    ...others,
    auditInsert(db, {
      operatorId,
      staffId,
      action,
      subject: workOrderId,
      detail: { changes: contents },
      nowMs,
    }),
  ]);
  return events.map(({ eventId }) => eventId);
}

/** The order with its timeline, where it is the operator's and has room for another entry. */
async function withRoom({ env, input: { workOrderId }, staff }: AnyCall): Told {
  const found = await detailOf(env, { operatorId: staff.operatorId, workOrderId });
  if (!found.ok) return found;
  // Room for what one change may add.
  const isFull = found.value.events.length > limits.workOrderEvents.most - 4;
  return isFull ? err({ code: "work_order_full" }) : found;
}

const again = ({ env, input: { workOrderId }, staff }: AnyCall): Told =>
  detailOf(env, { operatorId: staff.operatorId, workOrderId });

async function note(call: AnyCall, action: string, content: WorkOrderEventContent): Told {
  const found = await withRoom(call);
  if (!found.ok) return found;
  await change(call, { action, contents: [content] });
  return again(call);
}

async function update(call: Call<typeof contract.adminUpdateWorkOrder, ByStaff>): Told {
  const found = await withRoom(call);
  if (!found.ok) return found;
  const order = found.value;
  const { title, priority, assigneeId, dueAtMs } = call.input;
  const contents: WorkOrderEventContent[] = [];
  if (title !== undefined && title !== order.title) {
    contents.push({ kind: "title", from: order.title, to: title });
  }
  if (priority !== undefined && priority !== order.priority) {
    contents.push({ kind: "priority", from: order.priority, to: priority });
  }
  if (assigneeId !== undefined && assigneeId !== order.assigneeId) {
    const assignee = await assigneeOf(dbOf(call.env), call.staff.operatorId, assigneeId);
    if (!assignee.ok) return assignee;
    contents.push({ kind: "assigned", assigneeName: assignee.value });
  }
  if (dueAtMs !== undefined && dueAtMs !== order.dueAtMs) contents.push({ kind: "due", dueAtMs });
  if (contents.length === 0) return found;
  const changes = {
    ...(title !== undefined && { title }),
    ...(priority !== undefined && { priority }),
    ...(assigneeId !== undefined && { assigneeId }),
    ...(dueAtMs !== undefined && { dueAtMs }),
  };
  await change(call, { action: "adminUpdateWorkOrder", contents, changes });
  return again(call);
}

async function setState(call: Call<typeof contract.adminSetWorkOrderState, ByStaff>): Told {
  const found = await withRoom(call);
  if (!found.ok) return found;
  const order = found.value;
  const { state: to, note: text } = call.input;
  const { state: from } = order;
  if (from === to) return found;
  const { nowMs, staff, env } = call;
  const isResolved = to === "resolved";
  const [eventId] = await change(call, {
    action: "adminSetWorkOrderState",
    contents: [{ kind: "state", from, to, note: text }],
    changes: { state: to, resolvedAtMs: isResolved ? nowMs : null },
    others: await reportStatements(call, order, isResolved),
  });
  const now = await again(call);
  if (now.ok && (isResolved || from === "resolved")) {
    const event = isResolved ? "resolved" : "reopened";
    await enqueueNotice(postOf(env), {
      operatorId: staff.operatorId,
      about: `workOrder ${order.workOrderId} ${eventId ?? event}`,
      notice: workOrderNotice(event, now.value, { note: text, atMs: nowMs }),
      nowMs,
    });
  }
  return now;
}

/** The driver who reported it sees in his app that it is repaired, or that it is not after all. */
async function reportStatements(
  { env, staff: { operatorId }, nowMs }: AnyCall,
  { cause }: WorkOrderDetail,
  isResolved: boolean,
): Promise<readonly Statement[]> {
  if (cause?.kind !== "report") return [];
  const db = dbOf(env);
  const found = await operatorFaultReportQuery(db, { operatorId, reportId: cause.id }).get();
  if (found === undefined) return [];
  const { answer, state: before } = found.report;
  const state = isResolved ? "resolved" : "confirmed";
  return before === state
    ? []
    : [setFaultReport(db, cause.id, { state, answer, updatedAtMs: nowMs })];
}

async function addPicture(call: Call<typeof contract.adminAddWorkOrderPicture, ByStaff>): Told {
  const found = await withRoom(call);
  if (!found.ok) return found;
  const { workOrderId, events } = found.value;
  const count = events.filter(({ content }) => content.kind === "picture").length;
  if (count >= limits.workOrderPictures.most) return err({ code: "pictures_full" });
  const { env, nowMs, http, staff } = call;
  const file = await receivedFile(http.req.raw);
  if (!file.ok) return file;
  const by = { driverId: null, staffId: staff.staffId };
  const kept = await keepPicture(env, { by, bytes: file.value, nowMs });
  if (!kept.ok) return kept;
  const { pictureId } = kept.value;
  const db = dbOf(env);
  await change(call, {
    action: "adminAddWorkOrderPicture",
    contents: [{ kind: "picture", pictureId }],
    others: [
      usePictures(db, {
        pictureIds: [pictureId],
        by: eq(pictures.staffId, staff.staffId),
        usedBy: `workOrder:${workOrderId}`,
        nowMs,
      }),
    ],
  });
  return again(call);
}
