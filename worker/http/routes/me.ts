// The signed-in driver, and what this deployment offers everybody.
import type { PaymentWay } from "../../../core/contract/common.ts";
import { getConfig, getMe, type MapTiles } from "../../../core/contract/drivers.ts";
import { getStatistics } from "../../../core/contract/statistics.ts";
import { limits } from "../../../core/limits.ts";
import { statisticsOf } from "../../../core/statistics/statisticsOf.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import { err, ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { findSelf } from "../../db/drivers.ts";
import { settledChargesQuery } from "../../db/orders.ts";
import type { Env } from "../../env.ts";
import { providersOf } from "../../payments/providers.ts";
import { masked, phoneOf } from "../../privacy/phone.ts";
import { sealerOf } from "../../privacy/seal.ts";
import { standingOf } from "./consents.ts";
import type { App } from "../context.ts";
import { serve, serveDriver } from "../serve.ts";

/** A year begins at most a day earlier or later in a station's time than in UTC. */
const DAY_MS = 86_400_000;

export function meRoutes(app: App): void {
  serve(app, getConfig, async ({ env }) => {
    const providers = providersOf(env);
    const gateways = (["wechatpay", "alipay"] as const).filter((name) => name in providers);
    const paymentWays: PaymentWay[] = [...gateways, "balance"];
    return ok({
      demoLogin: env.ENVIRONMENT === "development",
      paymentWays,
      policyVersion: POLICY_VERSION,
      home: {
        latitude: Number(env.HOME_LATITUDE),
        longitude: Number(env.HOME_LONGITUDE),
        name: env.HOME_NAME,
        nameEn: env.HOME_NAME_EN,
      },
      provider: {
        name: env.PROVIDER_NAME,
        nameEn: env.PROVIDER_NAME_EN,
        contact: env.PROVIDER_CONTACT,
      },
      mapTiles: mapTilesOf(env),
    });
  });
  serveDriver(app, getStatistics, async ({ env, driver: { driverId }, input: { year } }) => {
    const charges = await settledChargesQuery(dbOf(env), {
      driverId,
      fromMs: Date.UTC(year, 0, 1) - DAY_MS,
      untilMs: Date.UTC(year + 1, 0, 1) + DAY_MS,
      limit: limits.exportedRows.most,
    });
    return ok(statisticsOf(charges, year));
  });
  serveDriver(app, getMe, async ({ env, driver }) => {
    const self = await findSelf(dbOf(env), driver.driverId);
    if (self === null) return err({ code: "not_found" });
    const { phoneSealed, consent, ...figures } = self;
    const phone = await phoneOf(sealerOf(env), { ...driver, phoneSealed });
    return ok({ ...driver, ...figures, phone: masked(phone), policy: standingOf(consent) });
  });
}

const mapTilesOf = (env: Env): MapTiles | null =>
  env.MAP_TILES_URL === undefined || env.MAP_TILES_URL === ""
    ? null
    : {
        urlTemplate: env.MAP_TILES_URL,
        attribution: env.MAP_TILES_ATTRIBUTION ?? "",
        coordinates: env.MAP_TILES_COORDINATES === "gcj02" ? "gcj02" : "wgs84",
      };
