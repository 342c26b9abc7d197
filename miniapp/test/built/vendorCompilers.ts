// WeChat's own compilers of templates and styles, which say by file and line what an upload would
// refuse. They are programs for x64; elsewhere this says nothing.
import { spawnSync } from "node:child_process";
import { copyFileSync, chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type BuiltFile, withExtension } from "./files.ts";

const systems: Readonly<Record<string, string>> = {
  linux: "linux",
  darwin: "mac",
  win32: "windows",
};

export function compilerFindings(root: string, files: readonly BuiltFile[]): readonly string[] {
  const system = systems[platform()];
  if (system === undefined || arch() !== "x64") return [];
  const extension = system === "windows" ? ".exe" : "";
  const entry = createRequire(import.meta.url).resolve("miniprogram-compiler/package.json");
  const here = mkdtempSync(join(tmpdir(), "zhuang-compilers-"));
  const run = (name: string, of: readonly BuiltFile[]): readonly string[] => {
    // The package's own copy may not be executed.
    const program = join(here, name + extension);
    copyFileSync(join(dirname(entry), "bin", system, name + extension), program);
    chmodSync(program, 0o755);
    const given = of.map((file) => file.path);
    const { status, stderr, error } = spawnSync(program, given, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) return [`${name} did not run: ${error.message}`];
    return status === 0 ? [] : [`${name}: ${stderr.trim()}`];
  };
  const findings = [
    ...run("wcc", withExtension(files, ".wxml", ".wxs")),
    ...run("wcsc", withExtension(files, ".wxss")),
  ];
  rmSync(here, { recursive: true });
  return findings;
}
