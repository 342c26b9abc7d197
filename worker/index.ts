// The Worker's entry: requests, the minute's sweep, and the classes that the platform instantiates.
import type { Env } from "./env.ts";
import { makeApp } from "./http/app.ts";
import { routes } from "./http/routes.ts";
import { sweep } from "./payments/sweep.ts";

export { Area } from "../durable-objects/area/area.ts";
export { Pile } from "../durable-objects/pile/pile.ts";
export { SignInGuard } from "../durable-objects/signInGuard/signInGuard.ts";
export { Station } from "../durable-objects/station/station.ts";
export { Directory } from "./directory.ts";
export { Records } from "./records.ts";

const app = makeApp(routes);

export default {
  fetch: app.fetch,
  scheduled: async (_, env) => {
    await sweep(env, Date.now());
  },
} satisfies ExportedHandler<Env>;
