import { describe, expect, it } from "vitest";
import { MessageContent } from "../../../../../core/contract/messages.ts";
import { en } from "../../../text/en.ts";
import { zh } from "../../../text/zh.ts";
import { leadsTo, toldOf } from "./told.ts";

const orderId = "01JD0000000000000000000000";
const place = { stationId: "SH001", stationName: "人民广场站", stationNameEn: "People's Square" };
const pile = { ...place, pileName: "03" };
const reservation = { reservationId: orderId, ...pile, connectorId: 2, fromMs: 0 };

const messages: readonly MessageContent[] = [
  {
    kind: "chargeEnded",
    orderId,
    ...pile,
    energyWh: 12_340,
    totalFen: 1_850,
    refundFen: 3_150,
    toWay: "wechatpay",
    shortfallFen: 0,
  },
  {
    kind: "chargeFailed",
    orderId,
    ...pile,
    failure: "start_timed_out",
    refundFen: 5_000,
    toWay: "alipay",
  },
  { kind: "chargeFault", orderId, ...pile, connectorId: 1, errorCode: "GroundFailure" },
  {
    kind: "refundSucceeded",
    refundId: "R",
    orderId,
    amountFen: 100,
    toWay: "alipay",
    isReturned: false,
  },
  {
    kind: "refundFailed",
    refundId: "R",
    orderId: null,
    amountFen: 100,
    toWay: "alipay",
    isReturned: true,
  },
  {
    kind: "billCorrected",
    orderId,
    ...pile,
    beforeFen: 1_850,
    afterFen: 850,
    refundFen: 400,
    toWay: "alipay",
    walletFen: 350,
    owedFen: 250,
  },
  { kind: "debtPaid", orderId, ...pile, amountFen: 300, shortfallFen: 200 },
  { kind: "paidByHand", refundId: "R", amountFen: 500 },
  { kind: "topUpSucceeded", paymentId: "P", amountFen: 10_000, way: "wechatpay" },
  { kind: "reservationSoon", ...reservation, comeByMs: 900_000 },
  { kind: "reservationMoved", ...reservation },
  { kind: "reservationEnded", ...reservation, end: "no_show", chargedFen: 500, returnedFen: 0 },
  { kind: "placeOffered", ...place, pileId: null, connectorId: null, untilMs: null },
  { kind: "placeOffered", ...place, pileId: "SH001-03", connectorId: 1, untilMs: 600_000 },
];

const kinds = MessageContent.def.options.flatMap((option) => option.shape.kind.def.values);

describe("a message", () => {
  it("is put in words in both languages, whatever its kind", () => {
    expect(new Set(messages.map(({ kind }) => kind))).toEqual(new Set(kinds));
    for (const content of messages)
      for (const [text, isEnglish] of [
        [zh, false],
        [en, true],
      ] as const) {
        const { title, body } = toldOf(text, { content, clocks: null }, isEnglish);
        expect(title).not.toBe("");
        expect(body).not.toMatch(/undefined|NaN|null/);
        expect(/[\u4e00-\u9fff]/.test(title + body)).toBe(!isEnglish);
      }
  });

  it("says what was used and what goes back", () => {
    const [ended] = messages;
    if (ended === undefined) throw new Error("no message");
    expect(toldOf(zh, { content: ended, clocks: null }, false).body).toBe(
      "人民广场站，充了 12.34 kWh，费用 ¥18.50。¥31.50 原路退回微信支付。",
    );
  });

  it("says what a corrected bill comes to, and where each part of the difference goes", () => {
    const corrected = messages.find(({ kind }) => kind === "billCorrected");
    if (corrected === undefined) throw new Error("no message");
    expect(toldOf(zh, { content: corrected, clocks: null }, false).body).toBe(
      "人民广场站的充电，费用由 ¥18.50 改为 ¥8.50。¥4.00 原路退回支付宝。¥3.50 退回余额。待补缴的金额减少 ¥2.50。",
    );
  });

  it("tells times by the station's clocks, and names what is read in English", () => {
    const soon = {
      kind: "reservationSoon",
      ...reservation,
      pileName: "03 号 120 kW 直流桩",
      pileId: "SH001-03",
      comeByMs: 900_000,
    } as const;
    const clocks = [{ fromMs: 0, aheadMs: 5.5 * 3_600_000 }];
    const { body } = toldOf(en, { content: soon, clocks }, true);
    expect(body).toContain("SH001-03");
    expect(body).toContain("05:30 UTC+5:30");
    expect(body).toContain("05:45 UTC+5:30");
  });

  it("leads to what it is about", () => {
    expect(messages.map((content) => leadsTo(content).kind)).toEqual([
      "order",
      "order",
      "order",
      "order",
      "withdrawals",
      "order",
      "order",
      "wallet",
      "wallet",
      "reservation",
      "reservation",
      "reservation",
      "station",
      "pile",
    ]);
  });
});
