// The signed-in driver, and what this deployment offers everybody.
import type { PaymentWay } from "../../../core/contract/common.ts";
import { getConfig, getMe } from "../../../core/contract/drivers.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { findSelf } from "../../db/drivers.ts";
import { providersOf } from "../../payments/providers.ts";
import type { App } from "../context.ts";
import { serve, serveDriver } from "../serve.ts";

export function meRoutes(app: App): void {
  serve(app, getConfig, async ({ env }) => {
    const providers = providersOf(env);
    const gateways = (["wechatpay", "alipay"] as const).filter((name) => name in providers);
    const paymentWays: PaymentWay[] = [...gateways, "balance"];
    return ok({
      demoLogin: env.ENVIRONMENT === "development",
      paymentWays,
      home: {
        latitude: Number(env.HOME_LATITUDE),
        longitude: Number(env.HOME_LONGITUDE),
        name: env.HOME_NAME,
        nameEn: env.HOME_NAME_EN,
      },
    });
  });
  serveDriver(app, getMe, async ({ env, driver }) => {
    const self = await findSelf(dbOf(env), driver.driverId);
    return self === null ? err({ code: "not_found" }) : ok({ ...driver, ...self });
  });
}
