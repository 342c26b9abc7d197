// A city's chargers that come back at one instant, after the platform was away: is each let in and
// answered, and does letting it in ask the database? `node bench/reconnect.ts` prints the section.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aTwoPriceTariffContent } from "../test/support/builders.ts";
import { buildWorker } from "../test/support/builtWorker.ts";
import { eventually } from "../test/support/eventually.ts";
import { Platform, type TestPile } from "../test/support/platform.ts";
import { takeTally } from "./eventRows.ts";
import { LoadCharger } from "./loadCharger.ts";
import { startUp } from "./session.ts";
import { quantile } from "./statistics.ts";

/** As many as one process bears with 20,000 open files, the most that a machine may allow: six a pile. */
const chargers = 3_000;
const pilesOfStation = 50;
/** The first time they come a few at a time, as they were built. */
const atATime = 100;

export type Reconnect = {
  readonly chargers: number;
  readonly refused: number;
  /** Let in, and then without an answer. */
  readonly lost: number;
  /** Queries of D1 by the entry that lets chargers in, and by the one that keeps the records after. */
  readonly queriesToAccept: number;
  readonly queriesOfRecords: number;
  /** From the first attempt to a charger's last answer. */
  readonly answered: { readonly p50Ms: number; readonly p99Ms: number };
};

type Outcome = { readonly kind: "refused" | "lost" } | { readonly kind: "answered"; ms: number };

export async function measureReconnect(): Promise<Reconnect> {
  const folder = await mkdtemp(join(tmpdir(), "zhuang-reconnect-"));
  const worker = await buildWorker(folder, { entry: "bench/workers/counting.ts" });
  const platform = await Platform.start({ worker });
  try {
    const piles = await registered(platform);
    await firstDay(piles);
    await inTheRecords(platform);
    await platform.kill();
    await platform.restart();
    return await allAtOnce(platform, piles);
  } finally {
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function registered(platform: Platform): Promise<readonly TestPile[]> {
  const piles: TestPile[] = [];
  while (piles.length < chargers) {
    const station = await platform.aStation({ tariff: aTwoPriceTariffContent() });
    const first = piles.length;
    const numbers = Array.from({ length: pilesOfStation }, (_, at) => first + at);
    const some = numbers.map((number) =>
      platform.aPile(station, `BACK-${String(number).padStart(5, "0")}`),
    );
    piles.push(...(await Promise.all(some)));
  }
  return piles;
}

async function firstDay(piles: readonly TestPile[]): Promise<void> {
  for (let from = 0; from < piles.length; from += atATime) {
    await Promise.all(
      piles.slice(from, from + atATime).map(async (pile) => {
        const charger = await LoadCharger.connect(pile);
        for (const call of startUp(pile.pileId, Date.now())) await charger.call(call);
        await charger.close();
      }),
    );
  }
}

/** All that was said has reached the records, so that nothing of it is counted later. */
const inTheRecords = (platform: Platform): Promise<unknown> =>
  eventually(
    () => platform.rows("SELECT count(*) AS known FROM piles WHERE vendor IS NOT NULL"),
    ([row]) => row?.["known"] === chargers,
  );

async function allAtOnce(platform: Platform, piles: readonly TestPile[]): Promise<Reconnect> {
  await takeTally(platform);
  const beganMs = performance.now();
  const open: LoadCharger[] = [];
  const outcomes = await Promise.all(
    piles.map(async (pile): Promise<Outcome> => {
      const charger = await LoadCharger.connect(pile).catch(() => null);
      if (charger === null) return { kind: "refused" };
      open.push(charger);
      try {
        for (const call of startUp(pile.pileId, Date.now())) await charger.call(call);
        await charger.call(["Heartbeat", {}]);
      } catch {
        return { kind: "lost" };
      }
      return { kind: "answered", ms: performance.now() - beganMs };
    }),
  );
  const { queries } = await takeTally(platform);
  await Promise.all(open.map((charger) => charger.close()));
  const tookMs = outcomes.flatMap((outcome) => (outcome.kind === "answered" ? [outcome.ms] : []));
  const { fetch: queriesToAccept = 0, Records: queriesOfRecords = 0 } = queries;
  return {
    chargers,
    refused: outcomes.filter(({ kind }) => kind === "refused").length,
    lost: outcomes.filter(({ kind }) => kind === "lost").length,
    queriesToAccept,
    queriesOfRecords,
    answered: { p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99) },
  };
}

/** A line of the table of budgets. */
export const reconnectLine = (found: Reconnect) => ({
  what: `of ${found.chargers.toLocaleString("en")} chargers that come back at once: refused, lost; queries of D1 to let them in`,
  budget: "0, 0; 0",
  measured: `${found.refused}, ${found.lost}; ${found.queriesToAccept}`,
  isMet: found.refused + found.lost + found.queriesToAccept === 0,
});

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

export function reconnectSection(found: Reconnect): string {
  return `## Chargers that come back at once

${found.chargers.toLocaleString("en")} piles whose platform was killed and started again, each object of it cold, connect in one
instant: handshake with password, boot, two statuses, heartbeat. Half of them have their last answer
after ${seconds(found.answered.p50Ms)} s, 99 % after ${seconds(found.answered.p99Ms)} s, on the machine that also plays the chargers, and with all
rows counted on the way. The records hear of it behind the answers: ${found.queriesOfRecords.toLocaleString("en")} statements until then.
`;
}

if (import.meta.main) {
  const found = await measureReconnect();
  console.log(reconnectSection(found));
  const { what, measured } = reconnectLine(found);
  console.log(`${what}: ${measured}`);
}
