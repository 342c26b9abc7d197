import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startGateway } from "./server.ts";
import { anOrderNumber, aReceiver, aWechatMerchant, post, type Receiver } from "./testMerchant.ts";

let dataDir: string;
let receiver: Receiver;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gateway-"));
  receiver = await aReceiver();
});

afterEach(async () => {
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

describe("a restart", () => {
  it("keeps keys, trades, faults, refunds in progress and what was not yet delivered", async () => {
    let merchantWorks = false;
    const merchantServer = await aReceiver(() => ({ status: merchantWorks ? 200 : 503, body: "" }));
    const first = await startGateway({ port: 0, dataDir });
    const vars = first.vars({ publicOrigin: merchantServer.origin });
    const notifyUrl = `${merchantServer.origin}/webhooks/wechatpay`;
    const merchant = aWechatMerchant(vars, notifyUrl);
    const outTradeNo = anOrderNumber();
    const prepaid = await merchant.prepay(outTradeNo, 900);
    await post(`${first.url}/_control/trades/wechatpay/${outTradeNo}/pay`);
    await first.until(({ notifications }) => notifications[0]?.rounds === 1);
    await merchant.call("post", "v3/refund/domestic/refunds", {
      out_trade_no: outTradeNo,
      out_refund_no: "R00001",
      notify_url: notifyUrl,
      amount: { refund: 900, total: 900, currency: "CNY" },
    });
    await post(`${first.url}/_control/faults`, { kind: "duplicate", next: 1 });
    const before = first.state();
    expect(before.refunds[0]?.state.kind).toBe("processing");
    expect(before.notifications[0]?.delivery.kind).toBe("pending");
    await first.close();

    merchantWorks = true;
    const laterMs = 24 * 3_600_000;
    const second = await startGateway({
      port: 0,
      dataDir,
      // A day later everything is due at once; only the clock of the second run knows.
      now: () => Date.now() + laterMs,
    });
    expect(second.vars({ publicOrigin: "x" })).toMatchObject({
      WECHATPAY_PLATFORM_KEYS: vars.WECHATPAY_PLATFORM_KEYS,
      WECHATPAY_API_V3_KEY: vars.WECHATPAY_API_V3_KEY,
      ALIPAY_PUBLIC_KEY: vars.ALIPAY_PUBLIC_KEY,
    });
    const after = await second.until(
      ({ notifications }) =>
        notifications.length === 2 &&
        notifications.every((one) => one.delivery.kind === "delivered"),
    );
    expect(after.trades).toEqual(before.trades);
    expect(after.trades[0]?.prepayId).toBe(prepaid.data.prepay_id);
    expect(after.refunds[0]?.state.kind).toBe("success");
    expect(after.notifications[0]?.id).toBe(before.notifications[0]?.id);
    expect(after.notifications[1]).toMatchObject({ fault: "duplicate", rounds: 1 });
    expect(after.faults).toEqual([]);
    await second.close();
    await merchantServer.close();
  });

  it("remembers used nonces and login codes", async () => {
    const first = await startGateway({ port: 0, dataDir });
    const vars = first.vars({ publicOrigin: receiver.origin });
    const loginAt = async (url: string) => {
      const query = `appid=${vars.WECHATPAY_APP_ID}&secret=${vars.WECHAT_APP_SECRET}&js_code=once-a-1&grant_type=authorization_code`;
      return Object(await (await fetch(`${url}/sns/jscode2session?${query}`)).json());
    };
    expect(await loginAt(first.url)).toHaveProperty("openid");
    await first.close();
    const second = await startGateway({ port: 0, dataDir });
    expect(await loginAt(second.url)).toMatchObject({ errcode: 40163 });
    await second.close();
  });

  it("keeps the keys from other users of the machine", async () => {
    const gateway = await startGateway({ port: 0, dataDir });
    expect((await stat(join(dataDir, "keys.json"))).mode & 0o077).toBe(0);
    await gateway.close();
  });
});

describe("the server", () => {
  it("says that a port is taken", async () => {
    const gateway = await startGateway({ port: 0, dataDir });
    const port = Number(new URL(gateway.url).port);
    await expect(startGateway({ port })).rejects.toThrow("EADDRINUSE");
    await gateway.close();
  });

  it("refuses large bodies and names that are not this machine's", async () => {
    const gateway = await startGateway({ port: 0, dataDir });
    const large = await fetch(`${gateway.url}/_control/faults`, {
      method: "POST",
      body: "x".repeat(64 * 1024 + 1),
    });
    expect(large.status).toBe(413);
    const foreign = request(`${gateway.url}/_control/state`, { headers: { Host: "evil.example" } });
    foreign.end();
    const [response] = await once(foreign, "response");
    expect(response.statusCode).toBe(421);
    response.resume();
    await gateway.close();
  });
});
