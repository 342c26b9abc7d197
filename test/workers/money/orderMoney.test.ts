import { beforeAll, describe, expect, test } from "vitest";
import { adminGetOrder } from "../../../core/contract/admin/orders.ts";
import { orderSettled, paymentReceived, refundPaid } from "../../../core/money/orderEntries.ts";
import { billLines, sessions } from "../../../worker/db/tables/orders.ts";
import { ledgerEntries, payments, refunds } from "../../../worker/db/tables/payments.ts";
import { MORNING_MS } from "../../support/builders.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { ask, db, migrate } from "../http/support.ts";

beforeAll(migrate);

describe("an order's money", () => {
  test("is told whole: the bill, the payment, what went back, and every posting", async () => {
    const { orderId, driverId, operatorId, pileId, owner } = await aBusiness();
    const at = { createdAtMs: MORNING_MS, expiresAtMs: MORNING_MS + 1 };
    await db.insert(payments).values({
      paymentId: orderId,
      purpose: "order",
      orderId,
      driverId,
      provider: "wechatpay",
      amountFen: 5_000,
      state: "paid",
      gatewayTradeNo: "420000",
      paidAtMs: MORNING_MS,
      ...at,
    });
    const refundId = `${orderId}R1`;
    await db.insert(refunds).values({
      refundId,
      paymentId: orderId,
      orderId,
      provider: "wechatpay",
      amountFen: 1_400,
      totalFen: 5_000,
      reason: "rest",
      state: "succeeded",
      gatewayRefundNo: "5000",
      attempts: 1,
      createdAtMs: MORNING_MS,
      updatedAtMs: MORNING_MS + 9,
    });
    await db.insert(billLines).values({
      orderId,
      line: 0,
      fromMs: MORNING_MS,
      toMs: MORNING_MS + 3_600_000,
      period: "flat",
      energyWh: 30_000,
      electricityPrice: 8_000,
      servicePrice: 4_000,
      electricityFen: 2_400,
      serviceFen: 1_200,
    });
    await db.insert(sessions).values({
      sessionId: `${pileId}:1`,
      orderId,
      pileId,
      connectorId: 1,
      transactionId: 1,
      idTag: "T",
      startedAtMs: MORNING_MS,
      endedAtMs: MORNING_MS + 1,
      meterStartWh: 0,
      meterStopWh: 30_000,
      stopReason: "Remote",
      readings: [],
      anomalies: ["meterJump"],
    });
    const gateway = "wechatpay" as const;
    const entries = [
      paymentReceived({ paymentId: orderId, orderId, gateway, amountFen: 5_000, atMs: 1 }),
      orderSettled({
        orderId,
        operatorId,
        driverId,
        prepaidFen: 5_000,
        coupon: null,
        atMs: 2,
        revenue: { electricity: 2_400, service: 1_200 },
        rest: { kind: "refund" },
      }),
      refundPaid({ refundId, orderId, gateway, amountFen: 1_400, atMs: 3 }),
    ];
    for (const entry of entries)
      await db.insert(ledgerEntries).values({ ...entry, driverId: null });

    const answer = await ask(adminGetOrder, { orderId }, owner);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      order: {
        orderId,
        driverName: "微信用户",
        bill: { energyWh: 30_000, totalFen: 3_600, lines: [{ period: "flat", energyWh: 30_000 }] },
        refund: { state: "succeeded", amountFen: 1_400, toWay: "wechatpay" },
      },
      payments: [{ paymentId: orderId, way: "wechatpay", state: "paid", gatewayTradeNo: "420000" }],
      refunds: [{ refundId, state: "succeeded", amountFen: 1_400, gatewayRefundNo: "5000" }],
      anomalies: ["meterJump"],
    });
    const { postings } = answer.output();
    expect(postings).toHaveLength(8);
    expect(new Set(postings.map(({ entryKind }) => entryKind))).toEqual(
      new Set(["paymentReceived", "orderSettled", "refundPaid"]),
    );
    expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  });
});
