// What a driver does with what is stored about him: bind a phone, export, leave.
import * as contract from "../../../core/contract/account.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { ProblemCode } from "../../../core/contract/problems.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { setPhone } from "../../db/drivers.ts";
import type { Env } from "../../env.ts";
import type { PhoneProof, PhoneRefusal, Provider } from "../../payments/provider.ts";
import { providersOf } from "../../payments/providers.ts";
import { exportData } from "../../privacy/exportData.ts";
import { leave } from "../../privacy/leave.ts";
import { bindPhone } from "../../privacy/phone.ts";
import { sealerOf } from "../../privacy/seal.ts";
import { listsOf } from "../../waiting/lists.ts";
import type { App } from "../context.ts";
import { logError, type Refusal } from "../errors.ts";
import { serveDriver } from "../serve.ts";

type Place = {
  readonly env: Env;
  readonly driver: { readonly driverId: string };
  readonly nowMs: number;
};
type Bound = Promise<Result<OutputOf<typeof contract.removePhone>, Refusal>>;

const phoneProblems = {
  phone_code_refused: "phone_code_invalid",
  phone_unavailable: "phone_unavailable",
} as const satisfies Record<PhoneRefusal["code"], ProblemCode>;

export function accountRoutes(app: App): void {
  serveDriver(app, contract.bindPhoneWithWechat, (call) =>
    bindBy(call, providersOf(call.env).wechatpay, { kind: "code", code: call.input.code }),
  );
  serveDriver(app, contract.bindPhoneWithAlipay, (call) =>
    bindBy(call, providersOf(call.env).alipay, { kind: "sealed", ...call.input }),
  );
  serveDriver(app, contract.bindPhoneAsDemo, async (call) =>
    call.env.ENVIRONMENT === "development"
      ? bind(call, call.input.phone)
      : err({ code: "phone_unavailable" }),
  );
  serveDriver(app, contract.removePhone, async ({ env, driver }) => {
    await setPhone(dbOf(env), driver.driverId, null);
    return ok({ phone: null });
  });
  serveDriver(app, contract.exportMyData, async ({ env, driver, nowMs }) => {
    const data = await exportData(dbOf(env), sealerOf(env), { ...driver, nowMs });
    return data === null ? err({ code: "not_found" }) : ok(data);
  });
  serveDriver(app, contract.deleteAccount, async ({ env, driver: { driverId }, input, nowMs }) => {
    const { givesUpFen = 0 } = input;
    const left = await leave(listsOf(env), { driverId, nowMs, givesUpFen });
    return left.ok ? ok<OutputOf<typeof contract.deleteAccount>>({}) : left;
  });
}

async function bindBy(place: Place, provider: Provider | undefined, proof: PhoneProof): Bound {
  if (provider === undefined) return err({ code: "phone_unavailable" });
  const phone = await provider.phone({ proof, nowMs: place.nowMs });
  if (phone.ok) return bind(place, phone.value);
  const { code, evidence } = phone.error;
  logError("phone not bound", new Error(`${code}: ${evidence}`), { provider: provider.name });
  return err({ code: phoneProblems[code] });
}

async function bind({ env, driver: { driverId } }: Place, phone: string): Bound {
  const sealer = sealerOf(env);
  if (sealer === null) return err({ code: "phone_unavailable" });
  return ok({ phone: await bindPhone(dbOf(env), sealer, { driverId, phone }) });
}
