import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alipay } from "../../../worker/payments/alipay/alipay.ts";
import { aNotificationForm, anAlipayConfig, nowMs, stranger } from "./support/alipay.ts";

const provider = alipay(anAlipayConfig());

const read = (body: string, atMs: number = nowMs) =>
  provider.readNotification({ headers: new Headers(), body, nowMs: atMs });

const refusalOf = async (body: string, atMs: number = nowMs): Promise<string | null> => {
  const answer = await read(body, atMs);
  return answer.ok ? null : answer.error.code;
};

/** The parameters a body spells, in one order. */
function parametersOf(body: string): string {
  const parameters = new URLSearchParams(body);
  parameters.sort();
  return parameters.toString();
}

const hourMs = 3_600_000;
const refunded = {
  out_biz_no: "RF202610010001",
  refund_fee: "12.34",
  gmt_refund: "2026-10-01 07:59:59.123",
};

describe("a genuine Alipay notification", () => {
  test("of a payment is read", async () => {
    const body = aNotificationForm();
    expect(await read(body)).toEqual({
      ok: true,
      value: {
        kind: "paymentSucceeded",
        eventId: "2026100100222080000000000000000001",
        raw: body,
        outTradeNo: "ZH202610010001",
        tradeNo: "2026100122001400000000000001",
        amountFen: 5000,
        payerId: "2088000000000009",
        paidAtMs: Date.parse("2026-10-01T07:59:58+08:00"),
      },
    });
  });

  test("names the payer by open id where Alipay sends one", async () => {
    const answer = await read(
      aNotificationForm({ buyer_open_id: "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5" }),
    );
    expect(answer).toMatchObject({
      value: { payerId: "074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5" },
    });
  });

  test.each([
    ["in part", "TRADE_SUCCESS"],
    ["in full", "TRADE_CLOSED"],
  ])("of a refund %s tells the sum of all refunds", async (_, status) => {
    expect(await read(aNotificationForm({ ...refunded, trade_status: status }))).toMatchObject({
      ok: true,
      value: {
        kind: "refundSucceeded",
        outTradeNo: "ZH202610010001",
        outRefundNo: "RF202610010001",
        refunded: { kind: "allRefunds", amountFen: 1234 },
        atMs: Date.parse("2026-10-01T07:59:59.123+08:00"),
      },
    });
  });

  test.each([
    ["TRADE_CLOSED", "paymentClosed"],
    ["TRADE_FINISHED", "paymentSucceeded"],
    ["WAIT_BUYER_PAY", "ignored"],
  ])("with %s means %s", async (status, kind) => {
    expect(await read(aNotificationForm({ trade_status: status }))).toMatchObject({
      ok: true,
      value: { kind },
    });
  });

  test("of another type is ignored by name", async () => {
    const body = aNotificationForm({ notify_type: "servicewindow_notify" });
    expect(await read(body)).toMatchObject({
      value: { kind: "ignored", eventType: "servicewindow_notify" },
    });
  });

  test.each([
    ["its last retry, a day later, under the time of its first sending", 25 * hourMs, null],
    ["older than any retry", 25 * hourMs + 300_000, "stale"],
    ["ahead by less than five minutes", -299_000, null],
    ["ahead by five minutes", -300_000, "stale"],
  ])("is judged by its age: %s", async (_, ageMs, refusal) => {
    expect(await refusalOf(aNotificationForm(), nowMs + ageMs)).toBe(refusal);
  });
});

describe("an Alipay notification is refused", () => {
  test("when another key signed it", async () => {
    expect(await refusalOf(aNotificationForm({}, stranger.privateKey))).toBe("bad_signature");
  });

  test("when it asks for a weaker signature", async () => {
    expect(await refusalOf(aNotificationForm({ sign_type: "RSA" }))).toBe("malformed");
  });

  test.each([
    ["another app", { app_id: "2021000000000002" }, "wrong_app"],
    ["another seller", { seller_id: "2088000000000002" }, "wrong_merchant"],
    ["no amount", { total_amount: "fifty" }, "malformed"],
    ["a third decimal", { total_amount: "50.001" }, "malformed"],
    ["no time of payment", { gmt_payment: "soon" }, "malformed"],
    ["an unknown state", { trade_status: "TRADE_PERHAPS" }, "malformed"],
  ])("when it is signed, but of %s", async (_, changed, refusal) => {
    expect(await refusalOf(aNotificationForm(changed))).toBe(refusal);
  });

  test("when a parameter comes twice, so that what was signed cannot be told", async () => {
    const body = aNotificationForm();
    expect(await refusalOf(`${body}&total_amount=0.01`)).toBe("malformed");
    expect(await refusalOf(`total_amount=0.01&${body}`)).toBe("malformed");
  });

  test("when something unsigned is added", async () => {
    const body = aNotificationForm();
    expect(await refusalOf(`${body}&refund_fee=50.00&gmt_refund=2026-10-01+08%3A00%3A00`)).toBe(
      "bad_signature",
    );
    expect(await refusalOf(`${body}&=x`)).toBe("malformed");
    expect(await refusalOf(`${body}&__proto__=x`)).toBe("bad_signature");
  });

  test("when it is no notification at all", async () => {
    for (const body of ["", "null", "{}", "a=b", "sign=x&sign_type=RSA2"]) {
      expect(await refusalOf(body)).toBe("malformed");
    }
    expect(await refusalOf("x".repeat(64 * 1024 + 1))).toBe("too_large");
  });

  test("whichever character of its body is altered, unless it still spells the same parameters", async () => {
    const body = aNotificationForm();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(body.length - 1),
        fc.oneof(
          fc.string({ minLength: 1, maxLength: 1 }),
          fc.constantFrom(...Array.from("0123abcdABCD%&=+")),
        ),
        async (at, character) => {
          fc.pre(body[at] !== character);
          const altered = `${body.slice(0, at)}${character}${body.slice(at + 1)}`;
          const spellsTheSame = parametersOf(altered) === parametersOf(body);
          expect((await read(altered)).ok).toBe(spellsTheSame);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("what Alipay hears", () => {
  test("is the one word that stops its retries", async () => {
    const answer = provider.acknowledge();
    expect([answer.status, await answer.text()]).toEqual([200, "success"]);
  });

  test("is any other when the notification was not taken", async () => {
    const answer = provider.reject("wrong_merchant");
    expect([answer.status, await answer.text()]).toEqual([403, "fail"]);
  });
});
