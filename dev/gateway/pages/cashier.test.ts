import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningGateway, startGateway } from "../server.ts";
import { anAlipayMerchant, anOrderNumber, aWechatMerchant } from "../testMerchant.ts";

let gateway: RunningGateway;

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
});
afterAll(() => gateway.close());

const origin = "http://localhost:1";
const vars = () => gateway.vars({ publicOrigin: origin });

async function anH5Page(outTradeNo: string, description = "充电预付"): Promise<string> {
  const answer = await aWechatMerchant(vars(), `${origin}/webhooks/wechatpay`).call(
    "post",
    "v3/pay/transactions/h5",
    {
      appid: vars().WECHATPAY_APP_ID,
      mchid: vars().WECHATPAY_MERCHANT_ID,
      description,
      out_trade_no: outTradeNo,
      notify_url: `${origin}/webhooks/wechatpay`,
      amount: { total: 1_234, currency: "CNY" },
      scene_info: { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap" } },
    },
  );
  return String(answer.data.h5_url);
}

function aWapPage(outTradeNo: string, quitUrl?: string): string {
  return anAlipayMerchant(vars()).pageExecute("alipay.trade.wap.pay", "GET", {
    return_url: `${origin}/app/done?order=1`,
    bizContent: {
      out_trade_no: outTradeNo,
      total_amount: "12.34",
      subject: "充电预付",
      product_code: "QUICK_WAP_WAY",
      ...(quitUrl ? { quit_url: quitUrl } : {}),
    },
  });
}

const get = (url: string, language = "zh-CN,zh;q=0.9") =>
  fetch(url, { headers: { "Accept-Language": language } });

/** Presses a button the way a browser does: with the form's own action and hidden fields. */
async function press(pageText: string, action: "pay" | "fail" | "later"): Promise<Response> {
  const form = /<form method="post" action="([^"]+)"/.exec(pageText)?.[1];
  const hidden = /name="redirect_url" value="([^"]*)"/.exec(pageText)?.[1];
  expect(pageText).toContain(`name="action" value="${action}"`);
  return fetch(new URL(form!.replaceAll("&amp;", "&"), gateway.url), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      action,
      ...(hidden ? { redirect_url: hidden.replaceAll("&amp;", "&") } : {}),
    }),
  });
}

const stateOf = (outTradeNo: string) =>
  gateway.state().trades.find((trade) => trade.outTradeNo === outTradeNo)?.state;

describe("the page of WeChat Pay", () => {
  it("shows merchant, amount and order, marked as a test, in the reader's language", async () => {
    const outTradeNo = anOrderNumber();
    const url = await anH5Page(outTradeNo);
    const zh = await (await get(url)).text();
    for (const text of ["本地测试网关", "桩 演示商户", "12.34", outTradeNo, "付款失败", "稍后"]) {
      expect(zh).toContain(text);
    }
    const en = await (await get(url, "en-GB")).text();
    for (const text of ["Local test gateway", "Zhuang demo merchant", "12.34", "Later"]) {
      expect(en).toContain(text);
    }
    expect(await (await get(`${url}&lang=en`)).text()).toContain("Local test gateway");
  });

  it("pays and goes back to redirect_url; without one it says so", async () => {
    const outTradeNo = anOrderNumber();
    const url = await anH5Page(outTradeNo);
    const back = `${origin}/app/orders?id=7&x=1`;
    const page = await (await get(`${url}&redirect_url=${encodeURIComponent(back)}`)).text();
    const answer = await press(page, "pay");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, back]);
    expect(stateOf(outTradeNo)?.kind).toBe("paid");
    expect(await (await get(url)).text()).toContain("支付成功");
    expect(
      await (await press(page.replace(/<input[^>]*redirect_url[^>]*>/, ""), "pay")).text(),
    ).toContain("支付成功");
  });

  it("leaves the order unpaid when the payment fails or the person leaves", async () => {
    const outTradeNo = anOrderNumber();
    const page = await (await get(await anH5Page(outTradeNo))).text();
    expect(await (await press(page, "fail")).text()).toContain("付款未成功");
    expect(await (await press(page, "later")).text()).toContain("已离开收银台");
    expect(stateOf(outTradeNo)).toEqual({ kind: "unpaid", failedAttempts: 1 });
  });

  it("never leads to a script, and escapes what it shows", async () => {
    const url = await anH5Page(anOrderNumber(), `<img src=x onerror="alert(1)">`);
    const page = await (await get(`${url}&redirect_url=javascript:alert(1)`)).text();
    expect(page).not.toContain("<img");
    expect(page).not.toContain("javascript:");
    expect((await get(`${gateway.url}/_cashier?prepay_id=none`)).status).toBe(404);
  });
});

describe("the page of Alipay", () => {
  it("opens from the signed address, pays, and returns with a signed outcome", async () => {
    const outTradeNo = anOrderNumber();
    const page = await (await get(aWapPage(outTradeNo))).text();
    expect(page).toContain("12.34");
    const answer = await press(page, "pay");
    const back = new URL(answer.headers.get("location") ?? "");
    const { order, ...signed } = Object.fromEntries(back.searchParams);
    expect([answer.status, back.origin + back.pathname, order]).toEqual([
      303,
      `${origin}/app/done`,
      "1",
    ]);
    expect(anAlipayMerchant(vars()).checkNotifySignV2(signed)).toBe(true);
    expect(signed).toMatchObject({ out_trade_no: outTradeNo, total_amount: "12.34" });
    expect(stateOf(outTradeNo)?.kind).toBe("paid");
  });

  it("goes to quit_url when the person leaves", async () => {
    const quitUrl = `${origin}/app/quit`;
    const page = await (await get(aWapPage(anOrderNumber(), quitUrl))).text();
    expect((await press(page, "later")).headers.get("location")).toBe(quitUrl);
  });

  it("opens from the SDK's form as well, and not from a changed address", async () => {
    const outTradeNo = anOrderNumber();
    const form = anAlipayMerchant(vars()).pageExecute("alipay.trade.wap.pay", "POST", {
      bizContent: { out_trade_no: outTradeNo, total_amount: "1.00", subject: "充电" },
    });
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? "";
    const inputs = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]): [string, string] => [name!, value!.replaceAll("&quot;", '"')],
    );
    const submit = (fields: [string, string][]) =>
      fetch(action, { method: "POST", body: new URLSearchParams(fields) });
    expect(await (await submit(inputs)).text()).toContain(outTradeNo);
    const changed = await submit(
      inputs.map(([name, value]) => [name, value.replace('"1.00"', '"0.01"')]),
    );
    expect(changed.status).toBe(400);
    expect(await changed.text()).toContain("isv.invalid-signature");
  });
});

describe("the overview", () => {
  it("lists trades with their buttons, in both languages", async () => {
    const outTradeNo = anOrderNumber();
    await anH5Page(outTradeNo);
    const en = await (await get(gateway.url, "en")).text();
    expect(en).toContain(`/_control/trades/wechatpay/${outTradeNo}/pay`);
    expect(en).toContain("Wrong signature");
    expect(await (await get(gateway.url)).text()).toContain("错误签名");
    const pressed = await fetch(`${gateway.url}/_control/trades/wechatpay/${outTradeNo}/pay`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/"]);
    expect(stateOf(outTradeNo)?.kind).toBe("paid");
  });
});
