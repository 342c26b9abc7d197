// Reads the payment variables of the environment once. A provider none of whose variables is set is
// absent; one that is set in part or wrongly is named with its problems, and never with a value.
import type { KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { privateKeyOf, publicKeyOf } from "./keys.ts";

type Setup<Config> =
  | { readonly kind: "ready"; readonly config: Config }
  | { readonly kind: "absent" }
  | { readonly kind: "unusable"; readonly problems: readonly string[] };

const localHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isSafeGateway(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && localHosts.has(url.hostname));
}

const text = z.string().check(z.trim(), z.minLength(1));
const gateway = text.check(z.refine(isSafeGateway, "must be https, or http on this machine"));
const gatewayBase = z.pipe(
  gateway,
  z.transform((url) => url.replace(/\/+$/, "")),
);
const origin = z.pipe(
  text.check(z.refine((url) => URL.canParse(url), "must be an address")),
  z.transform((url) => new URL(url).origin),
);

/** A step that reads a key; what the reader throws could quote the key, so only `problem` is told. */
function readBy<Out>(read: (value: string) => Out, problem: string) {
  return z.pipe(
    text,
    z.transform((value: string, context): Out => {
      try {
        return read(value);
      } catch {
        context.issues.push({ code: "custom", message: problem, input: undefined });
        return z.NEVER;
      }
    }),
  );
}

const privateKey = readBy(privateKeyOf, "must be an RSA private key");
const publicKey = readBy(publicKeyOf, "must be an RSA public key or a certificate of one");

const keyTable = z.record(z.string().check(z.minLength(1)), z.string());

/** Serials are written in either case; key ids (`PUB_KEY_ID_…`) have one. */
function platformKeysOf(json: string): ReadonlyMap<string, KeyObject> {
  const entries = Object.entries(keyTable.parse(JSON.parse(json)));
  if (entries.length === 0) throw new TypeError("no key");
  return new Map(entries.map(([id, pem]) => [id.toUpperCase(), publicKeyOf(pem)]));
}

const wechatPayVariables = z
  .object({
    PUBLIC_ORIGIN: origin,
    WECHATPAY_BASE_URL: z._default(gatewayBase, "https://api.mch.weixin.qq.com"),
    WECHATPAY_APP_ID: text,
    WECHATPAY_MERCHANT_ID: text,
    WECHATPAY_MERCHANT_SERIAL: text,
    WECHATPAY_MERCHANT_PRIVATE_KEY: privateKey,
    WECHATPAY_API_V3_KEY: text.check(
      z.refine((key) => Buffer.byteLength(key) === 32, "must have 32 bytes"),
    ),
    WECHATPAY_PLATFORM_KEYS: readBy(
      platformKeysOf,
      "must be a JSON object of serial or key id to PEM, with at least one",
    ),
    WECHATPAY_PUBLIC_KEY_ID: z.optional(text),
    WECHAT_LOGIN_BASE_URL: z._default(gatewayBase, "https://api.weixin.qq.com"),
    WECHAT_APP_SECRET: text,
  })
  .check(
    z.refine(
      (v) =>
        v.WECHATPAY_PUBLIC_KEY_ID === undefined ||
        v.WECHATPAY_PLATFORM_KEYS.has(v.WECHATPAY_PUBLIC_KEY_ID.toUpperCase()),
      {
        path: ["WECHATPAY_PUBLIC_KEY_ID"],
        message: "must name one of WECHATPAY_PLATFORM_KEYS",
      },
    ),
  );

const alipayVariables = z.object({
  PUBLIC_ORIGIN: origin,
  ALIPAY_GATEWAY_URL: z._default(gateway, "https://openapi.alipay.com/gateway.do"),
  ALIPAY_APP_ID: text,
  ALIPAY_SELLER_ID: text,
  ALIPAY_APP_PRIVATE_KEY: privateKey,
  ALIPAY_PUBLIC_KEY: publicKey,
  ALIPAY_AES_KEY: z.optional(
    readBy((value) => {
      const key = Buffer.from(value, "base64");
      if (key.length !== 16) throw new TypeError("not a key");
      return key;
    }, "must be base64 of 16 bytes"),
  ),
});

export type WechatPayConfig = ReturnType<typeof wechatPayConfigOf>;
export type AlipayConfig = ReturnType<typeof alipayConfigOf>;

const wechatPayConfigOf = (v: z.output<typeof wechatPayVariables>) => ({
  baseUrl: v.WECHATPAY_BASE_URL,
  appId: v.WECHATPAY_APP_ID,
  merchantId: v.WECHATPAY_MERCHANT_ID,
  merchantSerial: v.WECHATPAY_MERCHANT_SERIAL,
  merchantPrivateKey: v.WECHATPAY_MERCHANT_PRIVATE_KEY,
  apiV3Key: v.WECHATPAY_API_V3_KEY,
  platformKeys: v.WECHATPAY_PLATFORM_KEYS,
  publicKeyId: v.WECHATPAY_PUBLIC_KEY_ID ?? null,
  loginBaseUrl: v.WECHAT_LOGIN_BASE_URL,
  appSecret: v.WECHAT_APP_SECRET,
  notifyUrl: `${v.PUBLIC_ORIGIN}/webhooks/wechatpay`,
});

const alipayConfigOf = (v: z.output<typeof alipayVariables>) => ({
  gatewayUrl: v.ALIPAY_GATEWAY_URL,
  appId: v.ALIPAY_APP_ID,
  sellerId: v.ALIPAY_SELLER_ID,
  appPrivateKey: v.ALIPAY_APP_PRIVATE_KEY,
  alipayPublicKey: v.ALIPAY_PUBLIC_KEY,
  /** Without it no phone number is read. */
  aesKey: v.ALIPAY_AES_KEY ?? null,
  notifyUrl: `${v.PUBLIC_ORIGIN}/webhooks/alipay`,
});

export type PaymentConfig = {
  readonly wechatpay: Setup<WechatPayConfig>;
  readonly alipay: Setup<AlipayConfig>;
};

/** Reads both providers' variables out of a Worker's environment; an empty variable counts as unset. */
export function paymentConfigOf(env: object): PaymentConfig {
  const set = new Map(
    Object.entries(env).filter(([, value]) => value !== "" && value !== undefined),
  );
  return {
    wechatpay: setupOf(set, /^WECHAT/, wechatPayVariables, wechatPayConfigOf),
    alipay: setupOf(set, /^ALIPAY_/, alipayVariables, alipayConfigOf),
  };
}

function setupOf<Schema extends z.ZodMiniType, Config>(
  set: ReadonlyMap<string, unknown>,
  own: RegExp,
  schema: Schema,
  configOf: (variables: z.output<Schema>) => Config,
): Setup<Config> {
  if (!Array.from(set.keys()).some((name) => own.test(name))) return { kind: "absent" };
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (parsed.success) return { kind: "ready", config: configOf(parsed.data) };
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.map(String).join(".");
    return set.has(name) ? `${name} ${issue.message}` : `${name} is missing`;
  });
  return { kind: "unusable", problems };
}
