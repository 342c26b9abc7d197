// Builds what the platform is made of, and only what is stale: each part is stamped with a digest of
// all that it is made from, because a time stamp would lie after a checkout.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { built, root } from "./folders.ts";
import { runQuietly } from "./run.ts";
import { Complaint, step, type Words } from "./words.ts";

export type Build = {
  readonly name: string;
  readonly title: Words;
  /** Files and folders of the repository. */
  readonly inputs: readonly string[];
  /** Folders among them that do not count. */
  readonly except?: readonly string[];
  /** One that is always there when the build is. */
  readonly output: string;
  readonly command: readonly [string, ...string[]];
};

const npm = process.env["npm_execpath"];
export const npmRun = (...args: string[]): [string, ...string[]] =>
  npm === undefined ? ["npm", ...args] : [process.env["npm_node_execpath"] ?? "node", npm, ...args];

const miniapp = (target: string, output: string): Build => ({
  name: `miniapp-${target}`,
  title: [`构建司机端（${target}）`, `building the drivers' app (${target})`],
  inputs: [
    "miniapp",
    "core/contract",
    "core/live",
    "core/result.ts",
    "core/limits.ts",
    "core/limits",
  ],
  except: ["miniapp/test"],
  output,
  command: npmRun("--prefix", "miniapp", "run", `build:${target}`),
});

export const builds = {
  ocpp: {
    name: "ocpp",
    title: ["生成 OCPP 校验器", "generating the OCPP validators"],
    inputs: ["dev/build", "node_modules/ocpp-rpc/lib/schemas"],
    output: "core/ocpp/v16/validators.generated.js",
    command: ["node", "dev/build/ocppValidators.ts"],
  },
  admin: {
    name: "admin",
    title: ["构建运营后台", "building the admin"],
    inputs: ["worker/admin", "core", "package-lock.json"],
    output: "dist/assets/admin/index.html",
    command: ["vite", "build", "worker/admin", "--logLevel", "warn"],
  },
  docs: {
    name: "docs",
    title: ["生成 API 文档", "writing the API's documentation"],
    inputs: [
      "dev/build",
      "core/contract",
      "core/limits.ts",
      "core/limits",
      "worker/http",
      "package-lock.json",
    ],
    output: "dist/assets/docs/index.html",
    command: ["node", "dev/build/apiDocs.ts"],
  },
  h5: miniapp("h5", "dist/assets/app/index.html"),
  weapp: miniapp("weapp", "miniapp/dist/weapp/app.json"),
  alipay: miniapp("alipay", "miniapp/dist/alipay/app.json"),
  worker: {
    name: "worker",
    title: ["打包 Worker", "bundling the Worker"],
    inputs: ["worker", "durable-objects", "core", "wrangler.toml", "package-lock.json"],
    except: ["worker/admin"],
    output: "dist/worker/index.js",
    command: ["wrangler", "deploy", "--dry-run", "--outdir", "dist/worker"],
  },
} as const satisfies Record<string, Build>;

/** What the builds themselves leave there. */
const NOT_INPUTS = new Set(["node_modules", "dist", ".swc", ".taro-cache"]);
const isInput = (name: string): boolean => !/\.test\.tsx?$/.test(name) && !NOT_INPUTS.has(name);

async function filesUnder(path: string, except: readonly string[]): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => null);
  if (entries === null) return existsSync(join(root, path)) ? [path] : [];
  const lists = entries
    .filter(({ name }) => isInput(name) && !except.includes(`${path}/${name}`))
    .map((entry) => {
      const inside = `${path}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(inside, except) : Promise.resolve([inside]);
    });
  return (await Promise.all(lists)).flat();
}

async function digestOf({ inputs, except = [], command }: Build): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesUnder(input, except))))
    .flat()
    .toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash("sha256").update(command.slice(-3).join(" "));
  files.forEach((file, at) => hash.update(`\n${file}\n`).update(texts[at] ?? ""));
  return hash.digest("hex");
}

/** Answers whether it had to build. */
export async function buildIfStale(build: Build): Promise<boolean> {
  const stamp = join(built.stamps, build.name);
  const digest = await digestOf(build);
  const before = await readFile(stamp, "utf8").catch(() => "");
  if (before === digest && existsSync(join(root, build.output))) return false;
  step(build.title);
  await rm(stamp, { force: true });
  // wrangler wants the folder of the assets to be there.
  await mkdir(built.assets, { recursive: true });
  const { code, output } = await runQuietly(build.command);
  if (code !== 0 || !existsSync(join(root, build.output))) {
    throw new Complaint([
      `${build.title[0]}失败：\n${output}`,
      `${build.title[1]} failed; the output is above.`,
    ]);
  }
  await mkdir(built.stamps, { recursive: true });
  await writeFile(stamp, digest);
  return true;
}
