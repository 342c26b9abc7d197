// The judge of the conformance tests: the official schemas, compiled apart from our build and with
// no leniency, so that it does not repeat our own mistakes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);

export type Judge = {
  readonly messages: readonly string[];
  /** null: valid. */
  readonly faultOf: (message: string, payload: unknown) => string | null;
};

/** `formats` false leaves times unchecked, as a platform that is lenient about clocks does. */
export function officialSchemas(file: string, formats: boolean): Judge {
  const schemas: readonly { readonly $id: string }[] = JSON.parse(
    readFileSync(require.resolve(`ocpp-rpc/lib/schemas/${file}`), "utf8"),
  );
  const ajv = new Ajv({ strictSchema: false, validateFormats: formats });
  addFormats.default(ajv);
  // Their ids are not valid URNs to ajv's newer resolver, so they are compiled one by one.
  const compiled = new Map(
    schemas.map(({ $id, ...schema }) => [$id.replace(/^urn:/, ""), ajv.compile(schema)]),
  );
  return {
    messages: [...compiled.keys()],
    faultOf(message, payload) {
      const validate = compiled.get(message);
      if (validate === undefined) return `no schema ${message}`;
      return validate(payload) ? null : ajv.errorsText(validate.errors);
    },
  };
}
