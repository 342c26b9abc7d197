// Takes the run-time requires out of ajv's standalone code: a Worker has no require.

/** ajv's helper by its path, as source of one function without dependencies. */
const helpers: Readonly<Record<string, string>> = {
  // JSON schema counts characters, JavaScript UTF-16 units.
  'require("ajv/dist/runtime/ucs2length").default': `function charactersIn(text) {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count -= 1;
      at += 1;
    }
  }
  return count;
}`,
};

/** Replaces each known helper; throws on one that is not known, so that the build stops. */
export function inlineRuntime(code: string): string {
  let inlined = code.replace(/^"use strict";/, "");
  for (const [required, source] of Object.entries(helpers)) {
    inlined = inlined.replaceAll(required, `(${source})`);
  }
  const left = /require\([^)]*\)[.\w]*/.exec(inlined);
  if (left !== null) throw new Error(`ajv's code needs ${left[0]}: add it to ocppRuntime.ts`);
  if (/\beval\(|new Function\b/.test(inlined)) throw new Error("ajv's code compiles at run time");
  return inlined;
}
