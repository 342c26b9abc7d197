// `npm run bench`: measures the platform against its budgets and writes docs/bench.md.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildWorker, repositoryRoot } from "../test/support/builtWorker.ts";
import { HostProcess } from "../test/support/hostProcess.ts";
import { Platform } from "../test/support/platform.ts";
import { appSection, measureApps } from "./apps.ts";
import { measureBundle } from "./bundle.ts";
import { measureLatency } from "./latency.ts";
import { barePilesAt, loadPilesOn } from "./platformLoad.ts";
import { measureReconnect, reconnectSection } from "./reconnect.ts";
import { linesOf, reportOf, type Figures } from "./report.ts";
import { countRows } from "./rows.ts";
import { measureSearch, searchSection } from "./search.ts";
import { measureStationScreens } from "./stationScreens.ts";
import { measureThroughput } from "./throughput.ts";

const chargers = 100;
const rounds = 5;
const sessionsPerRound = 2;
/** Of one station, with as many drivers on its page and as many changes. */
const pilesWatched = 20;
const watching = { screens: 200, changes: 400 };
/** The sessions lie in the past: a meter's time may not be ahead of the platform's. */
const firstSessionAgoMs = 8 * 3_600_000;

async function measureRatios(): Promise<Pick<Figures, "throughput" | "latency" | "screens">> {
  const folder = await mkdtemp(join(tmpdir(), "zhuang-bench-"));
  const built = await buildWorker(join(folder, "bare"), { config: "bench/workers/bare.toml" });
  const bare = await HostProcess.start({
    name: "bare",
    ...built,
    vars: {},
    dataDir: join(folder, "data"),
    port: 0,
    migrationsDir: null,
  });
  const platform = await Platform.start();
  try {
    const platformPiles = await loadPilesOn(platform, chargers);
    const barePiles = barePilesAt(bare.url, chargers);
    const [platformPile] = platformPiles;
    const [barePile] = barePiles;
    if (platformPile === undefined || barePile === undefined) throw new Error("no piles");
    console.log("latency …");
    const latency = await measureLatency({
      platform: platformPile,
      platformUrl: platform.url,
      bare: barePile,
    });
    console.log("a station's screens …");
    const screens = await measureStationScreens(
      platform,
      platformPiles.slice(0, pilesWatched),
      watching,
    );
    console.log("throughput …");
    const throughput = await measureThroughput(
      { platform: platformPiles, bare: barePiles },
      { rounds, sessionsPerRound, firstSessionMs: Date.now() - firstSessionAgoMs },
    );
    return { throughput, latency, screens };
  } finally {
    await platform.close();
    await bare.host.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

console.log("bundle …");
const bundle = await measureBundle();
console.log("rows …");
const rows = await countRows();
const ratios = await measureRatios();
console.log("reconnecting …");
const reconnect = await measureReconnect();
console.log("apps …");
const apps = await measureApps();
console.log("search …");
const search = searchSection(await measureSearch());
const figures = { bundle, rows, reconnect, apps, ...ratios };
const sections = [reconnectSection(reconnect), search, appSection(apps)];
await mkdir(join(repositoryRoot, "docs"), { recursive: true });
const page = join(repositoryRoot, "docs/bench.md");
await writeFile(page, [await reportOf(figures, new Date()), ...sections].join("\n"));
for (const { what, budget, measured, isMet } of linesOf(figures)) {
  console.log(`${isMet ? "met   " : "MISSED"} ${what}: ${measured}, budget ${budget}`);
}
console.log(`written to ${page}`);
