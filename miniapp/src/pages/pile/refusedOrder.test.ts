import { describe, expect, it } from "vitest";
import { createOrder } from "../../../../core/contract/orders.ts";
import { problems } from "../../../../core/contract/problems.ts";
import { en } from "../../text/en.ts";
import { zh } from "../../text/zh.ts";
import { isRefusedCode, wayOnOf } from "./refusedOrder.ts";

const refusal = (code: string) =>
  ({ kind: "problem", problem: { type: "", title: "?", status: 409, code } }) as const;

describe("an order that was refused", () => {
  it.each(createOrder.problems)("is explained in both languages: %s", (code) => {
    if (!isRefusedCode(code)) throw new Error(`${code} is not explained`);
    for (const { reasons } of [zh.refused, en.refused]) {
      expect(reasons[code].what).not.toBe("");
      expect(reasons[code].now).not.toBe("");
    }
  });

  it("is explained for no code that the platform does not have", () => {
    expect(Object.keys(zh.refused.reasons).filter((code) => !(code in problems))).toEqual([]);
  });

  it("leads on from where the driver stands", () => {
    expect(wayOnOf(refusal("connector_taken"))).toBe("choose");
    expect(wayOnOf(refusal("driver_busy"))).toBe("openOrder");
    expect(wayOnOf(refusal("balance_too_low"))).toBe("topUp");
    expect(wayOnOf(refusal("a_code_of_next_year"))).toBe("close");
    expect(wayOnOf({ kind: "network", reason: "timeout" })).toBe("close");
  });
});
