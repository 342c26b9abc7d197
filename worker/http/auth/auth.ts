// Who calls: a driver by his token, staff by the session cookie.
import { getCookie } from "hono/cookie";
import { err, ok, type Result } from "../../../core/result.ts";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import {
  verifyDriverToken,
  type DriverIdentity,
} from "../../../durable-objects/auth/driverToken.ts";
import { dbOf } from "../../db/database.ts";
import { findDriver } from "../../db/drivers.ts";
import { findStaffSession } from "../../db/staff.ts";
import type { AppContext } from "../context.ts";
import { cookieNameFor, hashOfToken } from "./staffCookie.ts";

export type DriverCaller = { readonly driverId: string; readonly identity: DriverIdentity };

export type StaffCaller = {
  readonly staffId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly operatorId: string;
  readonly operatorName: string;
  /** Names the session's row, so that it can be ended. */
  readonly sessionHash: string;
  readonly sessionExpiresAtMs: number;
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

/** The member of staff whose session the cookie names. */
export async function staffOf(c: AppContext): Promise<Result<StaffCaller, Unauthorized>> {
  const token = getCookie(c, cookieNameFor(c.req.url));
  if (token === undefined) return err({ code: "unauthorized" });
  const sessionHash = await hashOfToken(token);
  const session = await findStaffSession(dbOf(c.env), { sessionHash, nowMs: c.var.nowMs });
  return session === null ? err({ code: "unauthorized" }) : ok({ ...session, sessionHash });
}
