// What a build's app.json says of its pages and packages.
import { posix } from "node:path";
import type { BuiltFile } from "./files.ts";

export type Json = Readonly<Record<string, unknown>>;

export type Package = { readonly root: string; readonly pages: readonly string[] };

/** An object, or null where the file is missing or holds something else. */
export function jsonOf(files: readonly BuiltFile[], path: string): Json | null {
  const file = files.find((one) => one.path === path);
  if (file === undefined) return null;
  try {
    const value: unknown = JSON.parse(file.text());
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

export const namesIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

/** The packages beside the main one, by either spelling. */
export function subpackagesOf(app: Json): readonly Package[] {
  const listed = app["subPackages"] ?? app["subpackages"];
  if (!Array.isArray(listed)) return [];
  return listed.map((one: unknown) => {
    const { root, pages }: Json = Object(one);
    return { root: posix.join(String(root), "/"), pages: namesIn(pages) };
  });
}

/** Paths of all pages, without extensions. */
export const pagesOf = (app: Json): readonly string[] => [
  ...namesIn(app["pages"]),
  ...subpackagesOf(app).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page))),
];
