// What the browser's build must not do: load from anywhere else, or grow past what a slow phone bears.
import { gzipSync } from "node:zlib";
import { foreignAddresses } from "./addresses.ts";
import { filesOf, withExtension } from "./files.ts";
import { scriptFindings } from "./scripts.ts";

/** The shell and the first page, gzipped: about three seconds on a slow mobile link. */
const firstLoadBytes = 200 * 1024;

export function checkBrowser(root: string): readonly string[] {
  const files = filesOf(root);
  const index = files.find((file) => file.path === "index.html");
  if (index === undefined) return ["index.html is missing"];
  const loaded = [...index.text().matchAll(/(?:src|href)="?([^"\s>]+)/g)]
    .map(([, path]) => path ?? "")
    .filter((path) => !path.startsWith("data:"));
  const paths = new Set(files.map((file) => `/app/${file.path}`));
  const first = files.filter(
    (file) => loaded.includes(`/app/${file.path}`) || file.path === "index.html",
  );
  const bytes = first.reduce((sum, file) => sum + gzipSync(file.text()).length, 0);
  return [
    ...loaded.filter((path) => !paths.has(path)).map((path) => `index.html loads ${path}`),
    ...withExtension(files, ".js").flatMap((file) => scriptFindings(file, "h5")),
    ...foreignAddresses(withExtension(files, ".js", ".css", ".html"), []),
    ...(bytes > firstLoadBytes ? [`the first load has ${bytes} bytes gzipped`] : []),
  ];
}
