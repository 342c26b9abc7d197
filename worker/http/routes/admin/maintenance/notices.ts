// Notice channels, which never show their addresses again, and what became of each notice.
import { ulid } from "ulid";
import * as contract from "../../../../../core/contract/admin/maintenance/notices.ts";
import type {
  ChannelKind,
  NoticeChannel,
  NoticeDelivery,
} from "../../../../../core/contract/admin/maintenance/notices.ts";
import type { ProblemCode } from "../../../../../core/contract/problems.ts";
import { limits } from "../../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../../core/result.ts";
import { auditInsert } from "../../../../db/audit.ts";
import { dbOf } from "../../../../db/database.ts";
import * as rows from "../../../../db/maintenance/notices.ts";
import { runBatch } from "../../../../db/statements.ts";
import type { Env } from "../../../../env.ts";
import { noticeAddress } from "../../../../notices/address.ts";
import { postOf, putInQueue } from "../../../../notices/notices.ts";
import { noticeRequest } from "../../../../notices/robots.ts";
import { sendNotice } from "../../../../notices/send.ts";
import { openTarget, sealTarget } from "../../../../notices/target.ts";
import { testNotice } from "../../../../notices/texts.ts";
import { sealerOf } from "../../../../privacy/seal.ts";
import type { App } from "../../../context.ts";
import { pageOfRows } from "../../../page.ts";
import { serveStaff, type ByStaff, type Call } from "../../../serve.ts";

export function adminNoticeRoutes(app: App): void {
  serveStaff(app, contract.adminListNoticeChannels, async ({ env, staff }) => {
    const found = await rows.channelsQuery(dbOf(env), staff.operatorId);
    return ok({ items: found.map(channelView) });
  });
  serveStaff(app, contract.adminCreateNoticeChannel, create);
  serveStaff(app, contract.adminUpdateNoticeChannel, update);
  serveStaff(app, contract.adminDeleteNoticeChannel, remove);
  serveStaff(app, contract.adminTestNoticeChannel, test);
  serveStaff(app, contract.adminListNoticeDeliveries, listDeliveries);
  serveStaff(app, contract.adminResendNotice, resend);
}

const channelView = ({
  operatorId: _operator,
  targetSealed: _sealed,
  createdAtMs: _created,
  topics,
  ...channel
}: rows.ChannelRow): NoticeChannel => ({ ...channel, topics: [...topics] });

type Sealed = Pick<rows.ChannelRow, "targetSealed" | "host" | "hasSecret">;

/** A webhook without a key could be spoken to by anybody who learns its address. */
const leastWebhookKey = 16;

async function sealed(
  env: Env,
  {
    channelId,
    kind,
    url,
    secret,
  }: {
    readonly channelId: string;
    readonly kind: ChannelKind;
    readonly url: string;
    readonly secret: string;
  },
): Promise<Result<Sealed, { readonly code: ProblemCode }>> {
  const sealer = sealerOf(env);
  if (sealer === null) return err({ code: "notices_not_offered" });
  const isDevelopment = env.ENVIRONMENT === "development";
  const address = noticeAddress(url, { kind, isDevelopment });
  if (address === null) return err({ code: "notice_address_refused" });
  if (kind === "webhook" && secret.length < leastWebhookKey) {
    return err({ code: "notice_secret_needed" });
  }
  const targetSealed = await sealTarget(sealer, channelId, { url: address.toString(), secret });
  return ok({ targetSealed, host: address.host, hasSecret: secret !== "" });
}

async function create(call: Call<typeof contract.adminCreateNoticeChannel, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { operatorId } = staff;
  const { url, secret, ...content } = input;
  const there = await rows.channelsQuery(db, operatorId);
  if (there.length >= limits.noticeChannels.most) return err({ code: "notice_channels_full" });
  const channelId = ulid(nowMs);
  const target = await sealed(env, { channelId, kind: content.kind, url, secret });
  if (!target.ok) return target;
  const at = { createdAtMs: nowMs, updatedAtMs: nowMs };
  const row = { channelId, operatorId, ...content, ...target.value, ...at };
  await runBatch(db, [
    rows.insertChannel(db, row),
    audit(call, "adminCreateNoticeChannel", channelId, { ...content, host: row.host }),
  ]);
  return ok(channelView(row));
}

