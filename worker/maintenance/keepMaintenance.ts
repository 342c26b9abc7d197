// The minute's part of maintenance.
import type { Env } from "../env.ts";
import { keepNotices, postOf } from "../notices/notices.ts";
import { applyDueWaits } from "./applyRules.ts";
import { seeToWindows } from "./windows.ts";

export async function keepMaintenance(env: Env, nowMs: number): Promise<void> {
  await seeToWindows(env, nowMs);
  await applyDueWaits(postOf(env), nowMs);
  await keepNotices(env, nowMs);
}
