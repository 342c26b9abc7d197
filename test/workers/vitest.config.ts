import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url).href);

/** What needs the platform's own runtime: these tests run inside workerd. */
export default defineConfig({
  plugins: [
    cloudflareTest({
      miniflare: { compatibilityDate: "2026-10-01", compatibilityFlags: ["nodejs_compat"] },
    }),
  ],
  resolve: {
    // Vitest does not read wrangler.toml's [alias].
    alias: {
      urllib: here("../../worker/payments/shims/urllib.ts"),
      "node:util": here("../../worker/payments/shims/nodeUtil.ts"),
    },
  },
  test: { name: "workers", include: ["**/*.test.ts"] },
});
