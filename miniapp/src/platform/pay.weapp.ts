// Paying by WeChat Pay inside WeChat.
import Taro from "@tarojs/taro";
import { failureMessage } from "./taroFailure.ts";
import type { Pay, Scene } from "./types.ts";

export const scene: Scene = "miniProgram";
export const waysHere = ["wechatpay", "balance"] as const;
export const returnPath: string | undefined = undefined;

export const pay: Pay = async (parameters) => {
  if (parameters.kind === "done") return "paid";
  if (parameters.kind !== "wechatJsapi") return "failed";
  const { timeStamp, nonceStr, package: prepay, signType, paySign } = parameters;
  try {
    await Taro.requestPayment({ timeStamp, nonceStr, package: prepay, signType, paySign });
    return "paid";
  } catch (reason) {
    const message = failureMessage(reason);
    return message.includes("cancel") ? "cancelled" : "unknown";
  }
};

export const cameBackFromPayment = (): boolean => false;
