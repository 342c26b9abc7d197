// Notices to an operator's people: `enqueueNotice` for whoever has something to tell, the queue's
// consumer, and the minute's care for what the queue has lost.
import type { MessageBatch, Queue } from "@cloudflare/workers-types";
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";
import { limits } from "../../core/limits.ts";
import { dbOf, type Database } from "../db/database.ts";
import * as rows from "../db/maintenance/notices.ts";
import { positionOf, setPosition } from "../db/jobCursors.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { sealerOf, type Sealer } from "../privacy/seal.ts";
import { ulidOf } from "../ulidOf.ts";
import { noticeRequest } from "./robots.ts";
import { sendNotice, type Tried } from "./send.ts";
import { openTarget, sealedAnew } from "./target.ts";

export type NoticeMessage = { readonly deliveryId: string };

/** What telling needs: where rows are, and the queue. */
export type Post = {
  readonly db: Database;
  readonly queue: Pick<Queue<NoticeMessage>, "sendBatch">;
};

export const postOf = (env: Env): Post => ({ db: dbOf(env), queue: env.NOTICES });

/** wrangler.toml names it; what lands there could not even be tried. */
const DEAD_QUEUE = "zhuang-notices-dead";

/**
 * Tells an operator's people, by every channel that has the notice's topic, and by `channelIds`.
 * `about` names what the notice is of: the same again, at the same `atMs`, is told once. Rejects
 * only when the database is out of reach.
 */
export async function enqueueNotice(
  { db, queue }: Post,
  {
    operatorId,
    about,
    notice,
    channelIds = [],
    nowMs,
  }: {
    readonly operatorId: string;
    readonly about: string;
    readonly notice: Notice;
    readonly channelIds?: readonly string[];
    readonly nowMs: number;
  },
): Promise<void> {
  const channels = (await rows.channelsQuery(db, operatorId)).filter(
    ({ isOn, topics, channelId }) =>
      isOn && (topics.some((topic) => topic === notice.topic) || channelIds.includes(channelId)),
  );
  if (channels.length === 0) return;
  const made = await rows.insertDeliveries(
    db,
    channels.map(({ channelId, name }) => ({
      deliveryId: ulidOf(notice.atMs, [channelId, about]),
      operatorId,
      channelId,
      channelName: name,
      notice,
      state: "queued" as const,
      attempts: 0,
      lastAnswer: null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      overdueAtMs: nowMs + limits.noticeOverdueMs.most,
    })),
  );
  await putInQueue(queue, made);
}

/** As `enqueueNotice`, for what has been done already and is not undone because nobody was told. */
export async function tellOf(env: Env, told: Parameters<typeof enqueueNotice>[1]): Promise<void> {
  try {
    await enqueueNotice(postOf(env), told);
  } catch (error) {
    logError("notice not written", error, { about: told.about });
  }
}

/** What does not get into the queue now is put into it by the minute's care. */
export async function putInQueue(
  queue: Post["queue"],
  messages: readonly NoticeMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  try {
    await queue.sendBatch(messages.map((body) => ({ body })));
  } catch (error) {
    logError("notices not queued", error, { count: String(messages.length) });
  }
}

/** The queue's consumer. */
export async function deliverNotices(
  env: Env,
  batch: MessageBatch<NoticeMessage>,
  nowMs: number,
): Promise<void> {
  const db = dbOf(env);
  await Promise.all(
    batch.messages.map(async (message) => {
      const { deliveryId } = message.body;
      if (batch.queue === DEAD_QUEUE) {
        await giveUp(db, deliveryId, { answer: "the queue gave it up", nowMs });
        message.ack();
        return;
      }
      const againInS = await deliver(env, deliveryId, nowMs);
      if (againInS === null) message.ack();
      else message.retry({ delaySeconds: againInS });
    }),
  );
}

/** 10 s, 30 s, 2 min, 10 min, half an hour, two hours. */
const waitsS = [10, 30, 120, 600, 1_800, 7_200] as const;

