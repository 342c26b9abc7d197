// What `npm start`, `npm test` and the other verbs run first, with whatever Node the machine has:
// it installs what is missing and goes on in the project's own Node. It uses nothing but Node's
// own modules, because nothing else is there yet.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const verbs = {
  start: { script: "dev/start/main.ts", folders: [".", "miniapp"] },
  test: { script: "dev/test/main.ts", folders: [".", "miniapp"] },
  check: { script: "dev/test/main.ts", folders: [".", "miniapp"], args: ["--checks"] },
  bench: { script: "bench/main.ts", folders: [".", "miniapp"] },
  pile: { script: "dev/cli/pile.ts", folders: ["."] },
  card: { script: "dev/cli/card.ts", folders: ["."] },
  operator: { script: "dev/cli/operator.ts", folders: ["."] },
};

/** Says it in both languages and ends. */
function giveUp(chinese, english) {
  console.error(`\n✗ ${chinese}\n✗ ${english}\n`);
  process.exit(1);
}

const stampPath = (folder) => join(root, folder, "node_modules", ".zhuang-installed");

function lockDigest(folder) {
  const lock = readFileSync(join(root, folder, "package-lock.json"));
  return createHash("sha256").update(lock).digest("hex");
}

/** By the lock file's content; a folder that was installed by hand counts when it is newer. */
function isInstalled(folder) {
  if (existsSync(stampPath(folder))) {
    return readFileSync(stampPath(folder), "utf8").trim() === lockDigest(folder);
  }
  const installed = join(root, folder, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(join(root, folder, "package-lock.json")).mtimeMs;
}

/**
 * The npm that runs this script, or the one on the path; and by the machine's Node, because the
 * project's own one is among what npm replaces.
 */
function runNpm(args, cwd) {
  const own = process.env.npm_execpath;
  const machineNode = process.env.npm_node_execpath || process.execPath;
  const isScript = own !== undefined && /\.[cm]?js$/.test(own);
  const options = { cwd, stdio: "inherit", shell: !isScript && process.platform === "win32" };
  return isScript
    ? spawnSync(machineNode, [own, ...args], options)
    : spawnSync("npm", args, options);
}

function install(folder) {
  const name = folder === "." ? "zhuang" : folder;
  console.log(`⏳ 安装依赖：${name}（首次约一分钟） / installing ${name} (about a minute once)`);
  // Not `npm ci`: it refuses a lock file that lacks another platform's optional packages, and
  // `install` takes the locked versions too. A NODE_ENV of "production" would leave the tools out.
  const args = [
    "install",
    "--no-save",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const { status, error } = runNpm(args, join(root, folder));
  if (error !== undefined || status !== 0) {
    giveUp(
      `安装失败。请检查网络与 npm 镜像设置（npm config get registry），然后重试；` +
        `或在 ${join(root, folder)} 中手动运行 npm install 查看详情。`,
      `The installation failed. Check the network and npm's registry (npm config get registry) and ` +
        `try again, or run npm install in ${join(root, folder)} to see more.`,
    );
  }
  // By a rename: an end in the middle of it must not leave half a stamp.
  writeFileSync(`${stampPath(folder)}.new`, `${lockDigest(folder)}\n`);
  renameSync(`${stampPath(folder)}.new`, stampPath(folder));
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= OLDEST_NODE) return;
  giveUp(
    `需要 Node ${OLDEST_NODE} 或更新版本，当前是 ${process.versions.node}。请从 nodejs.org 安装。`,
    `Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}. Get it from nodejs.org.`,
  );
}

/** The project's own Node: wrangler and vitest want a newer one than the machine may have. */
function ownNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const path = join(root, "node_modules", "node", "bin", name);
  const tried = existsSync(path) ? spawnSync(path, ["--version"]) : null;
  if (tried !== null && tried.status === 0) return path;
  return giveUp(
    "项目自带的 Node 没有装好。请运行 npm rebuild node 后重试。",
    "The project's own Node is not in place. Run npm rebuild node and try again.",
  );
}

/** Ends as the script ends; the script hears of this process's end by its channel's. */
function goOn(node, script, args) {
  const separator = process.platform === "win32" ? ";" : ":";
  const path = [join(root, "node_modules", ".bin"), process.env.PATH || ""].join(separator);
  const child = spawn(node, [join(root, script), ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: path },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  // npm passes a signal on to its shell alone, which ends without a word to this process.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 1000);
  watch.unref();
  child.on("error", (error) => giveUp(`无法启动：${error}`, `Cannot start: ${error}`));
  child.on("exit", (code, signal) =>
    process.exit(signal === null ? (code === null ? 1 : code) : 1),
  );
}

checkNode();
const [name = "", ...args] = process.argv.slice(2);
if (!Object.hasOwn(verbs, name)) {
  const known = Object.keys(verbs).join(", ");
  giveUp(`未知命令“${name}”，可用：${known}`, `Unknown verb "${name}"; known are ${known}`);
}
const verb = verbs[name];
for (const folder of verb.folders) if (!isInstalled(folder)) install(folder);
goOn(ownNode(), verb.script, [...(verb.args || []), ...args]);
