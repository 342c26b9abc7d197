// Before the first test in a browser: the demonstration city is stored once, and each file begins with
// a copy of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { storeCity } from "./city.ts";

declare module "vitest" {
  export interface ProvidedContext {
    cityData: string;
  }
}

let folder = "";

export async function setup({ provide }: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "zhuang-city-"));
  const data = join(folder, "data");
  await storeCity(data);
  provide("cityData", data);
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
