import { beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod/mini";
import { listStations, getStation } from "../../../core/contract/stations.ts";
import { signInAsDemo } from "../../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import { Problem, problems } from "../../../core/contract/problems.ts";
import { limits } from "../../../core/limits.ts";
import { aBinding, ask, migrate, ORIGIN, send } from "./support.ts";

beforeAll(migrate);

const inLanguage = (language: string) =>
  ask(getStation, { stationId: "nowhere" }, { "accept-language": language });
const post = (body: BodyInit | null, type = "application/json") =>
  send("/api/v1/sessions/demo", { method: "POST", headers: { "content-type": type }, body });
const codeOf = async (response: Response) => z.parse(Problem, await response.json()).code;
/** A database that fails at the first statement. */
const brokenDatabase = (message: string) =>
  aBinding<D1Database>({
    prepare: () => {
      throw new Error(message);
    },
  });

describe("a problem document", () => {
  test("speaks the reader's language, and its code is the same in both", async () => {
    const zh = await inLanguage("zh-CN,zh;q=0.9");
    const en = await inLanguage("en-GB");
    expect(zh.body).toMatchObject({
      title: problems.station_not_found.zh,
      code: "station_not_found",
    });
    expect(en.body).toMatchObject({
      title: problems.station_not_found.en,
      code: "station_not_found",
    });
    expect((await inLanguage("fr")).body).toMatchObject({ title: problems.station_not_found.zh });
  });

  test("is of RFC 9457: its type, its status, and the request it is about", async () => {
    const answer = await inLanguage("en");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const problem = z.parse(Problem, answer.body);
    expect(problem.status).toBe(404);
    expect(problem.type).toBe(`${ORIGIN}/docs/problems#station_not_found`);
    expect(problem.instance).toBe(`urn:request:${answer.headers.get("x-request-id")}`);
  });

  test("says what was wrong where, in the reader's language", async () => {
    const input = { latitude: 91, longitude: 121, limit: 0 };
    const en = await ask(listStations, input, { "accept-language": "en" });
    const zh = await ask(listStations, input, { "accept-language": "zh" });
    const paths = (answer: typeof en) =>
      z.parse(Problem, answer.body).errors?.map(({ path }) => path);
    expect(en.status).toBe(400);
    expect(paths(en)).toEqual(["latitude", "limit"]);
    expect(paths(zh)).toEqual(["latitude", "limit"]);
    expect(z.parse(Problem, en.body).errors![0]!.message).toMatch(/^Too big/);
    expect(z.parse(Problem, zh.body).errors![0]!.message).toMatch(/数值过大/);
  });
});

describe("a request that no endpoint takes", () => {
  test("is told so by path and by method", async () => {
    expect(await codeOf(await send("/api/v1/nothing"))).toBe("not_found");
    expect(await codeOf(await send("/api/v1/nothing", { method: "POST" }))).toBe("not_found");
    const wrong = await send("/api/v1/stations", { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("GET, HEAD");
    expect(await codeOf(wrong)).toBe("method_not_allowed");
  });

  test.each(["", "{", "null", "[]", '"text"', "1"])("is refused with the body %j", async (body) => {
    const response = await post(body);
    expect([response.status, await codeOf(response)]).toEqual([400, "bad_request"]);
  });

  test("is refused when it is too large, by its length or by what comes", async () => {
    const large = JSON.stringify({ name: "x".repeat(limits.bodyBytes.most) });
    expect(await codeOf(await post(large))).toBe("payload_too_large");
    const stream = new Response(large).body!;
    const response = await post(stream);
    expect([response.status, await codeOf(response)]).toEqual([413, "payload_too_large"]);
  });

  test("cannot overwrite the path by its body", async () => {
    const response = await send("/api/v1/admin/piles/PILE-1/reset", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ pileId: "PILE-2", type: "Soft" }),
    });
    expect(response.status).toBe(401);
  });
});

describe("an error that nobody expected", () => {
  test("is told as internal, logged under the request's id, and leaks nothing", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = brokenDatabase("secret of the inside");
    const answer = await ask(
      signInAsDemo,
      { name: "anna", policyVersion: POLICY_VERSION },
      {},
      { DB: broken },
    );
    expect([answer.status, answer.code]).toEqual([500, "internal"]);
    expect(JSON.stringify(answer.body)).not.toContain("secret");
    const { instance = "" } = z.parse(Problem, answer.body);
    expect(instance).toMatch(/^urn:request:./);
    expect(String(logged.mock.calls[0])).toContain(instance.replace("urn:request:", ""));
    logged.mockRestore();
  });

  test("in a query is logged without the query's values", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const statement = {
      bind: () => statement,
      all: () => Promise.reject(new Error("D1_ERROR: no such table")),
      raw: () => Promise.reject(new Error("D1_ERROR: no such table")),
    };
    const broken = aBinding<D1Database>({ prepare: () => statement });
    await ask(
      signInAsDemo,
      { name: "a-private-name", policyVersion: POLICY_VERSION },
      {},
      { DB: broken },
    );
    const lines = logged.mock.calls.map(String).join("\n");
    expect(lines).toContain("no such table");
    expect(lines).not.toContain("a-private-name");
    logged.mockRestore();
  });
});

test("every answer of the API carries its security headers", async () => {
  const { headers } = await send("/api/v1/config");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toContain("max-age=63072000");
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

test("the health check says whether the database answers", async () => {
  const well = await send("/healthz");
  expect(await well.json()).toEqual({ status: "ok", versions: { api: "v1", ocpp: ["ocpp1.6"] } });
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = brokenDatabase("down");
  expect((await send("/healthz", {}, { DB: broken })).status).toBe(503);
  logged.mockRestore();
});
