// Who calls: a driver by his token, staff by the session cookie.
import { getCookie } from "hono/cookie";
import { limits } from "../../../core/limits.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import {
  verifyDriverToken,
  type DriverIdentity,
} from "../../../durable-objects/auth/driverToken.ts";
import { dbOf } from "../../db/database.ts";
import { findDriver } from "../../db/drivers.ts";
import { findStaffSession, touchSession } from "../../db/staff.ts";
import type { AppContext } from "../context.ts";
import type { Refusal } from "../errors.ts";
import { accessConfigOf, passesAccess } from "./access.ts";
import { cookieNameFor } from "./staffCookie.ts";
import { hashOfToken } from "./token.ts";

export type DriverCaller = { readonly driverId: string; readonly identity: DriverIdentity };

export type StaffCaller = {
  /** Whom the audit names: a person, or a key of the API. */
  readonly staffId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly by:
    | {
        readonly kind: "session";
        /** Names the session's row, so that it can be ended. */
        readonly sessionHash: string;
        readonly expiresAtMs: number;
        /** By the operator's rules, for his role. */
        readonly isSecondFactorRequired: boolean;
        /** It is required, and he has none yet. */
        readonly needsSecondFactor: boolean;
      }
    | { readonly kind: "key"; readonly scopes: readonly string[] };
};

type Unauthorized = { readonly code: "unauthorized" };

/** The driver of a Bearer token whose account is open: a token dies with its account. */
export async function driverOf(c: AppContext): Promise<Result<DriverCaller, Unauthorized>> {
  const [scheme, token] = (c.req.header("authorization") ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || token === undefined) {
    return err({ code: "unauthorized" });
  }
  const claims = await verifyDriverToken(token, c.env.TOKEN_SECRETS, c.var.nowMs);
  if (!claims.ok) return err({ code: "unauthorized" });
  const { driverId, identity } = claims.value;
  const driver = await findDriver(dbOf(c.env), driverId);
  const isOpen = driver !== null && driver.closedAtMs === null;
  return isOpen ? ok({ driverId, identity }) : err({ code: "unauthorized" });
}

/** The member of staff whose session the cookie names and, where Access is used, Access as well. */
export async function staffOf(c: AppContext): Promise<Result<StaffCaller, Refusal>> {
  const token = getCookie(c, cookieNameFor(c.req.url));
  if (token === undefined) return err({ code: "unauthorized" });
  const { nowMs } = c.var;
  const db = dbOf(c.env);
  const sessionHash = await hashOfToken(token);
  const session = await findStaffSession(db, { sessionHash, nowMs });
  if (session === null) return err({ code: "unauthorized" });
  const access = await passesAccess(c, session);
  if (!access.ok) return access;
  const { expiresAtMs, lastUsedAtMs, secondFactorRoles, hasSecondFactor, ...who } = session;
  if (nowMs - lastUsedAtMs >= limits.coarseUseMs.most) {
    c.executionCtx.waitUntil(touchSession(db, { sessionHash, nowMs }).run());
  }
  const isSecondFactorRequired = secondFactorRoles.includes(who.role);
  // Where Access is enough to sign in, the second factor is for Access to ask.
  const isForAccess = accessConfigOf(c.env)?.isEnough ?? false;
  const needsSecondFactor = isSecondFactorRequired && hasSecondFactor === 0 && !isForAccess;
  const by = {
    kind: "session",
    sessionHash,
    expiresAtMs,
    isSecondFactorRequired,
    needsSecondFactor,
  } as const;
  return ok({ ...who, by });
}

/** For what only people do. */
export function sessionOf({ by }: StaffCaller): Extract<StaffCaller["by"], { kind: "session" }> {
  if (by.kind !== "session") throw new Error("no key may call this");
  return by;
}
