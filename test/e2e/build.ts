// Before the first end-to-end test, and before two of them run side by side: what they drive is built.
import { buildIfStale, builds } from "../../dev/start/builds.ts";

export async function setup(): Promise<void> {
  const { NODE_ENV: mode } = process.env;
  // What is built under the mode of tests is not what people get.
  delete process.env["NODE_ENV"];
  const { ocpp, admin, docs, h5, weapp, alipay, worker } = builds;
  for (const part of [ocpp, admin, docs, h5, weapp, alipay, worker]) await buildIfStale(part);
  if (mode !== undefined) process.env["NODE_ENV"] = mode;
}
