import { defineConfig } from "vitest/config";

/** What a file imports is loaded once in each of the threads, and not for each file anew. */
const inNode = { environment: "node", isolate: false } as const;

/** What drives the built platform. */
const endToEnd = {
  ...inNode,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Browsers and sockets mostly wait: two at a time keep a small machine busy, not breathless.
  maxWorkers: 2,
} as const;

/**
 * `core`, `app` and `dev` run in plain Node; `workers` and `workers-alone` run in workerd; `e2e` drives
 * the built platform over real sockets, and `browser` in a browser or as a compiled mini-program.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "core", include: ["core/**/*.test.ts"], ...inNode } },
      { test: { name: "app", include: ["miniapp/{src,test}/**/*.test.ts"], ...inNode } },
      {
        test: {
          name: "dev",
          include: ["dev/**/*.test.ts", "test/conformance/**/*.test.ts"],
          ...inNode,
        },
      },
      "test/workers/vitest.config.ts",
      "test/workers/vitest.alone.config.ts",
      {
        test: {
          name: "e2e",
          include: ["test/e2e/*.test.ts"],
          globalSetup: "test/e2e/build.ts",
          ...endToEnd,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/e2e/{browser,miniapp}/**/*.test.ts"],
          globalSetup: ["test/e2e/build.ts", "test/e2e/browser/support/seedCity.ts"],
          ...endToEnd,
        },
      },
    ],
  },
});
