import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wechatPay } from "../../../worker/payments/wechat/wechatPay.ts";
import {
  aNotificationBody,
  aWechatConfig,
  byCertificate,
  byPublicKey,
  nowMs,
  refund,
  signedHeaders,
  stranger,
  transaction,
  type Signer,
} from "./support/wechat.ts";

const provider = wechatPay(aWechatConfig());

const read = (body: string, headers: Headers = signedHeaders(body), atMs: number = nowMs) =>
  provider.readNotification({ headers, body, nowMs: atMs });

const refusalOf = async (result: ReturnType<typeof read>): Promise<string | null> => {
  const answer = await result;
  return answer.ok ? null : answer.error.code;
};

describe("a genuine WeChat Pay notification", () => {
  test.each([
    ["a platform certificate", byCertificate],
    ["a platform public key", byPublicKey],
  ])(
    "is read when it is signed by %s, so that both verify during a key change",
    async (_, signer) => {
      const body = aNotificationBody();
      expect(await read(body, signedHeaders(body, { signer }))).toEqual({
        ok: true,
        value: {
          kind: "paymentSucceeded",
          eventId: "EV-2026100108000000001",
          raw: body,
          outTradeNo: "ZH202610010001",
          tradeNo: "4200000001202610010000000001",
          amountFen: 5000,
          payerId: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
          paidAtMs: Date.parse("2026-10-01T07:59:58+08:00"),
        },
      });
    },
  );

  test("of a refund tells the amount of this refund", async () => {
    const answer = await read(aNotificationBody({ eventType: "REFUND.SUCCESS", resource: refund }));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        kind: "refundSucceeded",
        outTradeNo: "ZH202610010001",
        outRefundNo: "RF202610010001",
        refunded: { kind: "thisRefund", amountFen: 1234 },
        atMs: Date.parse("2026-10-01T07:59:59+08:00"),
      },
    });
  });

  test.each([
    ["REFUND.ABNORMAL", "ABNORMAL", "abnormal"],
    ["REFUND.CLOSED", "CLOSED", "closed"],
  ])("of %s says that the refund failed", async (eventType, status, reason) => {
    const { success_time: _, ...failed } = { ...refund, refund_status: status };
    const answer = await read(aNotificationBody({ eventType, resource: failed }));
    expect(answer).toMatchObject({ ok: true, value: { kind: "refundFailed", reason } });
  });

  test("of a kind that is not ours to act on is ignored by name", async () => {
    const answer = await read(aNotificationBody({ eventType: "PAYSCORE.USER_CONFIRM" }));
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: "ignored", eventType: "PAYSCORE.USER_CONFIRM" },
    });
  });

  test("that comes twice bears the same event id", async () => {
    const body = aNotificationBody();
    const [first, second] = [await read(body), await read(body)];
    expect(first.ok && second.ok && first.value.eventId === second.value.eventId).toBe(true);
  });
});

