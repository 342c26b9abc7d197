// What can be said after `npm start --`.
import { parseArgs } from "node:util";
import { USUAL_DATA_FOLDER } from "./folders.ts";
import { Complaint } from "./words.ts";

export type StartOptions = {
  readonly port: number;
  readonly gatewayPort: number;
  readonly controlPort: number;
  readonly hasFleet: boolean;
  /** How many times faster than the world the simulated cars charge. */
  readonly speed: number;
  readonly isFresh: boolean;
  /** The folder of keys, database and objects, seen from the repository. */
  readonly data: string;
};

export const usage = `npm start -- [--port 8787] [--gateway-port 8790] [--control-port 8791]
             [--no-fleet] [--speed 6] [--data .zhuang] [--fresh]`;

const known = {
  port: { type: "string", default: "8787" },
  "gateway-port": { type: "string", default: "8790" },
  "control-port": { type: "string", default: "8791" },
  "no-fleet": { type: "boolean", default: false },
  speed: { type: "string", default: "6" },
  data: { type: "string", default: USUAL_DATA_FOLDER },
  fresh: { type: "boolean", default: false },
} as const;

export function startOptions(args: readonly string[]): StartOptions {
  const values = parsed(args);
  const port = portOf("port", values.port);
  const gatewayPort = portOf("gateway-port", values["gateway-port"]);
  const controlPort = portOf("control-port", values["control-port"]);
  if (new Set([port, gatewayPort, controlPort]).size < 3) {
    throw new Complaint(["三个端口必须互不相同。", "The three ports must differ."]);
  }
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 60)) {
    throw new Complaint([
      `--speed 应为 1 到 60，而不是 ${values.speed}`,
      `--speed must be from 1 to 60, not ${values.speed}`,
    ]);
  }
  const { "no-fleet": hasNoFleet, fresh: isFresh, data } = values;
  return { port, gatewayPort, controlPort, hasFleet: !hasNoFleet, speed, isFresh, data };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Complaint([`参数有误：${why}\n  ${usage}`, `Wrong option: ${why}\n  ${usage}`]);
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Complaint([
    `--${name} 应为 1 到 65535，而不是 ${text}`,
    `--${name} must be from 1 to 65535, not ${text}`,
  ]);
}
