import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultKind, Notification, Provider } from "./model.ts";
import { type GatewayOptions, type RunningGateway, startGateway } from "./server.ts";
import {
  anAlipayMerchant,
  anOrderNumber,
  aReceiver,
  aWechatMerchant,
  formOf,
  post,
  type Receiver,
  type Reply,
} from "./testMerchant.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const accepting: Reply = { status: 200, body: "success" };
const refusing: Reply = { status: 401, body: "no" };

let gateway: RunningGateway;
let receiver: Receiver;
let keysDir: string;

/** One folder for the keys, which take a second to make; the books start empty in each test. */
beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), "gateway-faults-"));
  return () => rm(keysDir, { recursive: true });
});

afterEach(async () => {
  await gateway.close();
  await receiver.close();
  await Promise.all(
    ["gateway.sqlite", "gateway.sqlite-wal", "gateway.sqlite-shm"].map((name) =>
      rm(join(keysDir, name), { force: true }),
    ),
  );
});

type Setup = { reply?: Parameters<typeof aReceiver>[0]; options?: Partial<GatewayOptions> };

async function aGateway({ reply, options = {} }: Setup = {}): Promise<void> {
  receiver = await aReceiver(reply);
  gateway = await startGateway({ port: 0, dataDir: keysDir, speed: 100_000, ...options });
}

const vars = () => gateway.vars({ publicOrigin: receiver.origin });
const wechat = () => aWechatMerchant(vars(), `${receiver.origin}/webhooks/wechatpay`);

async function order(kind: FaultKind, provider?: Provider, next = 1): Promise<void> {
  const answer = await post(`${gateway.url}/_control/faults`, { kind, provider, next });
  expect(answer.status).toBe(200);
}

async function aPayment(totalFen = 100): Promise<string> {
  const outTradeNo = anOrderNumber();
  await wechat().prepay(outTradeNo, totalFen);
  await post(`${gateway.url}/_control/trades/wechatpay/${outTradeNo}/pay`);
  return outTradeNo;
}

async function anAlipayPayment(): Promise<string> {
  const outTradeNo = anOrderNumber();
  await anAlipayMerchant(vars()).exec("alipay.trade.create", {
    notify_url: `${receiver.origin}/webhooks/alipay`,
    bizContent: {
      out_trade_no: outTradeNo,
      total_amount: "1.00",
      subject: "charging",
      buyer_id: "2088000000000042",
    },
  });
  await post(`${gateway.url}/_control/trades/alipay/${outTradeNo}/pay`);
  return outTradeNo;
}

async function settled(outTradeNo: string, kind: Notification["delivery"]["kind"] = "delivered") {
  const find = (notifications: Notification[]) =>
    notifications.find((one) => one.outTradeNo === outTradeNo && one.delivery.kind === kind);
  const state = await gateway.until(({ notifications }) => find(notifications) !== undefined);
  return find(state.notifications)!;
}

describe("without a fault", () => {
  it.each<[Provider, Reply, Reply, number]>([
    ["wechatpay", { status: 500, body: "" }, { status: 204, body: "" }, 15],
    ["alipay", { status: 200, body: "SUCCESS" }, accepting, 7],
  ])("%s tries on its schedule until it is accepted", async (provider, no, yes, retries) => {
    await aGateway({ reply: (_, before) => (before < retries ? no : yes) });
    const outTradeNo = await (provider === "alipay" ? anAlipayPayment() : aPayment());
    const { attempts, rounds } = await settled(outTradeNo);
    expect(rounds).toBe(retries + 1);
    expect(attempts.map(({ accepted }) => accepted)).toEqual([
      ...Array.from({ length: retries }, () => false),
      true,
    ]);
    expect(receiver.received).toHaveLength(retries + 1);
  });

  it("gives up after the last round, and sends again when asked to", async () => {
    let merchantWorks = false;
    await aGateway({
      reply: () => (merchantWorks ? accepting : refusing),
      options: { retrySchedule: { wechatpay: [1_000] } },
    });
    const outTradeNo = await aPayment();
    const { id, attempts } = await settled(outTradeNo, "exhausted");
    expect(attempts.map(({ outcome }) => outcome)).toEqual([
      { kind: "answered", ...refusing },
      { kind: "answered", ...refusing },
    ]);
    merchantWorks = true;
    await post(`${gateway.url}/_control/notifications/${id}/resend`);
    expect((await settled(outTradeNo)).attempts).toHaveLength(3);
    const ids = receiver.received.map((one) => wechat().opened(one).id);
    expect(new Set(ids)).toEqual(new Set([id]));
  });

  it("keeps why a merchant could not be reached", async () => {
    await aGateway({ options: { retrySchedule: { wechatpay: [] } } });
    await receiver.close();
    const { attempts } = await settled(await aPayment(), "exhausted");
    expect(attempts[0]).toMatchObject({ accepted: false, outcome: { kind: "unreachable" } });
    expect(JSON.stringify(attempts[0])).toContain("ECONNREFUSED");
  });
});

