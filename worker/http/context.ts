// What every request carries through the app, from the first middleware to the handlers.
import type { Context, Hono } from "hono";
import type { Env } from "../env.ts";

export type AppEnv = {
  readonly Bindings: Env;
  readonly Variables: {
    /** Named in every problem document and every log line of the request. */
    requestId: string;
    /** Read once per request, so that everything in it happens at one time. */
    nowMs: number;
  };
};

export type App = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;

/** The address Cloudflare saw; the loopback one where no edge stands before the Worker. */
export const clientIpOf = (headers: Headers): string =>
  headers.get("cf-connecting-ip") ?? "127.0.0.1";
