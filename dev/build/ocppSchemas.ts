// Reads the official message schemas and lets the messages of one version share their definitions.

export type JsonSchema = {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
};

export type MessageSchema = JsonSchema & { readonly $id: string };

export type NamedMessage = { readonly message: string; readonly schema: MessageSchema };

const definitionsId = "ocpp:definitions";

/**
 * Moves every message's definitions into one schema that all refer to, so that a type used by many
 * messages is compiled once. Throws when two messages mean different things by one name.
 */
export function shareDefinitions(messages: readonly NamedMessage[]): {
  readonly definitions: MessageSchema;
  readonly bodies: readonly NamedMessage[];
} {
  const shared = new Map<string, { readonly text: string; readonly schema: JsonSchema }>();
  for (const { message, schema } of messages) {
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
      const text = canonicalText(definition);
      const before = shared.get(name);
      if (before !== undefined && before.text !== text) {
        throw new Error(`${message} defines ${name} otherwise than a message before it`);
      }
      shared.set(name, { text, schema: JSON.parse(text) });
    }
  }
  const definitions = Object.fromEntries([...shared].map(([name, { schema }]) => [name, schema]));
  return {
    definitions: { $id: definitionsId, definitions: rebased(definitions) },
    bodies: messages.map(({ message, schema }) => {
      const { definitions: _, ...body } = schema;
      return { message, schema: { ...rebased(body), $id: `ocpp:${message}` } };
    }),
  };
}

const commentary = new Set(["description", "comment", "javaType", "$comment"]);

/** The messages of one version copy their types with other words and in another order of keys. */
const canonicalText = (schema: JsonSchema): string =>
  JSON.stringify(schema, (key, value: unknown) => {
    if (commentary.has(key) && typeof value === "string") return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });

/** The name a reference stands for. */
export const definitionName = (reference: string): string =>
  reference.slice(reference.lastIndexOf("/") + 1);

function rebased<S>(schema: S): S {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === "$ref" && typeof value === "string" && value.startsWith("#/definitions/")
        ? `${definitionsId}${value}`
        : value,
    ),
  );
}
