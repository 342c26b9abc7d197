// Sees to it that there is a browser for the tests that need one, with a font for Chinese.
import { existsSync } from "node:fs";
import { runQuietly } from "../start/run.ts";
import type { Command } from "./steps.ts";

const PACKAGES = ["chromium", "fonts-noto-cjk"] as const;
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FONTS = ["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"];

const hasOne = (paths: readonly string[]): boolean => paths.some((path) => existsSync(path));

const runs = async (...command: Command): Promise<boolean> =>
  (await runQuietly(command)).code === 0;

/** Installs them where it may; otherwise says what to install, and the tests tell the rest. */
export async function provideBrowser(): Promise<void> {
  const isSet = process.env["CHROMIUM_PATH"] !== undefined;
  if (isSet || process.platform !== "linux" || (hasOne(BROWSERS) && hasOne(FONTS))) return;
  console.log(`⏳ 安装浏览器 / installing ${PACKAGES.join(" and ")} for the browser tests`);
  const isRoot = process.getuid?.() === 0;
  const sudo = !isRoot && (await runs("sudo", "-n", "true")) ? ["sudo", "-n"] : [];
  const mayInstall = existsSync("/usr/bin/apt-get") && (isRoot || sudo.length > 0);
  if (mayInstall && (await install(sudo))) return;
  console.log(
    `✗ 未能安装浏览器，请手动安装：${PACKAGES.join(" ")}\n` +
      `✗ No browser could be installed. Install by hand: ${PACKAGES.join(" ")}, or set CHROMIUM_PATH.`,
  );
}

async function install(sudo: readonly string[]): Promise<boolean> {
  const aptGet = (...args: string[]): Promise<boolean> => {
    const options = ["-o", "DPkg::Lock::Timeout=120", "-qq", "-y"];
    const [command = "apt-get", ...rest] = [...sudo, "apt-get", ...options, ...args];
    return runs(command, ...rest);
  };
  await aptGet("update");
  return aptGet("install", "--no-install-recommends", ...PACKAGES);
}
