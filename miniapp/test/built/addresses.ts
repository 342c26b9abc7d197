// Addresses of others in what is shipped: none may be called, so none may be there.
import type { BuiltFile } from "./files.ts";

/** Text only, never called: React's link to its error texts, bases of URL parsers, names of XML. */
const harmless = [
  "https://reactjs.org/docs/error-decoder.html",
  "https://taro.com",
  // Leaflet's own name in its attribution, which the map leaves out.
  "https://leafletjs.com",
  "https://query-string.invalid",
  "http://www.w3.org/",
];

export function foreignAddresses(
  files: readonly BuiltFile[],
  own: readonly string[],
): readonly string[] {
  const allowed = [...harmless, ...own];
  return files.flatMap((file) =>
    [...file.text().matchAll(/(?:https?|wss?):\/\/[\w.-]+(?::\d+)?[\w./-]*/g)]
      .map(([address]) => address)
      .filter((address) => !allowed.some((start) => address.startsWith(start)))
      .map((address) => `${file.path} holds the address ${address}`),
  );
}
