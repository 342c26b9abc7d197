// A platform in a process of its own, as a test holds it: it can be asked, and it can be killed.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type {
  FromHost,
  HostAnswer,
  HostOptions,
  HostQuestion,
  PictureFile,
  Statement,
  StatementResult,
  ToHost,
} from "./hostMessages.ts";

const hostScript = fileURLToPath(new URL("platformHost.ts", import.meta.url));
const logLinesKept = 200;

type Waiting = {
  readonly resolve: (answer: HostAnswer) => void;
  readonly reject: (error: Error) => void;
};

export class HostProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #log: string[] = [];
  #nextId = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (message: FromHost) => this.#answered(message));
    child.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the platform is gone"));
      this.#waiting.clear();
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#log.push(text);
        this.#log.splice(0, this.#log.length - logLinesKept);
      });
    }
  }

  /** Rejects with what the process wrote when the platform does not come up. */
  static async start(
    options: HostOptions,
  ): Promise<{ readonly host: HostProcess; readonly url: string; readonly startMs: number }> {
    // Its own process group: workerd is a child of the child, and a kill must take both at once.
    const child = fork(hostScript, [], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const host = new HostProcess(child);
    try {
      const { url, startMs } = await host.#ask("started", { kind: "start", options });
      return { host, url, startMs };
    } catch (error) {
      await host.kill();
      throw new Error(`the platform did not start: ${String(error)}\n${host.log}`, {
        cause: error,
      });
    }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("the platform has no process");
    return this.#child.pid;
  }

  /** What it wrote last. */
  get log(): string {
    return this.#log.join("");
  }

  /** SIGKILL to the process and to workerd; resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    process.kill(-this.pid, "SIGKILL");
    await gone;
  }

  async stop(): Promise<void> {
    await this.#ask("done", { kind: "stop" }).catch(() => undefined);
    await this.kill();
  }

  /** All statements, or none where one fails. */
  async sql(statements: readonly Statement[]): Promise<readonly StatementResult[]> {
    return (await this.#ask("results", { kind: "sql", statements })).results;
  }

  async rawSql(statement: Statement): Promise<readonly unknown[]> {
    return (await this.#ask("rawRows", { kind: "rawSql", statement })).rows;
  }

  /** Runs the Worker's scheduled handler once, as the cron trigger would. */
  async scheduled(cron: string): Promise<void> {
    await this.#ask("done", { kind: "scheduled", cron });
  }

  async putPicture(picture: PictureFile): Promise<void> {
    await this.#ask("done", { kind: "putPicture", picture });
  }

  /** Throws a Durable Object out of memory; its sockets hibernate. */
  async evict(className: string, name: string): Promise<void> {
    await this.#ask("done", { kind: "evict", className, name });
  }

  async #ask<K extends HostAnswer["kind"]>(
    wanted: K,
    question: HostQuestion,
  ): Promise<Extract<HostAnswer, { kind: K }>> {
    const id = this.#nextId++;
    const answer = await new Promise<HostAnswer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, question } satisfies ToHost, (error) => {
        if (error === null) return;
        this.#waiting.delete(id);
        reject(error);
      });
    });
    if (isOfKind(answer, wanted)) return answer;
    const said = answer.kind === "failed" ? answer.error : `answered ${answer.kind}`;
    throw new Error(`${question.kind}: ${said}`);
  }

  #answered({ id, answer }: FromHost): void {
    this.#waiting.get(id)?.resolve(answer);
    this.#waiting.delete(id);
  }
}

const isOfKind = <K extends HostAnswer["kind"]>(
  answer: HostAnswer,
  kind: K,
): answer is Extract<HostAnswer, { kind: K }> => answer.kind === kind;

/** A port that was free a moment ago: a platform that is restarted must keep its address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was bound");
  return address.port;
}
