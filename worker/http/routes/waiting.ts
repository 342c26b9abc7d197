// Waiting for a free connector of a station: join, leave, see where one waits.
import { joinWaiting, leaveWaiting, listWaitings } from "../../../core/contract/waiting.ts";
import { ok } from "../../../core/result.ts";
import * as waiting from "../../waiting/joinWaiting.ts";
import { listsOf } from "../../waiting/lists.ts";
import type { App } from "../context.ts";
import { serveDriver } from "../serve.ts";

export function waitingRoutes(app: App): void {
  serveDriver(app, joinWaiting, ({ env, input, driver: { driverId }, nowMs }) => {
    const { stationId, currentType = null } = input;
    return waiting.joinWaiting(listsOf(env), { driverId, stationId, currentType, nowMs });
  });
  serveDriver(app, leaveWaiting, async ({ env, input, driver: { driverId }, nowMs }) => {
    const { stationId } = input;
    const left = await waiting.leaveWaiting(listsOf(env), { driverId, stationId, nowMs });
    return left.ok ? ok({ left: true as const }) : left;
  });
  serveDriver(app, listWaitings, async ({ env, driver: { driverId }, nowMs }) => {
    const found = await waiting.waitingsOf(listsOf(env), { driverId, nowMs });
    return found.ok ? ok({ items: found.value }) : found;
  });
}
