/** Runs the gateway by itself: `node dev/gateway/main.ts --port 8790 --data .data/gateway --speed 10`. */
import { parseArgs } from "node:util";
import { startGateway } from "./server.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8790" },
    data: { type: "string" },
    speed: { type: "string", default: "1" },
  },
});
const port = Number(values.port);
const speed = Number(values.speed);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  throw new Error(`--port must be a number from 0 to 65535, not ${values.port}`);
}
if (!(speed > 0)) throw new Error(`--speed must be a positive number, not ${values.speed}`);

const gateway = await startGateway({ port, dataDir: values.data, speed }).catch(
  (error: unknown) => {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    console.error(
      `端口 ${port} 已被占用，请用 --port 换一个 / port ${port} is in use, choose another with --port`,
    );
    process.exit(1);
  },
);
console.log(`本地测试网关 / local test gateway: ${gateway.url}`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void gateway.close().then(() => process.exit(0));
  });
}