describe("a WeChat Pay notification is refused", () => {
  test("when its signature is by another key than the one it names", async () => {
    const body = aNotificationBody();
    const forger: Signer = { ...byPublicKey, privateKey: stranger.privateKey };
    expect(await refusalOf(read(body, signedHeaders(body, { signer: forger })))).toBe(
      "bad_signature",
    );
  });

  test("when it is the gateway's own probe with a wrong signature", async () => {
    const body = aNotificationBody();
    const headers = signedHeaders(body);
    headers.set("Wechatpay-Signature", `WECHATPAY/SIGNTEST/${headers.get("Wechatpay-Signature")}`);
    expect(await refusalOf(read(body, headers))).toBe("bad_signature");
  });

  test("when it names a key nobody configured", async () => {
    const body = aNotificationBody();
    const signer = { serial: "PUB_KEY_ID_0000", privateKey: stranger.privateKey };
    expect(await refusalOf(read(body, signedHeaders(body, { signer })))).toBe("unknown_key");
  });

  test.each([
    ["five minutes old", nowMs + 300_000, "stale"],
    ["a second younger than that", nowMs + 299_000, null],
    ["five minutes ahead", nowMs - 300_000, "stale"],
    ["a second less ahead", nowMs - 299_000, null],
  ])("by its age, not when %s", async (_, atMs, refusal) => {
    const body = aNotificationBody();
    expect(await refusalOf(read(body, signedHeaders(body), atMs))).toBe(refusal);
  });

  test("when a header of the signature is missing", async () => {
    const body = aNotificationBody();
    for (const name of ["Timestamp", "Nonce", "Signature", "Serial"]) {
      const headers = signedHeaders(body);
      headers.delete(`Wechatpay-${name}`);
      expect(await refusalOf(read(body, headers))).toBe("malformed");
    }
  });

  test("when its headers belong to another notification", async () => {
    const genuine = aNotificationBody();
    const other = aNotificationBody({ resource: { ...transaction, out_trade_no: "ZH2" } });
    expect(await refusalOf(read(other, signedHeaders(genuine)))).toBe("bad_signature");
  });

  test("when its resource is encrypted under another APIv3 key", async () => {
    const body = aNotificationBody({ key: "f".repeat(32) });
    expect(await refusalOf(read(body))).toBe("undecryptable");
  });

  test.each([
    [
      "another merchant's payment",
      "TRANSACTION.SUCCESS",
      { ...transaction, mchid: "1900000002" },
      "wrong_merchant",
    ],
    [
      "another merchant's refund",
      "REFUND.SUCCESS",
      { ...refund, mchid: "1900000002" },
      "wrong_merchant",
    ],
    [
      "another app's payment",
      "TRANSACTION.SUCCESS",
      { ...transaction, appid: "wxother" },
      "wrong_app",
    ],
    [
      "a payment that did not succeed",
      "TRANSACTION.SUCCESS",
      { ...transaction, trade_state: "NOTPAY" },
      "malformed",
    ],
    [
      "another currency",
      "TRANSACTION.SUCCESS",
      { ...transaction, amount: { total: 5000, currency: "USD" } },
      "malformed",
    ],
    [
      "a broken amount",
      "TRANSACTION.SUCCESS",
      { ...transaction, amount: { total: 50.5 } },
      "malformed",
    ],
    ["a refund that contradicts its event", "REFUND.CLOSED", refund, "malformed"],
  ])("when it is about %s", async (_, eventType, resource, refusal) => {
    expect(await refusalOf(read(aNotificationBody({ eventType, resource })))).toBe(refusal);
  });

  test("when it is signed but no notification at all", async () => {
    for (const body of ["", "null", "{}", "no json", "[]"]) {
      expect(await refusalOf(read(body))).toBe("malformed");
    }
  });

  test("before it is verified when it is larger than any genuine one", async () => {
    expect(await refusalOf(read("x".repeat(64 * 1024 + 1), new Headers()))).toBe("too_large");
  });

  test("whichever character of its body is altered", async () => {
    const body = aNotificationBody();
    const headers = signedHeaders(body);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(body.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        async (at, character) => {
          fc.pre(body[at] !== character);
          const altered = `${body.slice(0, at)}${character}${body.slice(at + 1)}`;
          expect(await refusalOf(read(altered, headers))).toBe("bad_signature");
        },
      ),
      { numRuns: 300 },
    );
  });

  test("whichever character of its signature is altered", async () => {
    const body = aNotificationBody();
    const signature = signedHeaders(body).get("Wechatpay-Signature") ?? "";
    await fc.assert(
      fc.asyncProperty(
        fc.nat(signature.length - 1),
        fc.constantFrom(...Array.from("ABCXYZabcxyz0189+/=-_")),
        async (at, character) => {
          fc.pre(signature[at] !== character);
          const headers = signedHeaders(body);
          headers.set(
            "Wechatpay-Signature",
            `${signature.slice(0, at)}${character}${signature.slice(at + 1)}`,
          );
          expect(await refusalOf(read(body, headers))).toBe("bad_signature");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("what WeChat Pay hears", () => {
  test("is an empty 204 when the notification was taken", async () => {
    const answer = provider.acknowledge();
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
  });

  test("is FAIL with the code when it was not", async () => {
    const answer = provider.reject("bad_signature");
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ code: "FAIL", message: "bad_signature" });
    expect(provider.reject("not_applied").status).toBe(500);
  });
});
