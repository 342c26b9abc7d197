// The trace of a pile's messages: switched on and off, read, and watched over a socket.
import { PileId } from "../../../../core/contract/common.ts";
import {
  adminReadTrace,
  adminStartTrace,
  adminStopTrace,
} from "../../../../core/contract/admin/trace.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { adminPileQuery } from "../../../db/adminPiles.ts";
import { writeAudit } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import { askPile, pileOf } from "../../../pileOf.ts";
import type { App, AppContext } from "../../context.ts";
import { problemResponse, type Refusal } from "../../errors.ts";
import { isOwnOrigin } from "../../sameOrigin.ts";
import { authorisedStaff, serveStaff, type ByStaff, type Call } from "../../serve.ts";
import { upgrade } from "../sockets.ts";

export function adminTraceRoutes(app: App): void {
  serveStaff(app, adminStartTrace, startTrace);
  serveStaff(app, adminStopTrace, stopTrace);
  serveStaff(app, adminReadTrace, readTrace);
  app.get("/live/traces/:pileId", watch);
}

async function startTrace(call: Call<typeof adminStartTrace, ByStaff>) {
  const { env, input, staff } = call;
  const known = await auditedPile(call, "adminStartTrace", { minutes: input.minutes });
  if (!known.ok) return known;
  const asked = { minutes: input.minutes, askedBy: staff.displayName };
  const started = await askPile(env, input.pileId, (pile) => pile.startTrace(asked));
  return started.ok ? ok({ trace: started.value }) : started;
}

async function stopTrace(call: Call<typeof adminStopTrace, ByStaff>) {
  const known = await auditedPile(call, "adminStopTrace", {});
  if (!known.ok) return known;
  const stopped = await askPile(call.env, call.input.pileId, (pile) => pile.stopTrace());
  return stopped.ok ? ok({}) : stopped;
}

/** Before it is done, so that no message is kept that the audit does not know the reason of. */
async function auditedPile(
  { env, input, nowMs, staff }: Call<typeof adminStartTrace | typeof adminStopTrace, ByStaff>,
  action: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<Result<null, Refusal>> {
  const db = dbOf(env);
  const { operatorId, staffId } = staff;
  const { pileId } = input;
  if ((await adminPileQuery(db, { operatorId, pileId }).get()) === undefined) {
    return err({ code: "pile_not_found" });
  }
  await writeAudit(db, { operatorId, staffId, action, subject: pileId, detail, nowMs });
  return ok(null);
}

async function readTrace({ env, input, staff }: Call<typeof adminReadTrace, ByStaff>) {
  const { pileId, after, limit } = input;
  const { operatorId } = staff;
  if ((await adminPileQuery(dbOf(env), { operatorId, pileId }).get()) === undefined) {
    return err({ code: "pile_not_found" });
  }
  const page = await askPile(env, pileId, (pile) => pile.readTrace({ after, limit }));
  return page.ok ? ok({ trace: page.value.trace, frames: [...page.value.frames] }) : page;
}

/** A page elsewhere can make a browser open a socket with the cookie: so it is asked whence it comes. */
async function watch(c: AppContext): Promise<Response> {
  if (!isOwnOrigin(c)) return problemResponse(c, { code: "forbidden" });
  const caller = await authorisedStaff(c, adminReadTrace);
  if (!caller.ok) return problemResponse(c, caller.error);
  const { operatorId } = caller.value.staff;
  const pileId = PileId.safeParse(c.req.param("pileId"));
  const pile = pileId.success
    ? await adminPileQuery(dbOf(c.env), { operatorId, pileId: pileId.data }).get()
    : undefined;
  if (pile === undefined) return problemResponse(c, { code: "pile_not_found" });
  return upgrade(c, pileOf(c.env, pile.pileId), `trace/${pile.pileId}`);
}
