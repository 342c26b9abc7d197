// Paying by Alipay inside Alipay.
import type { Pay, PayOutcome, Scene } from "./types.ts";

export const scene: Scene = "miniProgram";
export const waysHere = ["alipay", "balance"] as const;
export const returnPath: string | undefined = undefined;

/** 8000 and 6004 mean that only the server can tell, and so does a lost network (6002). */
const outcomes: Readonly<Record<string, PayOutcome>> = {
  "9000": "paid",
  "6001": "cancelled",
  "4000": "failed",
};

export const pay: Pay = (parameters) => {
  if (parameters.kind === "done") return Promise.resolve("paid");
  if (parameters.kind !== "alipayTrade") return Promise.resolve("failed");
  return new Promise((resolve) => {
    my.tradePay({
      tradeNO: parameters.tradeNo,
      success: (answer) => resolve(outcomes[String(answer.resultCode)] ?? "unknown"),
      fail: () => resolve("unknown"),
    });
  });
};

export const cameBackFromPayment = (): boolean => false;
