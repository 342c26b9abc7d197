// Where WeChat says the phone is, in the coordinates that its map draws.
import Taro from "@tarojs/taro";
import { err, ok } from "../../../core/result.ts";
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import { failureMessage } from "./taroFailure.ts";
import type { Locate } from "./types.ts";

export const coordinates: CoordinateSystem = "gcj02";

export const locate: Locate = async () => {
  try {
    const { latitude, longitude } = await Taro.getLocation({ type: "gcj02" });
    return ok({ latitude, longitude });
  } catch (reason) {
    const message = failureMessage(reason);
    return err(/auth|deny|privacy/i.test(message) ? "refused" : "unavailable");
  }
};
