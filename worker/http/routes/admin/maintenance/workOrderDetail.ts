// A work order as the admin shows it, and who may be given one.
import { decodeTime } from "ulid";
import type { WorkOrderDetail } from "../../../../../core/contract/admin/maintenance/workOrders.ts";
import { err, ok, type Result } from "../../../../../core/result.ts";
import { dbOf, type Database } from "../../../../db/database.ts";
import * as rows from "../../../../db/maintenance/workOrders.ts";
import type { Env } from "../../../../env.ts";
import { pictureUrl } from "../../../../pictures/pictures.ts";
import type { Refusal } from "../../../errors.ts";

type Key = { readonly operatorId: string; readonly workOrderId: string };

export async function detailOf(env: Env, key: Key): Promise<Result<WorkOrderDetail, Refusal>> {
  const db = dbOf(env);
  const [[row], events] = await db.batch([
    rows.workOrderQuery(db, key),
    rows.workOrderEventsQuery(db, key.workOrderId),
  ]);
  if (row === undefined) return err({ code: "work_order_not_found" });
  const order = rows.workOrderView(row);
  return ok({
    ...order,
    events: events.map(({ eventId, staffName, content }) => ({
      eventId,
      atMs: content.kind === "opened" ? order.createdAtMs : decodeTime(eventId),
      staffName,
      content,
      picture:
        content.kind === "picture"
          ? { pictureId: content.pictureId, url: pictureUrl(env, content.pictureId) }
          : null,
    })),
  });
}

/** His name; null for nobody. */
export async function assigneeOf(
  db: Database,
  operatorId: string,
  staffId: string | null,
): Promise<Result<string | null, Refusal>> {
  if (staffId === null) return ok(null);
  const found = await rows.assigneeQuery(db, { operatorId, staffId }).get();
  return found === undefined ? err({ code: "staff_not_found" }) : ok(found.displayName);
}
