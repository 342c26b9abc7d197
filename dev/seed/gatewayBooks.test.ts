import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { trialBalance } from "../../core/money/trialBalance.ts";
import type { Provider } from "../gateway/model.ts";
import { startGateway, type RunningGateway } from "../gateway/server.ts";
import { anAlipayMerchant, aWechatMerchant } from "../gateway/testMerchant.ts";
import { cityPiles } from "./city.ts";
import { demoTariffs } from "./city/tariffs.ts";
import { gatewayBooksOf } from "./gatewayBooks.ts";
import { makeHistory } from "./history/history.ts";

const history = makeHistory({ nowMs: Date.now(), piles: cityPiles, tariffs: demoTariffs });
const books = gatewayBooksOf(history);

let dataDir: string;
let gateway: RunningGateway;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gateway-"));
  const first = await startGateway({ port: 0, dataDir });
  first.enter(books);
  first.enter(books);
  await first.close();
  gateway = await startGateway({ port: 0, dataDir });
});

afterAll(async () => {
  await gateway.close();
  await rm(dataDir, { recursive: true });
});

const origin = "http://127.0.0.1:9";
const wechat = () => aWechatMerchant(gateway.vars({ publicOrigin: origin }), `${origin}/told`);

/** A paid order's trade of which something is left, the newest. */
function aTrade(provider: Provider) {
  const { trades, refunds } = gateway.state();
  const paid = new Set(
    history.orders.filter(({ state }) => state === "settled").map(({ orderId }) => orderId),
  );
  const trade = trades.findLast((one) => one.provider === provider && paid.has(one.outTradeNo));
  if (trade === undefined) throw new Error(`no order was paid by ${provider}`);
  const backFen = refunds
    .filter(({ outTradeNo }) => outTradeNo === trade.outTradeNo)
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { ...trade, leftFen: trade.totalFen - backFen };
}

test("after a restart the gateway's books have every seeded payment and refund, and agree with the ledger", () => {
  const { trades, refunds } = gateway.state();
  expect(trades).toHaveLength(history.payments.length);
  expect(refunds).toHaveLength(history.refunds.length);
  const { balances } = trialBalance(history.entries);
  for (const provider of ["wechatpay", "alipay"] as const) {
    const paid = trades.filter(
      (trade) => trade.provider === provider && trade.state.kind === "paid",
    );
    const heldFen =
      paid.reduce((sum, { totalFen }) => sum + totalFen, 0) -
      refunds
        .filter((refund) => refund.provider === provider)
        .reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(heldFen).toBe(balances.get(`gateway:${provider}:clearing`));
  }
});

test("a seeded WeChat payment is answered for, and paid back as far as something is left", async () => {
  const { outTradeNo, tradeNo, totalFen, leftFen } = aTrade("wechatpay");
  const merchant = wechat();
  const { WECHATPAY_MERCHANT_ID } = gateway.vars({ publicOrigin: origin });
  const asked = `v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${WECHATPAY_MERCHANT_ID}`;
  expect((await merchant.call("get", asked)).data).toMatchObject({ transaction_id: tradeNo });
  const back = (number: number, refund: number) =>
    merchant.call("post", "v3/refund/domestic/refunds", {
      out_trade_no: outTradeNo,
      out_refund_no: `${outTradeNo}R${number}`,
      amount: { refund, total: totalFen, currency: "CNY" },
    });
  expect((await back(8, leftFen + 1)).data).toMatchObject({ code: "INVALID_REQUEST" });
  expect((await back(9, leftFen)).data).toMatchObject({ status: "PROCESSING" });
});

test("a seeded Alipay payment is answered for, and paid back", async () => {
  const { outTradeNo, tradeNo } = aTrade("alipay");
  const merchant = anAlipayMerchant(gateway.vars({ publicOrigin: origin }));
  const trade = await merchant.exec("alipay.trade.query", { bizContent: { outTradeNo } });
  expect(trade).toMatchObject({ code: "10000", tradeNo, tradeStatus: "TRADE_SUCCESS" });
  const back = await merchant.exec("alipay.trade.refund", {
    bizContent: { outTradeNo, refundAmount: "0.01", outRequestNo: `${outTradeNo}R9` },
  });
  expect(back).toMatchObject({ code: "10000", fundChange: "Y" });
});
