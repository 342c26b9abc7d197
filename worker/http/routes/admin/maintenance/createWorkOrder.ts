// A work order that a person makes, from an incident or by himself.
import { ulid } from "ulid";
import type { adminCreateWorkOrder } from "../../../../../core/contract/admin/maintenance/workOrders.ts";
import { err, ok, type Result } from "../../../../../core/result.ts";
import { adminStationQuery } from "../../../../db/adminStations.ts";
import { auditInsert } from "../../../../db/audit.ts";
import { dbOf, type Database } from "../../../../db/database.ts";
import * as rows from "../../../../db/maintenance/workOrders.ts";
import { runBatch } from "../../../../db/statements.ts";
import { enqueueNotice, postOf } from "../../../../notices/notices.ts";
import { workOrderNotice } from "../../../../notices/texts.ts";
import type { Refusal } from "../../../errors.ts";
import type { ByStaff, Call } from "../../../serve.ts";
import { assigneeOf, detailOf } from "./workOrderDetail.ts";

type CreateCall = Call<typeof adminCreateWorkOrder, ByStaff>;

export async function createWorkOrder(call: CreateCall) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const place = await placeOf(db, operatorId, input);
  if (!place.ok) return place;
  const { title, priority, assigneeId, dueAtMs, cause, text } = input;
  const assignee = await assigneeOf(db, operatorId, assigneeId);
  if (!assignee.ok) return assignee;
  const workOrderId = ulid(nowMs);
  const opened = { kind: "opened", ruleName: null } as const;
  const contents = text === "" ? [opened] : [opened, { kind: "comment", text } as const];
  await runBatch(db, [
    rows.insertWorkOrder(db, {
      workOrderId,
      operatorId,
      ...place.value,
      title,
      priority,
      state: "open",
      assigneeId,
      dueAtMs,
      cause,
      ruleId: null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      resolvedAtMs: null,
    }),
    ...contents.map((content, at) =>
      // One after the other, though they are of one instant.
      rows.insertWorkOrderEvent(db, { workOrderId, eventId: ulid(nowMs + at), staffId, content }),
    ),
    auditInsert(db, {
      operatorId,
      staffId,
      action: "adminCreateWorkOrder",
      subject: workOrderId,
      detail: { ...place.value, title, priority, cause },
      nowMs,
    }),
  ]);
  const made = await detailOf(env, { operatorId, workOrderId });
  if (!made.ok) return made;
  await enqueueNotice(postOf(env), {
    operatorId,
    about: `workOrder ${workOrderId} opened`,
    notice: workOrderNotice("opened", made.value, { note: text, atMs: nowMs }),
    nowMs,
  });
  return made;
}

type Place = {
  readonly stationId: string;
  readonly pileId: string | null;
  readonly connectorId: number | null;
};

/** A pile says its station; a station may be named alone. */
async function placeOf(
  db: Database,
  operatorId: string,
  { stationId, pileId, connectorId }: CreateCall["input"],
): Promise<Result<Place, Refusal>> {
  if (pileId !== undefined) {
    const pile = await rows.placeOfPileQuery(db, { operatorId, pileId }).get();
    return pile === undefined
      ? err({ code: "pile_not_found" })
      : ok({ stationId: pile.stationId, pileId, connectorId });
  }
  const station =
    stationId === undefined
      ? undefined
      : await adminStationQuery(db, { operatorId, stationId }).get();
  return station === undefined
    ? err({ code: "station_not_found" })
    : ok({ stationId: station.stationId, pileId: null, connectorId: null });
}
