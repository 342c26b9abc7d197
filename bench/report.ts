// The page that the figures are written to: what was measured, on what, and whether it is enough.
import { execFile } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { promisify } from "node:util";
import { repositoryRoot } from "../test/support/builtWorker.ts";
import { appLines, type Apps } from "./apps.ts";
import type { Bundle } from "./bundle.ts";
import { pileMonthLine } from "./cost.ts";
import type { LatencyPair } from "./latency.ts";
import type { RowCount } from "./rows.ts";
import type { EventRows } from "./eventRows.ts";
import { reconnectLine, type Reconnect } from "./reconnect.ts";
import type { StationScreens } from "./stationScreens.ts";
import { median } from "./statistics.ts";
import type { Throughput } from "./throughput.ts";
import versions from "../package.json" with { type: "json" };

export type Figures = {
  readonly throughput: Throughput;
  readonly latency: LatencyPair;
  readonly screens: StationScreens;
  readonly rows: RowCount;
  readonly bundle: Bundle;
  readonly reconnect: Reconnect;
  readonly apps: Apps;
};

type Line = {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly isMet: boolean;
};

const thousands = (value: number): string => Math.round(value).toLocaleString("en");
const twoDigits = (value: number): string => value.toFixed(2);

export function linesOf(figures: Figures): readonly Line[] {
  const { throughput, latency, screens, rows, bundle, reconnect, apps } = figures;
  const platform = median(throughput.platform);
  const bare = median(throughput.bare);
  const slowdown = latency.platform.p99Ms / latency.bare.p99Ms;
  return [
    {
      what: "throughput of full 1.6 sessions (60 samples each), 100 chargers, against a bare object that stores nothing",
      budget: "≥ 0.50",
      measured: `${twoDigits(throughput.ratio)} (${thousands(platform)} against ${thousands(bare)} messages/s)`,
      isMet: throughput.ratio >= 0.5,
    },
    {
      what: "a charger's StatusNotification to the driver's screen, against the bare object's round trip",
      budget: "p99 ≤ 3.00 ×",
      measured: `${twoDigits(slowdown)} × (p99 ${twoDigits(latency.platform.p99Ms)} against ${twoDigits(latency.bare.p99Ms)} ms; p50 ${twoDigits(latency.platform.p50Ms)} against ${twoDigits(latency.bare.p50Ms)} ms)`,
      isMet: slowdown <= 3,
    },
    {
      what: "drivers of 200 on a station's page who do not end with its board after 400 changes; their latency against the bare object's round trip",
      budget: "0",
      measured: `${screens.astray} (p50 ${twoDigits(screens.p50Ms / latency.bare.p50Ms)} ×, p99 ${twoDigits(screens.p99Ms / latency.bare.p99Ms)} ×)`,
      isMet: screens.astray === 0,
    },
    {
      what: "rows written for a one-hour session with a sample every 15 s, order, payment, settlement and refund included",
      budget: "≤ 40",
      measured: `${rows.total} (${twoDigits(rows.total / rows.messages)} a message)`,
      isMet: rows.total <= 40,
    },
    {
      what: "Worker bundle",
      budget: "≤ 1,024 KiB gzip",
      measured: `${thousands(bundle.gzipKiB)} KiB`,
      isMet: bundle.gzipKiB <= 1024,
    },
    {
      what: "Worker start-up",
      budget: "≤ 200 ms",
      measured: `${thousands(bundle.startUpMs)} ms`,
      isMet: bundle.startUpMs <= 200,
    },
    reconnectLine(reconnect),
    ...appLines(apps),
    pileMonthLine(rows),
  ];
}

async function commit(): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["rev-parse", "--short", "HEAD"], {
    cwd: repositoryRoot,
  });
  return stdout.trim();
}

