import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { inlineRuntime } from "./ocppRuntime.ts";
import { shareDefinitions } from "./ocppSchemas.ts";
import { generate, versionBuilds } from "./ocppValidators.ts";
import type { VersionBuild } from "./ocppValidators.ts";

const require = createRequire(import.meta.url);
const schemasOf = (build: VersionBuild) =>
  JSON.parse(readFileSync(require.resolve(build.schemas), "utf8"));
const load = (code: string): Promise<Record<string, (data: unknown) => boolean>> =>
  import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);

const message = (name: string, type: string) => ({
  message: name,
  schema: { $id: name, definitions: { A: { type } } },
});

describe("the generated validators", () => {
  it.each(versionBuilds)("of $folder need nothing at run time that a Worker has not", (build) => {
    const { code } = generate(build, schemasOf(build));
    expect(code).not.toMatch(/\brequire\(|\bimport\b|\beval\(|new Function\b/);
  });

  it("of a later version are one row, its messages sharing their types", async () => {
    const build: VersionBuild = {
      schemas: "ocpp-rpc/lib/schemas/ocpp2_0_1.json",
      folder: "v201",
      messageOf: (schemaId) => schemaId.replace(/^urn:/, ""),
      anyTime: [],
      notice: "test",
    };
    const { code, types } = generate(build, schemasOf(build));
    expect(types.match(/^export type IdTokenType = /gm)).toHaveLength(1);
    const { validateAuthorizeReq } = await load(code);
    expect(validateAuthorizeReq!({ idToken: { idToken: "A", type: "ISO14443" } })).toBe(true);
    expect(validateAuthorizeReq!({ idToken: { idToken: "A", type: "Nonsense" } })).toBe(false);
  });

  it("stop the build when ajv asks for a helper that is not known", () => {
    expect(() => inlineRuntime('const f = require("ajv/dist/runtime/equal").default;')).toThrow(
      "ajv/dist/runtime/equal",
    );
    expect(() => inlineRuntime("eval(x)")).toThrow("run time");
  });

  it("stop the build when two messages mean different things by one name", () => {
    expect(() => shareDefinitions([message("x", "string"), message("y", "number")])).toThrow("A");
  });
});
