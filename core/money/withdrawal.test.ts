import * as fc from "fast-check";
import { expect, test } from "vitest";
import { planWithdrawal, withdrawableParts, type PaidTopUp } from "./withdrawal.ts";

const day = 86_400_000;
const nowMs = Date.UTC(2026, 10, 20);
const terms = { refundableMs: { wechatpay: 360 * day, alipay: 85 * day }, mostParts: 3, nowMs };

const aTopUp = (given: Partial<PaidTopUp> = {}): PaidTopUp => ({
  paymentId: "p1",
  provider: "wechatpay",
  amountFen: 1_000,
  refundedFen: 0,
  paidAtMs: nowMs - day,
  ...given,
});

test("the oldest top-up is paid back first, and the last part is what is left", () => {
  const newer = aTopUp({ paymentId: "new" });
  const older = aTopUp({ paymentId: "old", paidAtMs: nowMs - 2 * day });
  const plan = planWithdrawal(1_200, { topUps: [newer, older], balanceFen: 5_000 }, terms);
  expect(plan).toEqual({
    ok: true,
    value: [
      { paymentId: "old", provider: "wechatpay", amountFen: 1_000, totalFen: 1_000 },
      { paymentId: "new", provider: "wechatpay", amountFen: 200, totalFen: 1_000 },
    ],
  });
});

test("what its gateway pays back no more, or has paid back, is not to be had", () => {
  const topUps = [
    aTopUp({ paymentId: "late", provider: "alipay", paidAtMs: nowMs - 85 * day }),
    aTopUp({ paymentId: "in time", provider: "alipay", paidAtMs: nowMs - 85 * day + 1 }),
    aTopUp({ paymentId: "gone", refundedFen: 1_000 }),
    aTopUp({ paymentId: "half", refundedFen: 400 }),
  ];
  const parts = withdrawableParts(topUps, 9_000, terms);
  expect(parts.map(({ paymentId, amountFen }) => [paymentId, amountFen])).toEqual([
    ["in time", 1_000],
    ["half", 600],
  ]);
  expect(planWithdrawal(1_601, { topUps, balanceFen: 9_000 }, terms)).toEqual({
    ok: false,
    error: { code: "withdrawal_too_much", withdrawableFen: 1_600 },
  });
});

test("a plan is exact, within the balance, and within every payment", () => {
  const topUp = fc
    .record({
      provider: fc.constantFrom("wechatpay" as const, "alipay" as const),
      amountFen: fc.integer({ min: 1, max: 5_000 }),
      refundedFen: fc.integer({ min: 0, max: 5_000 }),
      paidAtMs: fc.integer({ min: nowMs - 400 * day, max: nowMs }),
    })
    .map((one) => ({ ...one, refundedFen: Math.min(one.refundedFen, one.amountFen) }));
  fc.assert(
    fc.property(
      fc.array(topUp, { maxLength: 8 }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 1, max: 20_000 }),
      (made, balanceFen, amountFen) => {
        const topUps = made.map((one, at) => ({ ...one, paymentId: `p${String(at)}` }));
        const plan = planWithdrawal(amountFen, { topUps, balanceFen }, terms);
        const capacity = (one: PaidTopUp) =>
          nowMs < one.paidAtMs + terms.refundableMs[one.provider]
            ? one.amountFen - one.refundedFen
            : 0;
        const parts = plan.ok ? plan.value : [];
        const mostFen = plan.ok ? Infinity : plan.error.withdrawableFen;
        const plannedFen = parts.reduce((sum, part) => sum + part.amountFen, 0);
        expect(plannedFen === amountFen || mostFen < amountFen).toBe(true);
        expect(plannedFen).toBeLessThanOrEqual(balanceFen);
        expect(parts.length).toBeLessThanOrEqual(terms.mostParts);
        expect(new Set(parts.map(({ paymentId }) => paymentId)).size).toBe(parts.length);
        for (const part of parts) {
          const of = topUps.find(({ paymentId }) => paymentId === part.paymentId)!;
          expect(part.amountFen).toBeGreaterThan(0);
          expect(part.amountFen).toBeLessThanOrEqual(capacity(of));
        }
      },
    ),
  );
});
