// Signing in with Alipay's base scope: silent, nothing is asked.
import { signInWithAlipay } from "../../../core/contract/drivers.ts";
import { err } from "../../../core/result.ts";
import { api } from "../service/api.ts";
import { policyVersion } from "../service/policy.ts";
import type { PlatformSignIn } from "./types.ts";

const authCode = (): Promise<string | null> =>
  new Promise((resolve) => {
    my.getAuthCode({
      scopes: ["auth_base"],
      success: (answer) => resolve(answer.authCode),
      fail: () => resolve(null),
    });
  });

export const platformSignIn: PlatformSignIn = async () => {
  const code = await authCode();
  if (code === null) return err({ kind: "platform", reason: "getAuthCode" });
  return api(signInWithAlipay, { code, policyVersion });
};
