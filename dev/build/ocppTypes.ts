// Writes the TypeScript types that the generated validators prove, so that schema and type cannot
// drift apart.
import { definitionName } from "./ocppSchemas.ts";
import type { JsonSchema, NamedMessage } from "./ocppSchemas.ts";

const head = `export type ValidationError = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
};

/** Proves that the data is a T; when it does not, \`errors\` says why until the next call. */
export type Validator<T> = {
  (data: unknown): data is T;
  readonly errors?: readonly ValidationError[] | null;
};

export declare const actionNames: readonly string[];
`;

/** "Authorize.req" becomes AuthorizeReq. */
const typeNameOf = (message: string): string =>
  message.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());

export function declarations(
  definitions: JsonSchema,
  messages: readonly NamedMessage[],
  exportNameOf: (message: string) => string,
): string {
  const shared = Object.entries(definitions.definitions ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`,
  );
  const bodies = messages.map(
    ({ message, schema }) =>
      `export type ${typeNameOf(message)} = ${typeOf(schema)};\n` +
      `export declare const ${exportNameOf(message)}: Validator<${typeNameOf(message)}>;\n`,
  );
  return [head, ...shared, ...bodies].join("\n");
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return definitionName(schema.$ref);
  if (schema.enum !== undefined) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  switch (schema.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return `readonly (${schema.items === undefined ? "unknown" : typeOf(schema.items)})[]`;
    case "object":
      return objectTypeOf(schema);
    case undefined:
    default:
      return "unknown";
  }
}

function objectTypeOf(schema: JsonSchema): string {
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).map(
    ([name, member]) =>
      `readonly ${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(member)};`,
  );
  if (schema.additionalProperties !== false) members.push("readonly [name: string]: unknown;");
  return members.length === 0 ? "Readonly<Record<string, never>>" : `{ ${members.join(" ")} }`;
}
