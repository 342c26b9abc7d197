import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  adminCreateNoticeChannel,
  adminListNoticeChannels,
  adminListNoticeDeliveries,
  adminResendNotice,
  adminTestNoticeChannel,
  adminUpdateNoticeChannel,
} from "../../../core/contract/admin/maintenance/notices.ts";
import { limits } from "../../../core/limits.ts";
import { noticeChannels, noticeDeliveries } from "../../../worker/db/tables/notices.ts";
import { deliverNotices, enqueueNotice, keepNotices } from "../../../worker/notices/notices.ts";
import { MORNING_MS } from "../../support/builders.ts";
import { aNotice } from "../http/aBusiness.ts";
import { aBinding, ask, asStaff, db, env, migrate } from "../http/support.ts";
import { aChannel, aPlace, KeepingQueue } from "./support.ts";

beforeAll(migrate);

type Received = { readonly url: string; readonly headers: Headers; readonly body: string };
type Sent = { readonly headers: Record<string, string>; readonly body: string };
let received: Received[] = [];
let answer: () => Response | Promise<Response> = () => new Response("ok");

beforeEach(() => {
  received = [];
  answer = () => new Response("ok");
  vi.stubGlobal("fetch", async (url: string, { headers, body }: Sent) => {
    received.push({ url, headers: new Headers(headers), body });
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

type Batch = Parameters<typeof deliverNotices>[1];

/** The queue brings a delivery once; when it is to bring it again, or that it is not. */
async function brought(deliveryId: string, nowMs = MORNING_MS, queue = "zhuang-notices") {
  const said: (number | "never" | undefined)[] = [];
  const message = {
    body: { deliveryId },
    ack: () => said.push("never"),
    retry: (options?: { readonly delaySeconds: number }) => said.push(options?.delaySeconds),
  };
  await deliverNotices(env, aBinding<Batch>({ queue, messages: [message] }), nowMs);
  return said;
}

const deliveryOf = async (deliveryId: string) =>
  (await db.select().from(noticeDeliveries).where(eq(noticeDeliveries.deliveryId, deliveryId)))[0]!;

async function aDelivery(given: Parameters<typeof aChannel>[1] = {}) {
  const place = await aPlace();
  const channelId = await aChannel(place.operatorId, given);
  const { operatorId, post, queue } = place;
  const telling = { operatorId, about: "x", notice: aNotice(), nowMs: MORNING_MS };
  await enqueueNotice(post, telling);
  const [deliveryId] = queue.kept;
  return { ...place, channelId, deliveryId: deliveryId!, telling };
}

describe("A notice", () => {
  test("is queued once for each channel of its topic, however often it is told", async () => {
    const { post, telling, queue, deliveries } = await aDelivery();
    await enqueueNotice(post, telling);
    expect(queue.kept).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "queued", attempts: 0 }]);
  });

  test("is taken by a webhook, which can check who sent it, when, and that it is whole", async () => {
    const { deliveryId } = await aDelivery();
    expect(await brought(deliveryId)).toEqual(["never"]);
    const { headers, body, url } = received[0]!;
    expect(url).toBe("https://ops.example.com/hook");
    const timestamp = headers.get("zhuang-timestamp");
    const signed = createHmac("sha256", "0123456789abcdef").update(`${timestamp}.${body}`);
    expect(headers.get("zhuang-signature")).toBe(`v1=${signed.digest("hex")}`);
    expect(headers.get("zhuang-delivery")).toBe(deliveryId);
    expect(JSON.parse(body)).toMatchObject({
      id: deliveryId,
      event: "workOrder.opened",
      title: "标题",
      url: "https://charging.test/admin/maintenance",
      data: { pileId: "P" },
    });
    expect(await deliveryOf(deliveryId)).toMatchObject({
      state: "sent",
      attempts: 1,
      lastAnswer: "200 ok",
      overdueAtMs: null,
    });
    // Brought again by the queue, it is not sent again.
    await brought(deliveryId);
    expect(received).toHaveLength(1);
  });

  test("that is refused is tried again with growing waits, then given up and kept to be seen", async () => {
    const { deliveryId, owner, queue, channelId } = await aDelivery();
    answer = () => new Response("busy", { status: 503 });
    const waits: unknown[] = [];
    for (let tries = 0; tries < limits.noticeAttempts.most; tries += 1) {
      waits.push(...(await brought(deliveryId)));
    }
    expect(waits).toEqual([10, 30, 120, 600, 1_800, 7_200, "never"]);
    const dead = (await ask(adminListNoticeDeliveries, { show: "dead" }, owner)).output().items;
    expect(dead).toMatchObject([
      { deliveryId, channelId, state: "dead", attempts: 7, lastAnswer: "503 busy" },
    ]);
    answer = () => new Response("ok");
    const changed = { NOTICES: aBinding<typeof env.NOTICES>(queue) };
    const again = await ask(adminResendNotice, { deliveryId }, owner, changed);
    expect(again.output()).toMatchObject({ state: "queued", attempts: 0 });
    expect(queue.kept).toEqual([deliveryId, deliveryId]);
    await brought(deliveryId);
    expect((await deliveryOf(deliveryId)).state).toBe("sent");
  });

  test("that the queue itself gives up is seen as given up", async () => {
    const { deliveryId } = await aDelivery();
    await brought(deliveryId, MORNING_MS, "zhuang-notices-dead");
    expect(await deliveryOf(deliveryId)).toMatchObject({ state: "dead" });
    expect(received).toEqual([]);
  });

  test("that the queue has lost is put into it again; what is old is forgotten", async () => {
    const { deliveryId, operatorId } = await aDelivery();
    const queue = new KeepingQueue();
    const lately = { ...env, NOTICES: aBinding<typeof env.NOTICES>(queue) };
    await keepNotices(lately, MORNING_MS + limits.noticeOverdueMs.most - 1);
    expect(queue.kept).not.toContain(deliveryId);
    await keepNotices(lately, MORNING_MS + limits.noticeOverdueMs.most);
    expect(queue.kept).toContain(deliveryId);
    await brought(deliveryId);
    await keepNotices(lately, MORNING_MS + limits.deliveryLifeMs.most + 1);
    const left = await db
      .select()
      .from(noticeDeliveries)
      .where(eq(noticeDeliveries.operatorId, operatorId));
    expect(left).toEqual([]);
  });

  test("of a channel that was deleted, or that cannot be reached, says so", async () => {
    const { deliveryId, channelId } = await aDelivery();
    answer = () => {
      throw new TypeError("connect failed: https://ops.example.com/hook");
    };
    await brought(deliveryId);
    expect((await deliveryOf(deliveryId)).lastAnswer).toBe("connect failed: ops.example.com");
    await db.delete(noticeChannels).where(eq(noticeChannels.channelId, channelId));
    await brought(deliveryId);
    expect(await deliveryOf(deliveryId)).toMatchObject({
      state: "dead",
      lastAnswer: "the channel was deleted",
    });
  });
});

describe("Robots", () => {
  const url = "https://robot.example.com/send?key=k";
  const secret = "0123456789abcdef";

  test("of DingTalk get a signed address", async () => {
    const { deliveryId } = await aDelivery({ kind: "dingtalk", url });
    answer = () => Response.json({ errcode: 0, errmsg: "ok" });
    await brought(deliveryId);
    const sent = new URL(received[0]!.url);
    expect(sent.searchParams.get("key")).toBe("k");
    expect(sent.searchParams.get("timestamp")).toBe(String(MORNING_MS));
    const sign = createHmac("sha256", secret).update(`${MORNING_MS}\n${secret}`).digest("base64");
    expect(sent.searchParams.get("sign")).toBe(sign);
    expect(JSON.parse(received[0]!.body)).toMatchObject({
      msgtype: "markdown",
      markdown: { title: "标题", text: expect.stringContaining("### 标题") },
    });
    expect((await deliveryOf(deliveryId)).state).toBe("sent");
  });

  test("of Feishu get a signed body", async () => {
    const { deliveryId } = await aDelivery({ kind: "feishu", url, language: "en" });
    answer = () => Response.json({ code: 0, msg: "success" });
    await brought(deliveryId);
    const timestamp = String(MORNING_MS / 1_000);
    const sign = createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64");
    expect(JSON.parse(received[0]!.body)).toMatchObject({
      timestamp,
      sign,
      msg_type: "interactive",
      card: { header: { title: { content: "Title" } } },
    });
    expect((await deliveryOf(deliveryId)).state).toBe("sent");
  });

  test("that refuse with status 200 have not taken it", async () => {
    const { deliveryId } = await aDelivery({ kind: "wecom", url });
    answer = () => Response.json({ errcode: 93_000, errmsg: "invalid webhook url" });
    expect(await brought(deliveryId)).toEqual([10]);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ msgtype: "markdown" });
    expect((await deliveryOf(deliveryId)).lastAnswer).toContain("93000");
    answer = () => Response.json({ errcode: 0, errmsg: "ok" });
    await brought(deliveryId);
    expect((await deliveryOf(deliveryId)).state).toBe("sent");
  });
});

