// `npm start`: the whole platform on one machine, with a payment gateway, simulated chargers and a
// demonstration city; everything that was started here stops with it.
import { mkdir, rm } from "node:fs/promises";
import { startGateway, type RunningGateway } from "../gateway/server.ts";
import { isSeeded, seed, type LocalStorage } from "../seed/seed.ts";
import { buildIfStale, builds } from "./builds.ts";
import { startFleetProcess, type FleetProcess } from "./fleet.ts";
import { writeFleetFile, writeHabitsFile } from "./fleetFiles.ts";
import { dataFolders, type DataFolders } from "./folders.ts";
import { greeting } from "./greeting.ts";
import { migrate } from "./migrate.ts";
import { startOptions, type StartOptions } from "./options.ts";
import { startPlatform, withStorage } from "./platform.ts";
import { mustBeFree } from "./ports.ts";
import { publishStations } from "./publish.ts";
import { forgetRunning, mustNotRun, noteRunning } from "./running.ts";
import { loadSecrets } from "./secrets.ts";
import { complain, Complaint, say, step } from "./words.ts";

/** What has been started, so that it can be stopped in the opposite order. */
const closers: (() => Promise<void>)[] = [];
let stopping: Promise<never> | undefined;

function stop(code: number): Promise<never> {
  stopping ??= (async () => {
    const gone = setTimeout(() => process.exit(code), 15_000);
    for (const close of closers.toReversed()) await close().catch(complain);
    clearTimeout(gone);
    process.exit(code);
  })();
  return stopping;
}

async function prepareData(options: StartOptions): Promise<DataFolders> {
  const folders = dataFolders(options.data);
  await mustNotRun(folders);
  await mustBeFree([
    { option: "port", port: options.port },
    { option: "gateway-port", port: options.gatewayPort },
    ...(options.hasFleet ? [{ option: "control-port", port: options.controlPort }] : []),
  ]);
  if (options.isFresh) await rm(folders.base, { recursive: true, force: true });
  await mkdir(folders.base, { recursive: true });
  return folders;
}

async function build(): Promise<void> {
  await buildIfStale(builds.ocpp);
  await Promise.all([buildIfStale(builds.h5), buildTheRest()]);
}

/** While the drivers' app, which takes longest, is on the other core. */
async function buildTheRest(): Promise<void> {
  for (const part of [builds.admin, builds.docs, builds.worker]) await buildIfStale(part);
}

async function fill(
  storage: LocalStorage,
  gateway: RunningGateway,
  folders: DataFolders,
): Promise<void> {
  const { database } = storage;
  const applied = await migrate(database);
  if (applied.length > 0) step(["已应用迁移", `migrations applied: ${applied.join(", ")}`]);
  if (!(await isSeeded(database))) {
    step(["写入演示数据", "writing the demonstration city and its history"]);
    await rm(folders.published, { force: true });
    await rm(folders.registers, { force: true });
    const history = await seed({ ...storage, gateway }, Date.now());
    await writeFleetFile(folders, history.bays);
  }
  await writeHabitsFile(folders);
}

async function watch(fleet: FleetProcess): Promise<void> {
  const outcome = await Promise.race([fleet.ready, fleet.ended]);
  if (outcome === undefined) {
    say(["全部模拟充电桩已上线。", "All simulated chargers are online."], "✓");
  }
  const code = await fleet.ended;
  if (stopping !== undefined) return;
  say(
    ["模拟充电桩意外退出，平台停止。", `The simulated chargers ended (${code}); all stops.`],
    "✗",
  );
  await stop(1);
}

async function startFleet(
  folders: DataFolders,
  { port, controlPort, speed }: StartOptions,
): Promise<string> {
  step(["启动模拟充电桩", "starting the simulated chargers"]);
  const fleet = startFleetProcess(folders, { port, controlPort, speed });
  closers.push(fleet.close);
  void watch(fleet);
  return `http://127.0.0.1:${controlPort}/`;
}

async function start(options: StartOptions): Promise<void> {
  const folders = await prepareData(options);
  await build();
  const origin = `http://localhost:${options.port}`;
  const gateway = await startGateway({ port: options.gatewayPort, dataDir: folders.gateway });
  closers.push(gateway.close);
  await withStorage(folders.state, (storage) => fill(storage, gateway, folders));
  step(["启动平台", "starting the platform"]);
  const platform = await startPlatform({
    port: options.port,
    stateFolder: folders.state,
    logFile: folders.log,
    vars: {
      ENVIRONMENT: "development",
      MERCHANT_OPERATOR: "pujiang",
      ...(await loadSecrets(folders)),
      ...gateway.vars({ publicOrigin: origin }),
    },
  });
  closers.push(platform.close);
  const published = await publishStations(origin, folders);
  if (published > 0) step(["已发布充电站", `${published} stations published`]);
  const controlUrl = options.hasFleet ? await startFleet(folders, options) : null;
  await noteRunning(folders, { origin, controlUrl });
  closers.push(() => forgetRunning(folders));
  console.log(greeting({ origin, gatewayUrl: `${gateway.url}/`, controlUrl, log: folders.log }));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stopping === undefined) console.log("\n⏳ 正在停止 / stopping");
    void stop(0);
  });
}
process.on("disconnect", () => void stop(0));

try {
  await start(startOptions(process.argv.slice(2)));
} catch (error) {
  complain(error);
  if (!(error instanceof Complaint)) {
    say(
      [
        "启动失败；npm start -- --fresh 可重新开始。",
        "The start failed; npm start -- --fresh begins anew.",
      ],
      "✗",
    );
  }
  await stop(1);
}