const genuine = (received: Receiver["received"][number]) => {
  try {
    return received.path.endsWith("alipay")
      ? anAlipayMerchant(vars()).checkNotifySignV2(formOf(received))
      : wechat().opened(received) !== undefined;
  } catch {
    return false;
  }
};

describe("a fault in a notification", () => {
  it("duplicate: the same notification comes twice", async () => {
    await aGateway();
    await order("duplicate");
    const outTradeNo = await aPayment();
    const [one, other] = (await receiver.first(2)).map((received) => wechat().opened(received));
    expect(one!.id).toBe(other!.id);
    expect(one!.resource).toEqual(other!.resource);
    expect((await settled(outTradeNo)).attempts).toHaveLength(2);
    const next = await settled(await aPayment());
    expect([next.attempts.length, next.fault]).toEqual([1, undefined]);
  });

  it("late: it is held back, and comes when its time has come", async () => {
    let nowMs = Date.now();
    await aGateway({ options: { now: () => nowMs, speed: 1 } });
    await order("late", "alipay");
    const late = await anAlipayPayment();
    const punctual = await anAlipayPayment();
    await settled(punctual);
    const held = gateway.state().notifications.find(({ outTradeNo }) => outTradeNo === late);
    expect(held).toMatchObject({ attempts: [], delivery: { dueAtMs: nowMs + 600_000 } });
    nowMs += 600_000;
    await settled(await anAlipayPayment());
    expect((await settled(late)).attempts).toHaveLength(1);
  });

  it("lost: it never comes, though the trade is paid", async () => {
    await aGateway();
    await order("lost", "wechatpay");
    const lost = await aPayment();
    expect((await settled(lost, "lost")).attempts).toEqual([]);
    const punctual = await aPayment();
    await settled(punctual);
    expect(receiver.received).toHaveLength(1);
    const mchid = vars().WECHATPAY_MERCHANT_ID;
    const path = `v3/pay/transactions/out-trade-no/${lost}?mchid=${mchid}`;
    expect((await wechat().call("get", path)).data).toMatchObject({ trade_state: "SUCCESS" });
  });

  it("reordered: it comes behind the next one", async () => {
    await aGateway({ options: { speed: 1 } });
    await order("reordered");
    const first = await aPayment();
    const second = await aPayment();
    await settled(first);
    const numbers = receiver.received.map(
      (received) => wechat().opened(received).resource["out_trade_no"],
    );
    expect(numbers).toEqual([second, first]);
  });

  it("wrongSignature: the first is forged, its retry genuine", async () => {
    await aGateway({ reply: (received) => (genuine(received) ? accepting : refusing) });
    await order("wrongSignature", "wechatpay");
    await order("wrongSignature", "alipay");
    const byWechat = await settled(await aPayment());
    const byAlipay = await settled(await anAlipayPayment());
    for (const { attempts } of [byWechat, byAlipay]) {
      expect(attempts.map(({ accepted, fault }) => [accepted, fault])).toEqual([
        [false, "wrongSignature"],
        [true, undefined],
      ]);
    }
    const forged = receiver.received[0]!.headers["wechatpay-signature"];
    expect(forged).toMatch(/^WECHATPAY\/SIGNTEST\//);
  });

  it("staleTimestamp: signed well, but long ago", async () => {
    await aGateway({ reply: (_, before) => (before === 0 ? refusing : accepting) });
    await order("staleTimestamp");
    await settled(await aPayment());
    expect(() => wechat().opened(receiver.received[0]!)).toThrow("stale");
    expect(wechat().opened(receiver.received[1]!).eventType).toBe("TRANSACTION.SUCCESS");
  });

  it("alteredAmount: signed well, with one fen too many", async () => {
    await aGateway({ reply: (_, before) => (before % 2 === 0 ? refusing : accepting) });
    await order("alteredAmount", undefined, 2);
    await settled(await aPayment(4_200));
    const amounts = receiver.received.map((one) => wechat().opened(one).resource.amount?.["total"]);
    expect(amounts).toEqual([4_201, 4_200]);
    await settled(await anAlipayPayment());
    const forms = receiver.received.slice(2).map(formOf);
    expect(forms.every((form) => anAlipayMerchant(vars()).checkNotifySignV2(form))).toBe(true);
    expect(forms.map((form) => form["total_amount"])).toEqual(["1.01", "1.00"]);
    expect(gateway.state().faults).toEqual([]);
  });
});

describe("a fault in a call", () => {
  it("httpError: answered 5xx, and nothing was done", async () => {
    await aGateway();
    await order("httpError", undefined, 2);
    const outTradeNo = anOrderNumber();
    const failed = await wechat().prepay(outTradeNo, 100);
    expect([failed.status, failed.data.code]).toEqual([500, "SYSTEM_ERROR"]);
    expect(gateway.state().trades).toEqual([]);
    const query = anAlipayMerchant(vars()).exec("alipay.trade.query", {
      bizContent: { out_trade_no: outTradeNo },
    });
    await expect(query).rejects.toThrow("502");
    expect((await wechat().prepay(outTradeNo, 100)).status).toBe(200);
  });

  it("timeout: done, but never answered", async () => {
    await aGateway();
    await order("timeout", "wechatpay");
    const outTradeNo = anOrderNumber();
    const caller = wechat();
    const silent = caller.prepay(outTradeNo, 100).catch((error: Error) => error.message);
    await gateway.until(({ trades }) => trades.length === 1);
    const again = await caller.prepay(outTradeNo, 100);
    expect(again.data.prepay_id).toBe(gateway.state().trades[0]!.prepayId);
    await gateway.close();
    expect(await silent).toMatch(/hang up|ECONNRESET/);
    gateway = await startGateway({ port: 0, dataDir: keysDir });
  });
});

describe("a fault in a refund", () => {
  it.each<[FaultKind, string]>([
    ["refundAbnormal", "ABNORMAL"],
    ["refundClosed", "CLOSED"],
  ])("%s: the refund ends %s and is told so", async (kind, status) => {
    await aGateway();
    const outTradeNo = await aPayment(100);
    await order(kind, "wechatpay");
    const outRefundNo = anOrderNumber();
    const begun = await wechat().call("post", "v3/refund/domestic/refunds", {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      notify_url: `${receiver.origin}/webhooks/wechatpay`,
      amount: { refund: 100, total: 100, currency: "CNY" },
    });
    expect(begun.data["status"]).toBe("PROCESSING");
    const [, told] = (await receiver.first(2)).map((received) => wechat().opened(received));
    expect(told).toMatchObject({
      eventType: `REFUND.${status}`,
      resource: { out_refund_no: outRefundNo, refund_status: status },
    });
  });

  it("notEnough: the merchant's balance is short", async () => {
    await aGateway();
    const outTradeNo = await aPayment(100);
    await order("notEnough");
    const answer = await wechat().call("post", "v3/refund/domestic/refunds", {
      out_trade_no: outTradeNo,
      out_refund_no: anOrderNumber(),
      amount: { refund: 100, total: 100, currency: "CNY" },
    });
    expect([answer.status, answer.data.code]).toEqual([403, "NOT_ENOUGH"]);
    expect(gateway.state().refunds).toEqual([]);
  });
});

describe("the order of a fault", () => {
  it("is refused when it is unknown or too large", async () => {
    await aGateway();
    const url = `${gateway.url}/_control/faults`;
    expect((await post(url, { kind: "earthquake", next: 1 })).status).toBe(400);
    expect((await post(url, { kind: "late", next: 0 })).status).toBe(400);
    expect((await post(url, { kind: "late", next: 1_001 })).status).toBe(400);
    await Promise.all(Array.from({ length: 50 }, () => post(url, { kind: "late", next: 1 })));
    expect((await post(url, { kind: "late", next: 1 })).status).toBe(409);
    await fetch(url, { method: "DELETE" });
    expect(gateway.state().faults).toEqual([]);
  });
});