describe("A channel", () => {
  const content = { name: "群", topics: ["workOrders"], language: "zh", isOn: true };
  const webhook = {
    ...content,
    kind: "webhook",
    url: "https://ops.example.com/a?token=t",
    secret: "0123456789abcdef",
  };

  test("keeps its address and key sealed, and shows neither again", async () => {
    const { owner } = await aPlace();
    const made = await ask(adminCreateNoticeChannel, webhook, owner);
    expect(made.output()).toMatchObject({ host: "ops.example.com", hasSecret: true });
    const { channelId } = made.output();
    const [row] = await db
      .select()
      .from(noticeChannels)
      .where(eq(noticeChannels.channelId, channelId));
    const listed = await ask(adminListNoticeChannels, {}, owner);
    for (const text of [JSON.stringify(row), JSON.stringify(listed.body)]) {
      expect(text).not.toContain("token=t");
      expect(text).not.toContain("0123456789abcdef");
    }
    const renamed = { channelId, ...content, name: "二群" };
    expect((await ask(adminUpdateNoticeChannel, renamed, owner)).output().name).toBe("二群");
    await ask(adminTestNoticeChannel, { channelId }, owner);
    expect(received[0]?.url).toBe("https://ops.example.com/a?token=t");
  });

  test("is tested at once, and what the receiver said is told", async () => {
    const { owner } = await aPlace();
    const { channelId } = (await ask(adminCreateNoticeChannel, webhook, owner)).output();
    answer = () => new Response("unknown token", { status: 401 });
    expect((await ask(adminTestNoticeChannel, { channelId }, owner)).output()).toEqual({
      isTaken: false,
      answer: "401 unknown token",
    });
  });

  test.each([
    ["http://ops.example.com/", "webhook"],
    ["https://127.0.0.1/", "webhook"],
    ["https://2130706433/", "webhook"],
    ["https://0x7f.1/", "webhook"],
    ["https://[::1]/", "webhook"],
    ["https://10.0.0.8/", "webhook"],
    ["https://localhost/", "webhook"],
    ["https://db.internal/", "webhook"],
    ["https://intranet/", "webhook"],
    ["https://user:pass@ops.example.com/", "webhook"],
    ["https://example.com/cgi-bin/webhook/send", "wecom"],
    ["https://qyapi.weixin.qq.com.example.com/", "wecom"],
    ["https://oapi.dingtalk.com/robot/send", "feishu"],
  ])("at %s is refused to a %s in production", async (url, kind) => {
    const { owner } = await aPlace();
    const given = { ...webhook, url, kind };
    const production = { ENVIRONMENT: "production" } as const;
    const refused = await ask(adminCreateNoticeChannel, given, owner, production);
    expect(refused.code).toBe("notice_address_refused");
  });

  test("needs a key for a webhook, a platform with keys, and who runs the business", async () => {
    const { owner, operatorId } = await aPlace();
    const keyless = await ask(adminCreateNoticeChannel, { ...webhook, secret: "short" }, owner);
    expect(keyless.code).toBe("notice_secret_needed");
    const without = { PERSONAL_DATA_KEYS: "" };
    const unsealed = await ask(adminCreateNoticeChannel, webhook, owner, without);
    expect(unsealed.code).toBe("notices_not_offered");
    const technician = await asStaff(operatorId, "maintenance");
    expect((await ask(adminCreateNoticeChannel, webhook, technician)).code).toBe("forbidden");
  });

  test("is sealed anew when a key is put before the old one", async () => {
    const { operatorId } = await aPlace();
    const channelId = await aChannel(operatorId);
    const newer = `newer:${Buffer.alloc(32, 9).toString("base64")}`;
    const NOTICES = aBinding<typeof env.NOTICES>(new KeepingQueue());
    const keys = `${newer},${env.PERSONAL_DATA_KEYS}`;
    await keepNotices({ ...env, NOTICES, PERSONAL_DATA_KEYS: keys }, MORNING_MS);
    const [row] = await db
      .select()
      .from(noticeChannels)
      .where(eq(noticeChannels.channelId, channelId));
    expect(row?.targetSealed).toMatch(/^1\.newer\./);
  });
});