async function update(call: Call<typeof contract.adminUpdateNoticeChannel, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { operatorId } = staff;
  const { channelId, url, secret, ...content } = input;
  const before = await rows.channelQuery(db, { operatorId, channelId }).get();
  if (before === undefined) return err({ code: "channel_not_found" });
  const { kind } = before;
  const target = url === undefined ? ok({}) : await sealed(env, { channelId, kind, url, secret });
  if (!target.ok) return target;
  const changes = { ...content, ...target.value, updatedAtMs: nowMs };
  await runBatch(db, [
    rows.updateChannel(db, { operatorId, channelId }, changes),
    audit(call, "adminUpdateNoticeChannel", channelId, {
      ...content,
      isAddressChanged: url !== undefined,
    }),
  ]);
  return ok(channelView({ ...before, ...changes }));
}

async function remove(call: Call<typeof contract.adminDeleteNoticeChannel, ByStaff>) {
  const { env, input, staff } = call;
  const db = dbOf(env);
  const key = { operatorId: staff.operatorId, channelId: input.channelId };
  const before = await rows.channelQuery(db, key).get();
  if (before === undefined) return err({ code: "channel_not_found" });
  await runBatch(db, [
    rows.deleteChannel(db, key),
    audit(call, "adminDeleteNoticeChannel", key.channelId, { name: before.name }),
  ]);
  return ok({});
}

/** Past the queue, so that who tests sees at once what the receiver said. */
async function test(call: Call<typeof contract.adminTestNoticeChannel, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const { channelId } = input;
  const channel = await rows.channelQuery(db, { operatorId: staff.operatorId, channelId }).get();
  if (channel === undefined) return err({ code: "channel_not_found" });
  const sealer = sealerOf(env);
  const target = sealer === null ? null : await openTarget(sealer, channel);
  if (target === null) return err({ code: "notices_not_offered" });
  const notice = testNotice(staff.operatorName, staff.displayName, nowMs);
  const adminUrl = `${env.PUBLIC_ORIGIN}/admin`;
  const deliveryId = ulid(nowMs);
  const request = noticeRequest(target, { deliveryId, notice, adminUrl, nowMs });
  const tried = await sendNotice(target, request);
  await audit(call, "adminTestNoticeChannel", channelId, { ...tried });
  return ok(tried);
}

const deliveryView = ({
  operatorId: _operator,
  overdueAtMs: _overdue,
  ...delivery
}: rows.DeliveryRow): NoticeDelivery => delivery;

async function listDeliveries({
  env,
  input,
  staff,
}: Call<typeof contract.adminListNoticeDeliveries, ByStaff>) {
  const { show, limit, cursor: before } = input;
  const found = await rows.deliveriesQuery(dbOf(env), {
    operatorId: staff.operatorId,
    deadOnly: show === "dead",
    before,
    limit: limit + 1,
  });
  const page = pageOfRows(found, limit, ({ deliveryId }) => deliveryId);
  return ok({ ...page, items: page.items.map(deliveryView) });
}

async function resend(call: Call<typeof contract.adminResendNotice, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const { db, queue } = postOf(env);
  const { operatorId } = staff;
  const { deliveryId } = input;
  const before = await rows.operatorDeliveryQuery(db, { operatorId, deliveryId }).get();
  if (before === undefined) return err({ code: "delivery_not_found" });
  const { channelId } = before;
  const channel = await rows.channelQuery(db, { operatorId, channelId }).get();
  if (channel === undefined) return err({ code: "channel_not_found" });
  if (before.state !== "dead") return ok(deliveryView(before));
  const overdueAtMs = nowMs + limits.noticeOverdueMs.most;
  const again = { state: "queued", attempts: 0, updatedAtMs: nowMs, overdueAtMs } as const;
  await runBatch(db, [
    rows.updateDelivery(db, deliveryId, { ...again, from: "dead" }),
    audit(call, "adminResendNotice", deliveryId, { channelId }),
  ]);
  await putInQueue(queue, [{ deliveryId }]);
  return ok(deliveryView({ ...before, ...again }));
}

type AnyCall = ByStaff & { readonly env: Env; readonly nowMs: number };

const audit = (
  { env, nowMs, staff: { operatorId, staffId } }: AnyCall,
  action: string,
  subject: string,
  detail: Readonly<Record<string, unknown>>,
) => auditInsert(dbOf(env), { operatorId, staffId, action, subject, detail, nowMs });
