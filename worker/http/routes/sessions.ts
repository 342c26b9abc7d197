// Drivers sign in by the code of their platform, and renew their token.
import { ulid } from "ulid";
import {
  renewSession,
  signInAsDemo,
  signInWithAlipay,
  signInWithWechat,
  type DriverSession,
} from "../../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../../core/contract/policy.ts";
import type { Language, ProblemCode } from "../../../core/contract/problems.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import {
  makeDriverToken,
  verifyRenewableToken,
  type DriverIdentity,
} from "../../../durable-objects/auth/driverToken.ts";
import { dbOf } from "../../db/database.ts";
import { insertConsent } from "../../db/consents.ts";
import { driverOfIdentity, findDriver, type DriverRow } from "../../db/drivers.ts";
import type { Env } from "../../env.ts";
import type { LoginRefusal, Provider } from "../../payments/provider.ts";
import { providersOf } from "../../payments/providers.ts";
import type { App } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { serve } from "../serve.ts";
import { texts } from "../texts.ts";

type Session = Promise<Result<DriverSession, Refusal>>;
type Place = { readonly env: Env; readonly nowMs: number; readonly language: Language };

const loginProblems = {
  login_code_refused: "login_code_invalid",
  login_unavailable: "login_unavailable",
} as const satisfies Record<LoginRefusal["code"], ProblemCode>;

export function sessionRoutes(app: App): void {
  serve(app, signInWithWechat, (call) =>
    signInByCode(call, { provider: providersOf(call.env).wechatpay, identity: "wechat" }),
  );
  serve(app, signInWithAlipay, (call) =>
    signInByCode(call, { provider: providersOf(call.env).alipay, identity: "alipay" }),
  );
  serve(app, signInAsDemo, async (call) => {
    if (call.env.ENVIRONMENT !== "development") return err({ code: "not_found" });
    if (!isCurrent(call.input)) return err({ code: "consent_required" });
    return signInAs(call, "demo", call.input.name);
  });
  serve(app, renewSession, async ({ env, input, nowMs }) => {
    const claims = await verifyRenewableToken(input.token, env.TOKEN_SECRETS, nowMs);
    if (!claims.ok) return err({ code: "unauthorized" });
    const driver = await findDriver(dbOf(env), claims.value.driverId);
    if (driver === null) return err({ code: "unauthorized" });
    return sessionOf({ env, nowMs }, driver, claims.value.identity);
  });
}

const isCurrent = ({ policyVersion }: { readonly policyVersion: string }): boolean =>
  policyVersion === POLICY_VERSION;

async function signInByCode(
  call: Place & { readonly input: { readonly code: string; readonly policyVersion: string } },
  by: { readonly provider: Provider | undefined; readonly identity: DriverIdentity },
): Session {
  // Before the code is exchanged: nothing is taken of who has not agreed.
  if (!isCurrent(call.input)) return err({ code: "consent_required" });
  if (by.provider === undefined) return err({ code: "login_unavailable" });
  const login = await by.provider.login({ code: call.input.code, nowMs: call.nowMs });
  if (!login.ok) return err({ code: loginProblems[login.error.code] });
  return signInAs(call, by.identity, login.value.openId);
}

async function signInAs(
  { env, nowMs, language }: Place,
  identity: DriverIdentity,
  subject: string,
): Session {
  const driverId = ulid(nowMs);
  const displayName = `${texts.driverName[identity][language]} ${driverId.slice(-4)}`;
  const db = dbOf(env);
  const driver = await driverOfIdentity(
    db,
    { provider: identity, subject },
    { driverId, displayName, nowMs },
  );
  const session = await sessionOf({ env, nowMs }, driver, identity);
  if (session.ok) {
    const consent = { driverId: driver.driverId, policyVersion: POLICY_VERSION, atMs: nowMs };
    await insertConsent(db, consent);
  }
  return session;
}

async function sessionOf(
  { env, nowMs }: Pick<Place, "env" | "nowMs">,
  { driverId, displayName, closedAtMs }: DriverRow,
  identity: DriverIdentity,
): Session {
  if (closedAtMs !== null) return err({ code: "account_closed" });
  const { token, claims } = await makeDriverToken({ driverId, identity }, env.TOKEN_SECRETS, nowMs);
  return ok({
    token,
    expiresAtMs: claims.expiresAtMs,
    renewableUntilMs: claims.renewableUntilMs,
    driver: { driverId, displayName, identity },
  });
}