const machine = (): string => {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? "unknown processor";
  return `${model}, ${processors.length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
};

const rowTable = (rows: Readonly<Record<string, number>>): string =>
  Object.entries(rows)
    .toSorted(([, a], [, b]) => b - a)
    .map(([where, count]) => `| ${where} | ${count} |`)
    .join("\n");

const sum = (counts: Readonly<Record<string, number>>, isCounted: (where: string) => boolean) =>
  Object.entries(counts).reduce((all, [where, rows]) => (isCounted(where) ? all + rows : all), 0);

const inD1 = (where: string): boolean => where.startsWith("D1");
const inObjects = (where: string): boolean => !inD1(where);

const eventTable = (events: readonly EventRows[]): string =>
  events
    .map(
      ({ event, written, read }) =>
        `| ${event} | ${sum(written, inObjects)} | ${sum(written, inD1)} | ${sum(read, inObjects)} | ${sum(read, inD1)} |`,
    )
    .join("\n");

const perRound = (values: readonly number[]): string => values.map(thousands).join(", ");

export async function reportOf(figures: Figures, at: Date): Promise<string> {
  const { throughput, latency, rows, screens } = figures;
  const { wrangler, miniflare, node } = versions.devDependencies;
  const table = linesOf(figures).map(
    ({ what, budget, measured, isMet }) =>
      `| ${what} | ${budget} | ${measured} | ${isMet ? "met" : "**missed**"} |`,
  );
  return `# Bench

Written by \`npm run bench\`; do not edit. The built Worker runs in Miniflare (not under
\`wrangler dev\`), the load in one process beside it, on loopback. Read the ratios: the absolute
figures are this machine's, and both sides of a ratio were measured in turns in one run.

* Machine: ${machine()}
* Date: ${at.toISOString().slice(0, 10)}, commit ${await commit()}
* wrangler ${wrangler}, miniflare ${miniflare}, Node ${node}

| What | Budget | Measured | |
|---|---|---|---|
${table.join("\n")}

## How

**Throughput.** ${thousands(throughput.messagesPerRound)} messages a round: each of 100 chargers starts up (boot, two statuses), then
charges twice by card: Authorize, StartTransaction, 60 MeterValues with five measurands, StopTransaction,
four statuses. Each waits for its answer before it says more. The platform opens, bills and settles an
order for each session meanwhile, D1 and all; the bare object answers and stores nothing. The ratio is
the median of the rounds' ratios; the first round warms up and is not counted.
Platform, messages/s by round: ${perRound(throughput.platform)}. Bare: ${perRound(throughput.bare)}.

**Latency.** ${latency.count} changes of state of one connector, one at a time, from the charger's send to the screen's
receipt, 20 ms apart, in blocks of 50 that alternate with as many round trips to the bare object.

**Rows.** Counted by the platform itself: each statement's rows as the object's storage and D1 report
them, indexes and triggers among them, and one for each alarm that is set. ${rows.messages} messages of the
charger. ${rows.alarmsNotRun} more for alarms that an hour would ring and that set the next one, which the
run, as fast as it can, does not reach.

| Rows of the session | |
|---|---|
${rowTable(rows.session)}
| Pile: alarms of the hour | ${rows.alarmsNotRun} |

A connection, its boot and its first statuses write beside that:

| Rows of a start-up | |
|---|---|
${rowTable(rows.start)}

Rows of single events, alarms that are set among those written:

| Event | written, objects | written, D1 | read, objects | read, D1 |
|---|---|---|---|---|
${eventTable(rows.events)}

**A station's screens.** ${screens.changes} changes of state at 20 piles of one station, ${screens.screens} drivers on its page: from the
charger's send to each driver's board, ${screens.changes * screens.screens} in all, p50 ${twoDigits(screens.p50Ms)} ms and p99 ${twoDigits(screens.p99Ms)} ms, one change at a
time and further apart than the tick within which a Station joins them. All boards run in one process,
which reads each message for each of them: its own time is in the figure. ${screens.astray} boards were another than the
Station's in the end.

**Bundle and start-up.** As \`wrangler check startup\` reports them: the time in which the profile was not
idle, median of five.
`;
}
