// Writes the OCPP validators at build time, because a Worker may not compile code at run time.
// From the official JSON schemas it makes, for each version, one module of standalone functions
// and the types that each of them proves.
import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { inlineRuntime } from "./ocppRuntime.ts";
import { shareDefinitions } from "./ocppSchemas.ts";
import type { JsonSchema, MessageSchema } from "./ocppSchemas.ts";
import { declarations } from "./ocppTypes.ts";

export type VersionBuild = {
  readonly schemas: string;
  /** Folder below core/ocpp. */
  readonly folder: string;
  /** Name of a message ("Authorize.req") from a schema's id, which each version spells its own way. */
  readonly messageOf: (schemaId: string) => string;
  /** Messages whose times are not checked: they carry energy, and energy is never refused for a clock. */
  readonly anyTime: readonly string[];
  /** Written at the top of what is made from the schemas. */
  readonly notice: string;
};

export const versionBuilds: readonly VersionBuild[] = [
  {
    schemas: "ocpp-rpc/lib/schemas/ocpp1_6.json",
    folder: "v16",
    messageOf: (schemaId) => schemaId.replace(/^urn:/, ""),
    anyTime: ["StartTransaction.req", "StopTransaction.req", "MeterValues.req"],
    notice: "Made by dev/build/ocppValidators.ts from the OCPP 1.6 JSON schemas. Do not edit.",
  },
];

/**
 * What the decoders can read as a time. The schema's date-time wants a zone, and chargers in the
 * field leave it out; what has no digits of a date is refused still.
 */
const readableTime =
  /^\s*\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[Zz]|[+-]\d{2}:?\d{2})?)?\s*$/;

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const require = createRequire(import.meta.url);

function compiler(): Ajv {
  const ajv = new Ajv({
    strictSchema: false,
    // A tenth of an ampere is no exact binary fraction.
    multipleOfPrecision: 6,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addFormat("date-time", readableTime);
  ajv.addFormat("uri", true);
  return ajv;
}

function withoutTimeFormat(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === "format" && value === "date-time" ? undefined : value,
    ),
  );
}

const exportNameOf = (message: string): string =>
  `validate${message.replace(/\.(req|conf)$/, (_, side: string) => (side === "req" ? "Req" : "Conf"))}`;

/** The generated module of one version, as text, and its declarations. */
export function generate(
  build: VersionBuild,
  schemas: readonly MessageSchema[],
): { readonly code: string; readonly types: string } {
  const messages = schemas
    .map((schema) => ({ message: build.messageOf(schema.$id), schema }))
    .toSorted((a, b) => (a.message < b.message ? -1 : 1));
  const { definitions, bodies } = shareDefinitions(messages);
  const ajv = compiler();
  ajv.addSchema(definitions);
  const exports: Record<string, string> = {};
  for (const { message, schema } of bodies) {
    ajv.addSchema(build.anyTime.includes(message) ? withoutTimeFormat(schema) : schema);
    exports[exportNameOf(message)] = schema.$id;
  }
  const actions = messages
    .filter(({ message }) => message.endsWith(".req"))
    .map(({ message }) => message.slice(0, -".req".length));
  const notice = `// ${build.notice.replaceAll("\n", "\n// ")}\n`;
  const body = inlineRuntime(standalone(ajv, exports));
  return {
    code: `${notice}${body}\nexport const actionNames = ${JSON.stringify(actions)};\n`,
    types: notice + declarations(definitions, bodies, exportNameOf),
  };
}

async function isFresh(outputs: readonly string[], digest: string): Promise<boolean> {
  const stamped = await Promise.all(
    outputs.map(async (output) => {
      const present = await stat(output).catch(() => null);
      return present !== null && (await readFile(output, "utf8")).includes(digest);
    }),
  );
  return stamped.every(Boolean);
}

/** A digest of all that the output depends on: a time stamp would lie after a checkout. */
async function digestOf(build: VersionBuild, schemasText: string): Promise<string> {
  const own = ["ocppValidators.ts", "ocppRuntime.ts", "ocppSchemas.ts", "ocppTypes.ts"];
  const texts = await Promise.all(own.map((name) => readFile(join(here, name), "utf8")));
  const ajvVersion = await readFile(require.resolve("ajv/package.json"), "utf8");
  const hash = createHash("sha256").update(build.folder).update(schemasText).update(ajvVersion);
  for (const text of texts) hash.update(text);
  return hash.digest("hex");
}

async function write(build: VersionBuild): Promise<"written" | "fresh"> {
  const schemasText = await readFile(require.resolve(build.schemas), "utf8");
  const digest = await digestOf(build, schemasText);
  const folder = join(root, "core/ocpp", build.folder);
  const code = join(folder, "validators.generated.js");
  const types = join(folder, "validators.generated.d.ts");
  if (await isFresh([code, types], digest)) return "fresh";
  const made = generate(build, JSON.parse(schemasText));
  await mkdir(folder, { recursive: true });
  await writeFile(code, `// ${digest}\n${made.code}`);
  await writeFile(types, `// ${digest}\n${made.types}`);
  return "written";
}

if (import.meta.main) {
  for (const build of versionBuilds) {
    const state = await write(build);
    console.log(`OCPP validators ${build.folder}: ${state === "fresh" ? "up to date" : "written"}`);
  }
}
