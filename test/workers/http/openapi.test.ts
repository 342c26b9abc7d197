import { expect, test } from "vitest";
import { scopeOf } from "../../../core/contract/admin/apiScopes.ts";
import { carriesBody, pathParameters, type Endpoint } from "../../../core/contract/endpoint.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { problems } from "../../../core/contract/problems.ts";
import { ORIGIN, send } from "./support.ts";

type Operation = {
  operationId: string;
  security: readonly object[];
  parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: { "application/json": { schema: object } } };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: readonly { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
};

const document = async (): Promise<Document> => {
  const response = await send("/openapi.json");
  expect(response.headers.get("content-type")).toContain("application/json");
  return response.json();
};

const all = Object.entries<Endpoint>(endpoints);

test("the document is of OpenAPI 3.1 and names every endpoint once", async () => {
  const { openapi, info, servers, paths } = await document();
  expect(openapi).toBe("3.1.0");
  expect(info.title).not.toBe("");
  expect(info.version).not.toBe("");
  expect(servers).toEqual([{ url: ORIGIN }]);
  const named = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(named.toSorted()).toEqual(all.map(([name]) => name).toSorted());
});

test.each(all)(
  "%s is told whole: parameters, body, answer, problems, who may call",
  async (name, endpoint) => {
    const { paths, components } = await document();
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    const operation = paths[path]![endpoint.method.toLowerCase()]!;
    expect(operation.operationId).toBe(name);
    const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => name)).toEqual(pathParameters(endpoint.path));
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(operation.requestBody !== undefined).toBe(carriesBody(endpoint.method));
    expect(operation.responses["200"]!.content["application/json"]!.schema).toBeTypeOf("object");
    for (const code of endpoint.problems) {
      expect(operation.responses[String(problems[code].status)]!.description).toContain(
        `\`${code}\``,
      );
    }
    for (const scheme of operation.security.flatMap((one) => Object.keys(one))) {
      expect(Object.keys(components.securitySchemes)).toContain(scheme);
    }
    const isForKeys = scopeOf(endpoint) !== null;
    expect(operation.security.length).toBe(endpoint.access === "public" ? 0 : isForKeys ? 2 : 1);
  },
);

test("every reference leads somewhere, and no schema names a dialect of its own", async () => {
  const found = await document();
  const text = JSON.stringify(found);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(references.length).toBeGreaterThan(0);
  expect(text.match(/"\$ref":/g)).toHaveLength(references.length);
  for (const name of references) expect(Object.keys(found.components.schemas)).toContain(name);
  expect(text).not.toContain('"$schema"');
});
