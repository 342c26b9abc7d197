// Runs a tool of the repository and keeps what it says.
import { spawn, type ChildProcess } from "node:child_process";
import { root } from "./folders.ts";

/** What the tools themselves would otherwise send or ask for over the network. */
const quiet = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
} as const;

export const toolEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, ...quiet });

/** A tool ends with the process that runs it. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/** Never throws for what the tool does: its exit code and output tell. */
export function runQuietly(
  [command, ...args]: readonly [string, ...string[]],
  onText: (text: string) => void = () => undefined,
): Promise<{ readonly code: number; readonly output: string }> {
  const isWindows = process.platform === "win32";
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindows,
    });
    running.add(child);
    let output = "";
    const take = (chunk: Buffer): void => {
      const text = chunk.toString("utf8");
      output += text;
      onText(text);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}
