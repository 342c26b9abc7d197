// Drivers: signing in by the platform's code, renewing the token, who am I.
import * as z from "zod/mini";
import { CoordinateSystem, PaymentWay, TimeMs } from "./common.ts";
import { MaskedPhone } from "./account.ts";
import { endpoint } from "./endpoint.ts";
import { PolicyStanding, PolicyVersion } from "./policy.ts";

export const Driver = z.object({
  driverId: z.string(),
  displayName: z.string(),
  identity: z.enum(["wechat", "alipay", "demo"]),
});
export type Driver = z.infer<typeof Driver>;

export const DriverSession = z.object({
  /** Sent as `Authorization: Bearer …`. */
  token: z.string(),
  expiresAtMs: TimeMs,
  /** Until then an expired token may still be renewed. */
  renewableUntilMs: TimeMs,
  driver: Driver,
});
export type DriverSession = z.infer<typeof DriverSession>;

const code = z.string().check(z.minLength(1), z.maxLength(256));

export const signInWithWechat = endpoint({
  method: "POST",
  path: "/api/v1/sessions/wechat",
  access: "public",
  tag: "Driver",
  summary: "Sign in with the code of wx.login",
  input: z.object({ code, policyVersion: PolicyVersion }),
  output: DriverSession,
  problems: ["consent_required", "login_code_invalid", "login_unavailable", "account_closed"],
});

export const signInWithAlipay = endpoint({
  method: "POST",
  path: "/api/v1/sessions/alipay",
  access: "public",
  tag: "Driver",
  summary: "Sign in with the code of my.getAuthCode",
  input: z.object({ code, policyVersion: PolicyVersion }),
  output: DriverSession,
  problems: ["consent_required", "login_code_invalid", "login_unavailable", "account_closed"],
});

export const signInAsDemo = endpoint({
  method: "POST",
  path: "/api/v1/sessions/demo",
  access: "public",
  tag: "Driver",
  summary: "Sign in as a demonstration driver; exists only in development",
  input: z.object({
    name: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/)),
    policyVersion: PolicyVersion,
  }),
  output: DriverSession,
  problems: ["not_found", "consent_required", "account_closed"],
});

export const renewSession = endpoint({
  method: "POST",
  path: "/api/v1/sessions/renew",
  access: "public",
  tag: "Driver",
  summary: "Exchange a token, current or lately expired, for a fresh one",
  input: z.object({ token: z.string().check(z.maxLength(2048)) }),
  output: DriverSession,
  problems: ["unauthorized", "account_closed"],
});

export const getMe = endpoint({
  method: "GET",
  path: "/api/v1/me",
  access: "driver",
  tag: "Driver",
  summary: "The signed-in driver, his balance, and his order under way",
  input: z.object({}),
  output: z.extend(Driver, {
    balanceFen: z.number(),
    receivableFen: z.number(),
    activeOrderId: z.nullable(z.string()),
    phone: MaskedPhone,
    policy: PolicyStanding,
  }),
  problems: [],
});

/** Pictures of the ground for the browser's map, from a service of the deployment's choice. */
export const MapTiles = z.object({
  /** With {z}, {x} and {y}. */
  urlTemplate: z.string(),
  attribution: z.string(),
  /** The system that its pictures are drawn in. */
  coordinates: CoordinateSystem,
});
export type MapTiles = z.infer<typeof MapTiles>;

export const getConfig = endpoint({
  method: "GET",
  path: "/api/v1/config",
  access: "public",
  tag: "System",
  summary: "What this deployment offers its clients",
  input: z.object({}),
  output: z.object({
    demoLogin: z.boolean(),
    paymentWays: z.array(PaymentWay),
    /** The version of policy and agreement that a sign-in has to agree to. */
    policyVersion: PolicyVersion,
    /** Where the browser app opens its map when the driver gives no position. */
    home: z.object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string(),
      nameEn: z.string(),
    }),
    /** Who runs the service and answers for personal data. */
    provider: z.object({ name: z.string(), nameEn: z.string(), contact: z.string() }),
    /** Null where none is configured: the app then draws a plain ground of its own. */
    mapTiles: z.nullable(MapTiles),
  }),
  problems: [],
});
