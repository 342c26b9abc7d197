// What each kind of channel is sent, how it is signed, and what its answer means.
// WeCom: developer.work.weixin.qq.com/document/path/91770; DingTalk: open.dingtalk.com, "custom robot
// access"; Feishu: open.feishu.cn, "custom bot".
import { createHmac } from "node:crypto";
import {
  noticeWebhook,
  type ChannelKind,
  type Notice,
} from "../../core/contract/admin/maintenance/notices.ts";
import type { Language } from "../../core/contract/problems.ts";

export type NoticeRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type NoticeTarget = {
  readonly kind: ChannelKind;
  readonly url: string;
  /** Empty where the channel has none. */
  readonly secret: string;
  readonly language: Language;
};

type Sending = {
  readonly deliveryId: string;
  readonly notice: Notice;
  /** The admin's address, under which the notice's path is. */
  readonly adminUrl: string;
  readonly nowMs: number;
};

export function noticeRequest(target: NoticeTarget, sending: Sending): NoticeRequest {
  switch (target.kind) {
    case "wecom":
      return json(target.url, {
        msgtype: "markdown",
        markdown: { content: markdownOf(target, sending) },
      });
    case "dingtalk":
      return json(dingTalkUrl(target, sending.nowMs), {
        msgtype: "markdown",
        markdown: {
          title: wordsOf(target, sending).title,
          text: markdownOf(target, sending, "### "),
        },
      });
    case "feishu":
      return json(target.url, {
        ...feishuSign(target, sending.nowMs),
        ...feishuCard(target, sending),
      });
    case "webhook":
      return webhookRequest(target, sending);
  }
}

const json = (url: string, body: object): NoticeRequest => ({
  url,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(body),
});

const wordsOf = ({ language }: NoticeTarget, { notice }: Sending) => {
  const { title, text } = notice[language];
  return { title, text: text.slice(0, noticeWebhook.mostChars) };
};

const linkWords = { zh: "在后台查看", en: "Open in the admin" } as const;

const linkOf = ({ adminUrl, notice }: Sending): string => `${adminUrl}${notice.path}`;

function markdownOf(target: NoticeTarget, sending: Sending, head = ""): string {
  const { title, text } = wordsOf(target, sending);
  const bold = head === "" ? `**${title}**` : `${head}${title}`;
  return `${bold}\n\n${text}\n\n[${linkWords[target.language]}](${linkOf(sending)})`;
}

/** The key signs the time and itself; without one the robot knows its senders by other means. */
function dingTalkUrl({ url, secret }: NoticeTarget, nowMs: number): string {
  if (secret === "") return url;
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(nowMs));
  signed.searchParams.set("sign", hmac(secret, `${nowMs}\n${secret}`, "base64"));
  return signed.toString();
}

/** Time and key are the HMAC's key, and nothing is signed with it. */
function feishuSign({ secret }: NoticeTarget, nowMs: number): object {
  if (secret === "") return {};
  const timestamp = String(Math.floor(nowMs / 1_000));
  return { timestamp, sign: hmac(`${timestamp}\n${secret}`, "", "base64") };
}

function feishuCard(target: NoticeTarget, sending: Sending): object {
  const { title, text } = wordsOf(target, sending);
  const link = `[${linkWords[target.language]}](${linkOf(sending)})`;
  return {
    msg_type: "interactive",
    card: {
      header: { title: { tag: "plain_text", content: title } },
      elements: [{ tag: "markdown", content: `${text}\n${link}` }],
    },
  };
}

function webhookRequest(target: NoticeTarget, sending: Sending): NoticeRequest {
  const { deliveryId, notice, nowMs } = sending;
  const { topic, event, atMs, data } = notice;
  const request = json(target.url, {
    id: deliveryId,
    topic,
    event,
    ...wordsOf(target, sending),
    url: linkOf(sending),
    atMs,
    data,
  });
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signature = `v1=${hmac(target.secret, `${timestamp}.${request.body}`, "hex")}`;
  return {
    ...request,
    headers: {
      ...request.headers,
      [noticeWebhook.id]: deliveryId,
      [noticeWebhook.timestamp]: timestamp,
      [noticeWebhook.signature]: signature,
    },
  };
}

const hmac = (key: string, text: string, encoding: "base64" | "hex"): string =>
  createHmac("sha256", key).update(text).digest(encoding);

/** Robots answer 200 to what they refuse, and say so in a number. */
export function isTaken(kind: ChannelKind, status: number, answer: string): boolean {
  if (status < 200 || status > 299) return false;
  if (kind === "webhook") return true;
  const said = kind === "feishu" ? "code" : "errcode";
  try {
    const parsed: unknown = JSON.parse(answer);
    return typeof parsed === "object" && parsed !== null && Reflect.get(parsed, said) === 0;
  } catch {
    return false;
  }
}
