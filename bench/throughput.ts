// Messages a second of full sessions through the platform and through the bare object, in turns, so
// that whatever else the machine does weighs on both alike.
import type { LoadAddress } from "./loadCharger.ts";
import { LoadCharger } from "./loadCharger.ts";
import {
  beginning,
  charging,
  ending,
  lengthMs,
  meterStopWh,
  startUp,
  type SessionPlan,
} from "./session.ts";
import { median } from "./statistics.ts";

/** Of each session, a quarter of an hour. */
const samples = 60;

export type LoadPile = LoadAddress & { readonly idTag: string };

export type ThroughputPlan = {
  readonly rounds: number;
  readonly sessionsPerRound: number;
  /** Device times of the first session; those after it follow. */
  readonly firstSessionMs: number;
};

export type Throughput = {
  readonly platform: readonly number[];
  readonly bare: readonly number[];
  readonly messagesPerRound: number;
  /** The median of the rounds' ratios: each pair ran one after the other. */
  readonly ratio: number;
};

/** Drives every pile through its sessions at once; gives the number of CALLs that were answered. */
async function runSessions(
  chargers: readonly { readonly charger: LoadCharger; readonly idTag: string }[],
  { from, count, firstMs }: { from: number; count: number; firstMs: number },
): Promise<number> {
  const counts = await Promise.all(
    chargers.map(async ({ charger, idTag }, at) => {
      let answered = 0;
      const say = async (call: Parameters<LoadCharger["call"]>[0]) => {
        answered += 1;
        return charger.call(call);
      };
      for (const call of startUp(`SN${at}`, firstMs + from * lengthMs({ samples })))
        await say(call);
      for (let number = from; number < from + count; number += 1) {
        const plan = planOf(idTag, firstMs, number);
        let transactionId = 0;
        for (const call of beginning(plan)) {
          const answer = await say(call);
          if (call[0] === "StartTransaction") transactionId = acceptedTransaction(answer);
        }
        for (const call of charging(plan, transactionId)) await say(call);
        for (const call of ending(plan, transactionId)) await say(call);
      }
      return answered;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function planOf(idTag: string, firstMs: number, number: number): SessionPlan {
  const first = { startedAtMs: firstMs, meterStartWh: 0, samples };
  return {
    ...first,
    idTag,
    startedAtMs: firstMs + number * lengthMs(first),
    meterStartWh: number * meterStopWh(first),
  };
}

function acceptedTransaction(answer: Readonly<Record<string, unknown>>): number {
  const { transactionId, idTagInfo } = answer;
  const { status } = Object(idTagInfo);
  if (typeof transactionId !== "number" || status !== "Accepted") {
    throw new Error(`the start was refused: ${JSON.stringify(answer)}`);
  }
  return transactionId;
}

/** Connects, runs, disconnects: one system's part of a round, in messages a second. */
async function oneRun(
  piles: readonly LoadPile[],
  plan: { from: number; count: number; firstMs: number },
): Promise<{ readonly perSecond: number; readonly messages: number }> {
  const chargers = await Promise.all(
    piles.map(async (pile) => ({ charger: await LoadCharger.connect(pile), idTag: pile.idTag })),
  );
  const beganMs = performance.now();
  const messages = await runSessions(chargers, plan);
  const tookMs = performance.now() - beganMs;
  await Promise.all(chargers.map(({ charger }) => charger.close()));
  return { perSecond: (messages * 1000) / tookMs, messages };
}

/** The first round warms both up and is not counted. */
export async function measureThroughput(
  systems: { readonly platform: readonly LoadPile[]; readonly bare: readonly LoadPile[] },
  plan: ThroughputPlan,
): Promise<Throughput> {
  const platform: number[] = [];
  const bare: number[] = [];
  let messagesPerRound = 0;
  for (let round = 0; round <= plan.rounds; round += 1) {
    const part = {
      from: round * plan.sessionsPerRound,
      count: plan.sessionsPerRound,
      firstMs: plan.firstSessionMs,
    };
    // Who goes first changes, so that neither always meets a machine the other has warmed.
    const order =
      round % 2 === 0 ? (["bare", "platform"] as const) : (["platform", "bare"] as const);
    for (const name of order) {
      const { perSecond, messages } = await oneRun(systems[name], part);
      if (round === 0) continue;
      (name === "bare" ? bare : platform).push(perSecond);
      messagesPerRound = messages;
    }
  }
  const ratio = median(platform.map((perSecond, round) => perSecond / (bare[round] ?? NaN)));
  return { platform, bare, messagesPerRound, ratio };
}
