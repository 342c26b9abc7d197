// Notices to the operator's people: the channels they go to, and what became of each.
import * as z from "zod/mini";
import { limits } from "../../../limits.ts";
import { Cursor, pageOf, pageSize, TimeMs } from "../../common.ts";
import { endpoint } from "../../endpoint.ts";

export const ChannelId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
export const DeliveryId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

export const ChannelKind = z.enum(["wecom", "dingtalk", "feishu", "webhook"]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** What a channel may be told of by itself; a rule names its channels. */
export const NoticeTopic = z.enum(["workOrders", "windows", "reports", "security"]);
export type NoticeTopic = z.infer<typeof NoticeTopic>;

const inWords = z.object({ title: z.string(), text: z.string() });

export const Notice = z.object({
  topic: z.enum([...NoticeTopic.options, "rule", "test"]),
  /** What happened, for a program: `workOrder.opened`. */
  event: z.string(),
  zh: inWords,
  en: inWords,
  /** Where in the admin it is seen; without the origin. */
  path: z.string(),
  atMs: TimeMs,
  /** For a program at a webhook: ids and codes. */
  data: z.record(z.string(), z.unknown()),
});
export type Notice = z.infer<typeof Notice>;

export const DeliveryState = z.enum(["queued", "sent", "dead"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

const content = {
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  topics: z.array(NoticeTopic).check(z.maxLength(NoticeTopic.options.length)),
  language: z.enum(["zh", "en"]),
  isOn: z.boolean(),
};

const url = z.string().check(z.trim(), z.minLength(8), z.maxLength(1_000));
/** DingTalk's and Feishu's sign key; the webhook's HMAC key. */
const secret = z.string().check(z.trim(), z.maxLength(256));

export const NoticeChannel = z.object({
  channelId: ChannelId,
  kind: ChannelKind,
  ...content,
  /** Of its address, which is a secret as a whole. */
  host: z.string(),
  hasSecret: z.boolean(),
  updatedAtMs: TimeMs,
});
export type NoticeChannel = z.infer<typeof NoticeChannel>;

export const adminListNoticeChannels = endpoint({
  method: "GET",
  path: "/api/v1/admin/notice-channels",
  access: "staff",
  tag: "Maintenance",
  summary: "Where notices go; addresses and secrets are never shown again",
  input: z.object({}),
  output: z.object({ items: z.array(NoticeChannel) }),
  problems: [],
});

export const adminCreateNoticeChannel = endpoint({
  method: "POST",
  path: "/api/v1/admin/notice-channels",
  access: "staff",
  tag: "Maintenance",
  summary: "Add a robot of WeCom, DingTalk or Feishu, or a webhook of your own",
  input: z.object({ kind: ChannelKind, ...content, url, secret: z._default(secret, "") }),
  output: NoticeChannel,
  problems: [
    "notices_not_offered",
    "notice_address_refused",
    "notice_secret_needed",
    "notice_channels_full",
  ],
});

export const adminUpdateNoticeChannel = endpoint({
  method: "PUT",
  path: "/api/v1/admin/notice-channels/:channelId",
  access: "staff",
  tag: "Maintenance",
  summary: "Change a channel; an address that is given replaces address and secret",
  input: z.object({
    channelId: ChannelId,
    ...content,
    url: z.optional(url),
    secret: z._default(secret, ""),
  }),
  output: NoticeChannel,
  problems: [
    "channel_not_found",
    "notices_not_offered",
    "notice_address_refused",
    "notice_secret_needed",
  ],
});

export const adminDeleteNoticeChannel = endpoint({
  method: "DELETE",
  path: "/api/v1/admin/notice-channels/:channelId",
  access: "staff",
  tag: "Maintenance",
  summary: "Delete a channel with its address and secret",
  input: z.object({ channelId: ChannelId }),
  output: z.object({}),
  problems: ["channel_not_found"],
});

export const adminTestNoticeChannel = endpoint({
  method: "POST",
  path: "/api/v1/admin/notice-channels/:channelId/test",
  access: "staff",
  tag: "Maintenance",
  summary: "Send a test notice at once, and tell what the receiver answered",
  input: z.object({ channelId: ChannelId }),
  output: z.object({ isTaken: z.boolean(), answer: z.string() }),
  problems: ["channel_not_found", "notices_not_offered"],
});

export const NoticeDelivery = z.object({
  deliveryId: DeliveryId,
  channelId: z.string(),
  channelName: z.string(),
  notice: Notice,
  state: DeliveryState,
  attempts: z.number(),
  /** What the receiver said last, or why it could not be reached. */
  lastAnswer: z.nullable(z.string()),
  createdAtMs: TimeMs,
  updatedAtMs: TimeMs,
});
export type NoticeDelivery = z.infer<typeof NoticeDelivery>;

export const adminListNoticeDeliveries = endpoint({
  method: "GET",
  path: "/api/v1/admin/notice-deliveries",
  access: "staff",
  tag: "Maintenance",
  summary: "Notices of the last 30 days, newest first: all, or those that were given up",
  input: z.object({
    show: z._default(z.enum(["all", "dead"]), "all"),
    limit: pageSize(),
    cursor: z.optional(Cursor),
  }),
  output: pageOf(NoticeDelivery),
  problems: [],
});

export const adminResendNotice = endpoint({
  method: "POST",
  path: "/api/v1/admin/notice-deliveries/:deliveryId/resend",
  access: "staff",
  tag: "Maintenance",
  summary: "Send a notice again that was given up",
  input: z.object({ deliveryId: DeliveryId }),
  output: NoticeDelivery,
  problems: ["delivery_not_found", "channel_not_found"],
});

export const noticeWebhook = {
  /** Headers of a webhook's request. */
  id: "zhuang-delivery",
  timestamp: "zhuang-timestamp",
  /** `v1=` and the HMAC-SHA256 of `timestamp.body` in hex. */
  signature: "zhuang-signature",
  mostChars: limits.noticeText.most,
} as const;
