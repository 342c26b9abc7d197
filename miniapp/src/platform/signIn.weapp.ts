// Signing in with WeChat's code: silent, nothing is asked.
import Taro from "@tarojs/taro";
import { signInWithWechat } from "../../../core/contract/drivers.ts";
import { err } from "../../../core/result.ts";
import { api } from "../service/api.ts";
import { policyVersion } from "../service/policy.ts";
import type { PlatformSignIn } from "./types.ts";

export const platformSignIn: PlatformSignIn = async () => {
  try {
    const { code } = await Taro.login();
    return await api(signInWithWechat, { code, policyVersion });
  } catch (reason) {
    return err({ kind: "platform", reason: String(reason) });
  }
};
