import { describe, expect, test } from "vitest";
import { aBinding, send } from "./support.ts";

/** Assets as Workers serve them with `not_found_handling = "none"`: a file, or nothing. */
const files: Readonly<Record<string, string>> = {
  "/admin/": "the admin",
  "/app/": "the drivers' app",
  "/app/main.js": "a script",
};
const ASSETS = aBinding<Fetcher>({
  fetch: async (input: RequestInfo | URL) => {
    const text = files[new URL(new Request(input).url).pathname];
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text);
  },
});

const get = (path: string) => send(path, {}, { ASSETS });

describe("the apps' pages", () => {
  test.each([
    ["/admin/", "the admin"],
    ["/admin/piles/PILE-1", "the admin"],
    ["/app/stations/one/two", "the drivers' app"],
    ["/app/main.js", "a script"],
  ])("%s is answered with %s", async (path, text) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([200, text]);
  });

  test.each(["/app/missing.js", "/admin/old/main.css", "/other", "/other/page"])(
    "%s is not there",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
    },
  );

  test.each([
    ["/", "/app/"],
    ["/app", "/app/"],
    ["/admin", "/admin/"],
  ])("%s leads to %s", async (path, target) => {
    const response = await get(path);
    expect([response.status, response.headers.get("location")]).toEqual([302, target]);
  });
});
