// OpenAPI 3.1, made from the contract's table: what is mounted is what is documented.
import * as z from "zod/mini";
import { scopeOf } from "../../core/contract/admin/apiScopes.ts";
import { carriesBody, pathParameters, type Endpoint } from "../../core/contract/endpoint.ts";
import { endpoints } from "../../core/contract/index.ts";
import {
  commonProblems,
  Problem,
  problems,
  type ProblemCode,
} from "../../core/contract/problems.ts";
import { limits } from "../../core/limits.ts";

type Json = Record<string, unknown>;

/** OpenAPI names its dialect once, so the schemas do not. */
function schemaOf(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

const openApiPath = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

const refusalsOf: Record<Endpoint["access"], readonly ProblemCode[]> = {
  public: [],
  driver: ["unauthorized"],
  staff: ["unauthorized", "forbidden", "second_factor_missing"],
};

/** A key's scopes stand where OpenAPI lists the roles that a scheme needs. */
function securityOf(endpoint: Endpoint): readonly Json[] {
  if (endpoint.access === "public") return [];
  if (endpoint.access === "driver") return [{ driverToken: [] }];
  const scope = scopeOf(endpoint);
  return [{ staffSession: [] }, ...(scope === null ? [] : [{ apiKey: [scope] }])];
}

/** One response a status, since several codes share one. */
function problemResponses({ access, problems: own }: Endpoint): Json {
  const codes = [...new Set([...own, ...refusalsOf[access], ...commonProblems])];
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].en}`).join("\n\n"),
        content: {
          "application/problem+json": {
            schema: {
              allOf: [
                { $ref: "#/components/schemas/Problem" },
                { type: "object", properties: { code: { enum: codes } } },
              ],
            },
          },
        },
      },
    ]),
  );
}

/** Every input is one flat object; anything else could not be spread over path, query and body. */
const FlatObject = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z._default(z.array(z.string()), []),
});

const bytesBody = {
  required: true,
  content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
};

const fileBody: Json = {
  required: true,
  content: {
    "multipart/form-data": {
      schema: {
        type: "object",
        properties: { file: { type: "string", contentMediaType: "application/octet-stream" } },
        required: ["file"],
      },
    },
  },
};

function inputOf(endpoint: Endpoint): Json {
  const { properties, required } = z.parse(FlatObject, schemaOf(endpoint.input, "input"));
  const inPath = pathParameters(endpoint.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const parameter = (name: string, place: "path" | "query"): Json => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: properties[name] ?? { type: "string" },
  });
  const parameters: Json[] = inPath.map((name) => parameter(name, "path"));
  if (!carriesBody(endpoint.method)) {
    return { parameters: [...parameters, ...rest.map((name) => parameter(name, "query"))] };
  }
  if (endpoint.body === "file") return { parameters, requestBody: fileBody };
  if (endpoint.body === "bytes") return { parameters, requestBody: bytesBody };
  const body = {
    type: "object",
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: required.filter((name) => rest.includes(name)),
  };
  return {
    parameters,
    requestBody: { required: true, content: { "application/json": { schema: body } } },
  };
}

const operationOf = (name: string, endpoint: Endpoint): Json => ({
  operationId: name,
  tags: [endpoint.tag],
  summary: endpoint.summary,
  security: securityOf(endpoint),
  ...inputOf(endpoint),
  responses: {
    "200": {
      description: "Done.",
      content: { "application/json": { schema: schemaOf(endpoint.output, "output") } },
    },
    ...problemResponses(endpoint),
  },
});

function paths(): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = openApiPath(endpoint.path);
    const operations = (found[path] ??= {});
    operations[endpoint.method.toLowerCase()] = operationOf(name, endpoint);
  }
  return found;
}

/** The document for a deployment at `origin`. */
export const openApiDocument = (origin: string, staffCookie: string): Json => ({
  openapi: "3.1.0",
  info: {
    title: "Zhuang (桩)",
    version: "1",
    description:
      "EV charging: find a pile, charge, pay; and run the piles. Money is in fen, energy in Wh, " +
      "prices in 1/10,000 yuan per kWh, time in milliseconds since 1970. Refusals are problem " +
      "documents (RFC 9457) with a stable `code`, in Chinese or English by `Accept-Language`.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  servers: [{ url: origin }],
  tags: [...new Set(Object.values<Endpoint>(endpoints).map(({ tag }) => tag))].map((name) => ({
    name,
  })),
  paths: paths(),
  components: {
    schemas: { Problem: schemaOf(Problem, "output") },
    securitySchemes: {
      driverToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      staffSession: { type: "apiKey", in: "cookie", name: staffCookie },
      apiKey: {
        type: "http",
        scheme: "bearer",
        description:
          "A key that an owner makes in the admin (`zk_…`). It may do what its role may, within its " +
          `scopes, up to ${limits.apiKeyRequestsPerMinute.most} times a minute.`,
      },
    },
  },
});
