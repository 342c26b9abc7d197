// Finds what a file of `core` may not import.
import { posix } from "node:path";

const ALLOWED_PACKAGES = new Set(["zod/mini"]);
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']/g;

/**
 * `folder` is the file's own, seen from `core`; a path that leaves `core` is impure, and so
 * is one to what only tests use.
 */
export function impureImports(text: string, folder: string): string[] {
  const imported = [...text.matchAll(IMPORT)].map((match) => match[1] ?? "");
  return imported.filter((from) => {
    if (!from.startsWith(".")) return !ALLOWED_PACKAGES.has(from);
    const parts = posix.join("core", folder.replaceAll("\\", "/"), from).split("/");
    return parts[0] !== "core" || parts.includes("support");
  });
}
