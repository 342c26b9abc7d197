// The files of a build.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";

export type BuiltFile = {
  /** Inside the build, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly text: () => string;
};

export const filesOf = (root: string): readonly BuiltFile[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return {
        path: relative(root, full).replaceAll("\\", "/"),
        bytes: statSync(full).size,
        text: () => readFileSync(full, "utf8"),
      };
    });

export const withExtension = (
  files: readonly BuiltFile[],
  ...extensions: readonly string[]
): readonly BuiltFile[] => files.filter((file) => extensions.includes(extname(file.path)));
