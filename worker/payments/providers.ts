// The providers an environment is configured for.
import { alipay } from "./alipay/alipay.ts";
import { paymentConfigOf } from "./config.ts";
import type { Provider, ProviderName } from "./provider.ts";
import { wechatPay } from "./wechat/wechatPay.ts";

export type Providers = {
  readonly [Name in ProviderName]?: Provider;
} & {
  /** What keeps a provider that somebody began to configure from being used; no value is repeated. */
  readonly problems: readonly string[];
};

/** Reading keys costs a millisecond, and a Worker keeps one environment for as long as it lives. */
const known = new WeakMap<object, Providers>();

export function providersOf(env: object): Providers {
  const before = known.get(env);
  if (before !== undefined) return before;
  const config = paymentConfigOf(env);
  const providers: Providers = {
    ...(config.wechatpay.kind === "ready" && { wechatpay: wechatPay(config.wechatpay.config) }),
    ...(config.alipay.kind === "ready" && { alipay: alipay(config.alipay.config) }),
    problems: Object.values(config).flatMap((setup) =>
      setup.kind === "unusable" ? setup.problems : [],
    ),
  };
  known.set(env, providers);
  return providers;
}
