import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url).href);

// wrangler.toml names the folder of the built apps, which need not be built for these tests.
mkdirSync(here("../../dist/assets"), { recursive: true });

/**
 * Files that look at all there is in the database, or at an object that another file may know too:
 * each begins with nothing stored.
 */
export const alone = [
  "account/{messages,vehicles}.test.ts",
  "analysis/*.test.ts",
  "http/{search*,stationEditing}.test.ts",
  "live/storage.test.ts",
  "maintenance/notices.test.ts",
  "money/sweep.test.ts",
];

/**
 * Tests inside workerd, on wrangler.toml's bindings: what needs the platform's own runtime.
 * Without isolation all files share one runtime, which spares each the loading of the whole platform,
 * and one database, so that a test makes what it needs under ids of its own.
 */
export const inWorkerd = (own: {
  readonly name: string;
  readonly include: string[];
  readonly exclude: string[];
  readonly setupFiles: string[];
}) =>
  defineConfig({
    plugins: [
      cloudflareTest(async () => ({
        main: here("../../worker/index.ts"),
        wrangler: { configPath: here("../../wrangler.toml") },
        miniflare: {
          bindings: {
            TEST_MIGRATIONS: await readD1Migrations(here("../../migrations")),
            ENVIRONMENT: "development",
            PUBLIC_ORIGIN: "https://charging.test",
            PERSONAL_DATA_KEYS: `tests:${Buffer.alloc(32, 7).toString("base64")}`,
            TOKEN_SECRETS: "a-secret-of-the-tests-0123456789abcdef",
          },
        },
      })),
    ],
    resolve: {
      // Vitest does not read wrangler.toml's [alias].
      alias: {
        urllib: here("../../worker/payments/shims/urllib.ts"),
        "node:util": here("../../worker/payments/shims/nodeUtil.ts"),
      },
    },
    test: {
      ...own,
      isolate: false,
      // A machine that does much else at once still gets through a password's hashing.
      testTimeout: 30_000,
      // It ships CommonJS that says it is none, which workerd would load as a module.
      deps: { optimizer: { ssr: { enabled: true, include: ["itty-durable"] } } },
    },
  });
