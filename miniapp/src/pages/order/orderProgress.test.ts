import { describe, expect, it } from "vitest";
import { OrderState } from "../../../../core/contract/orders.ts";
import { isUnderWay } from "../../view/tones.ts";
import { countdownOf, minutesSeconds } from "./countdown.ts";
import { furtherState, stepOf } from "./orderProgress.ts";

const states = OrderState.options;

describe("an order told of twice", () => {
  it("is as far as the further telling says", () => {
    expect(furtherState("paying", "starting")).toBe("starting");
    expect(furtherState("charging", "starting")).toBe("charging");
    expect(furtherState("paid", undefined)).toBe("paid");
  });

  it("is over only when the stored one says so, whatever is told live", () => {
    for (const stored of states.filter(isUnderWay))
      for (const live of states) expect(isUnderWay(furtherState(stored, live))).toBe(true);
    for (const stored of states.filter((state) => !isUnderWay(state)))
      for (const live of states) expect(furtherState(stored, live)).toBe(stored);
  });

  it("is finishing while a settled charge has no stored bill", () => {
    expect(furtherState("charging", "settled")).toBe("finishing");
  });
});

describe("the start", () => {
  it("goes through the money, the pile, the cable and the first current", () => {
    expect(stepOf("paying", null)).toBe("paid");
    expect(stepOf("paid", null)).toBe("pile");
    expect(stepOf("starting", "waitingForPile")).toBe("pile");
    expect(stepOf("starting", "waitingForCable")).toBe("cable");
    expect(stepOf("starting", "starting")).toBe("charging");
  });

  it("says how long there is to pay, and then to begin", () => {
    const order = { createdAtMs: 1_000_000, paidAtMs: 1_060_000 };
    expect(countdownOf(order, "paying", 1_000_000)).toEqual({ waitsFor: "money", leftMs: 165_000 });
    expect(countdownOf(order, "starting", 1_070_000)).toEqual({
      waitsFor: "charge",
      leftMs: 80_000,
    });
    expect(countdownOf(order, "starting", 9_000_000)?.leftMs).toBe(0);
    expect(countdownOf(order, "charging", 1_070_000)).toBeNull();
    expect(countdownOf({ ...order, paidAtMs: null }, "paid", 1_070_000)).toBeNull();
  });

  it("counts in minutes and seconds", () => {
    expect(minutesSeconds(125_000)).toBe("2:05");
    expect(minutesSeconds(59_001)).toBe("1:00");
    expect(minutesSeconds(0)).toBe("0:00");
  });
});
