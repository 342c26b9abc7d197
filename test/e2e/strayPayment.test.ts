// Somebody pays at the merchant's account what the platform never asked for: it is found, and goes back
// over the gateways' own wires.
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  adminAskGateway,
  adminListMoneyFindings,
  adminSettleFinding,
} from "../../core/contract/admin/findings.ts";
import {
  anAlipayMerchant,
  aWechatMerchant,
  anOrderNumber,
} from "../../dev/gateway/testMerchant.ts";
import { eventually } from "../support/eventually.ts";
import { Platform, type TestStation } from "../support/platform.ts";
import { expectBalancedLedger } from "./support/books.ts";
import { pay } from "./support/journey.ts";
import { hourlyTariff } from "./support/world.ts";

let platform: Platform;
let station: TestStation;

beforeAll(async () => {
  platform = await Platform.start();
  station = await platform.aStation({ tariff: hourlyTariff() });
});
afterAll(() => platform?.close());

/** By another program with the same merchant's keys. */
async function paidElsewhere(way: "wechatpay" | "alipay"): Promise<string> {
  const outTradeNo = anOrderNumber();
  const vars = platform.gateway.vars({ publicOrigin: platform.url });
  const notifyUrl = `${platform.url}/webhooks/${way}`;
  if (way === "wechatpay") {
    await aWechatMerchant(vars, notifyUrl).prepay(outTradeNo, 1_234);
  } else {
    await anAlipayMerchant(vars).exec("alipay.trade.create", {
      notifyUrl,
      bizContent: {
        outTradeNo,
        totalAmount: "12.34",
        subject: "Something else",
        productCode: "JSAPI_PAY",
        opAppId: vars.ALIPAY_APP_ID,
        buyerId: "2088000000000001",
      },
    });
  }
  await pay(platform, way, outTradeNo);
  return outTradeNo;
}

it.each(["wechatpay", "alipay"] as const)(
  "a payment at %s that nothing asked for goes back when staff say so",
  async (way) => {
    const { staff } = station;
    const paymentId = await paidElsewhere(way);
    const { items } = await eventually(
      () => staff.call(adminListMoneyFindings, {}),
      (seen) => seen.items.some(({ subject }) => subject === paymentId),
    );
    const eventId = items.find(({ subject }) => subject === paymentId)?.eventId ?? "";
    const { answers } = await staff.call(adminAskGateway, { eventId });
    expect(answers).toContainEqual({ way, said: "paid", amountFen: 1_234 });
    const action = { kind: "returnPayment" } as const;
    const done = await staff.call(adminSettleFinding, { eventId, action, reason: "not ours" });
    expect(done).toEqual({ outcome: "done", amountFen: 1_234 });
    await platform.gateway.until(({ refunds }) =>
      refunds.some((one) => one.outTradeNo === paymentId && one.state.kind === "success"),
    );
    await eventually(
      () => platform.rows("SELECT state FROM refunds WHERE payment_id = ?", paymentId),
      ([refund]) => refund?.["state"] === "succeeded",
    );
    await expectBalancedLedger(platform);
    expect((await staff.call(adminListMoneyFindings, {})).items).toEqual([]);
  },
);
