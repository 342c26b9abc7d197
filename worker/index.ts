// The Worker's entry: requests, the minute's jobs, the queue, and the classes that the platform instantiates.
import { keepAnalysis } from "./analysis/keepAnalysis.ts";
import { dbOf } from "./db/database.ts";
import { keepSearch } from "./db/searchUpkeep.ts";
import type { Env } from "./env.ts";
import { carryCampaignsOn } from "./firmware/campaigns.ts";
import { sweepFiles } from "./firmware/files.ts";
import { makeApp } from "./http/app.ts";
import { logError } from "./http/errors.ts";
import { routes } from "./http/routes.ts";
import { keepMaintenance } from "./maintenance/keepMaintenance.ts";
import { deliverNotices, enqueueNotice, postOf, type NoticeMessage } from "./notices/notices.ts";
import { sweep } from "./payments/sweep.ts";
import { sweepPictures } from "./pictures/pictures.ts";
import { keepRetention } from "./privacy/retention.ts";
import { sealerOf } from "./privacy/seal.ts";

export { Area } from "../durable-objects/area/area.ts";
export { Pile } from "../durable-objects/pile/pile.ts";
export { SignInGuard } from "../durable-objects/signInGuard/signInGuard.ts";
export { Station } from "../durable-objects/station/station.ts";
export { Directory } from "./directory.ts";
export { Records } from "./records.ts";

const app = makeApp(routes);

/** One after another: money first. */
const minuteJobs: Readonly<Record<string, (env: Env, nowMs: number) => Promise<unknown>>> = {
  sweep,
  keepSearch: (env, nowMs) => keepSearch(dbOf(env), nowMs),
  carryCampaignsOn,
  keepMaintenance,
  sweepPictures,
  sweepFiles,
  keepAnalysis: (env, nowMs) =>
    keepAnalysis(dbOf(env), nowMs, {
      tell: (operatorId, notice) =>
        enqueueNotice(postOf(env), { operatorId, about: notice.path, notice, nowMs }),
    }),
  keepRetention: (env, nowMs) => keepRetention(dbOf(env), { sealer: sealerOf(env), nowMs }),
};

export default {
  fetch: app.fetch,
  scheduled: async (_, env) => {
    const nowMs = Date.now();
    const failures: unknown[] = [];
    for (const [name, job] of Object.entries(minuteJobs)) {
      try {
        await job(env, nowMs);
      } catch (error) {
        // What fails is done the next minute, and keeps none of the others.
        logError("minute's job failed", error, { name });
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "not every job was done");
  },
  queue: async (batch: MessageBatch<NoticeMessage>, env) => {
    await deliverNotices(env, batch, Date.now());
  },
} satisfies ExportedHandler<Env, NoticeMessage>;