/** When to try again; null where it is done with. */
async function deliver(env: Env, deliveryId: string, nowMs: number): Promise<number | null> {
  const db = dbOf(env);
  const found = await rows.queuedDeliveryQuery(db, deliveryId).get();
  if (found === undefined) return null;
  const { delivery, channel } = found;
  const tried = await tryOnce(env, sealerOf(env), found, nowMs);
  const attempts = delivery.attempts + 1;
  const told = { attempts, lastAnswer: tried.answer, updatedAtMs: nowMs };
  if (tried.isTaken) {
    const sent = { ...told, state: "sent", overdueAtMs: null, from: "queued" } as const;
    await rows.updateDelivery(db, deliveryId, sent);
    return null;
  }
  const waitS = waitsS[delivery.attempts];
  if (waitS === undefined || attempts >= limits.noticeAttempts.most || channel === null) {
    await giveUp(db, deliveryId, { answer: tried.answer, attempts, nowMs });
    return null;
  }
  const overdueAtMs = nowMs + waitS * 1_000 + limits.noticeOverdueMs.most;
  await rows.updateDelivery(db, deliveryId, { ...told, overdueAtMs, from: "queued" });
  return waitS;
}

async function tryOnce(
  env: Env,
  sealer: Sealer | null,
  {
    delivery,
    channel,
  }: { readonly delivery: rows.DeliveryRow; readonly channel: rows.ChannelRow | null },
  nowMs: number,
): Promise<Tried> {
  if (channel === null) return { isTaken: false, answer: "the channel was deleted" };
  const target = sealer === null ? null : await openTarget(sealer, channel);
  if (target === null) return { isTaken: false, answer: "its address cannot be decrypted" };
  const adminUrl = `${env.PUBLIC_ORIGIN}/admin`;
  const { deliveryId, notice } = delivery;
  return sendNotice(target, noticeRequest(target, { deliveryId, notice, adminUrl, nowMs }));
}

const giveUp = (
  db: Database,
  deliveryId: string,
  {
    answer,
    attempts,
    nowMs,
  }: { readonly answer: string; readonly attempts?: number; readonly nowMs: number },
) =>
  rows.updateDelivery(db, deliveryId, {
    from: "queued",
    state: "dead",
    lastAnswer: answer,
    ...(attempts !== undefined && { attempts }),
    updatedAtMs: nowMs,
    overdueAtMs: null,
  });

/** Each minute: what the queue has not brought, what is too old, what an older key has sealed. */
export async function keepNotices(env: Env, nowMs: number): Promise<void> {
  const { db, queue } = postOf(env);
  const overdue = await rows.overdueDeliveriesQuery(db, nowMs);
  if (overdue.length > 0) {
    const untilMs = nowMs + limits.noticeOverdueMs.most;
    const deliveryIds = overdue.map(({ deliveryId }) => deliveryId);
    await rows.putOffDeliveries(db, { deliveryIds, untilMs });
    await putInQueue(queue, overdue);
  }
  await rows.forgetDeliveries(db, nowMs - limits.deliveryLifeMs.most);
  const sealer = sealerOf(env);
  if (sealer !== null) await reseal(db, sealer);
}

const RESEALING = "notice channels";

/** Goes round, since what no key opens any more stays as it is and must not hold up the rest. */
async function reseal(db: Database, sealer: Sealer): Promise<void> {
  const { prefix } = sealer;
  const after = await positionOf(db, RESEALING);
  const found = await rows.channelsSealedBeforeQuery(db, { prefix, after });
  for (const channel of found) {
    const targetSealed = await sealedAnew(sealer, channel);
    if (targetSealed !== null) await rows.resealChannel(db, { ...channel, targetSealed });
  }
  const isRound = found.length < limits.channelsResealed.most;
  await setPosition(db, RESEALING, {
    from: after,
    to: isRound ? "" : (found.at(-1)?.sealed ?? ""),
  });
}
